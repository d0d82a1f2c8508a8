"""The uploaded file and its facts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How far a recording may travel: công khai, nội bộ, mật."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Recording:
    """``sha256`` is of the original bytes; ``recorded_at`` is aware and is the meeting's start.

    ``is_time_known`` is False when neither the person nor the file said when that was. ``min_speakers`` and
    ``max_speakers`` are how many people speak by somebody's word; None where nobody said. ``same_people_as`` is the
    id of a recording in which, by somebody's word, nobody speaks who does not speak here, and the other way round.
    """

    id: str
    title: str
    file_name: str
    sha256: str
    size_bytes: int
    duration_ms: int
    recorded_at: datetime
    zone: str
    language: str
    level: Level
    owner: str
    created_at: datetime
    is_time_known: bool = True
    min_speakers: int | None = None
    max_speakers: int | None = None
    same_people_as: str | None = None
