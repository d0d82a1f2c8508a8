"""One processing of a recording, its steps, and what produced each result."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What made a result: engine, its version, and every option that could change the result."""

    engine: str
    version: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """A short hash that is equal exactly when engine, version and options are (sha256, 16 hex digits)."""
        told = json.dumps([self.engine, self.version, sorted(self.options)], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


StepState = Literal["running", "done", "failed", "skipped"]
RunState = Literal["queued", "processing", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a run: when it ran, how it ended, which artifact it left, or the error that ended it."""

    name: str
    state: StepState
    started_at: datetime
    ended_at: datetime | None = None
    artifact_id: str | None = None
    error_code: str | None = None
    error_arguments: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One processing of a recording. ``progress`` is 0..1; ``ends_at`` when it ends by the speed measured so far."""

    id: str
    recording_id: str
    state: RunState
    progress: float
    attempts: int
    error_code: str | None = None
    error_arguments: Mapping[str, str | int | float] = field(default_factory=dict)
    steps: tuple[StepRecord, ...] = ()
    ends_at: datetime | None = None
