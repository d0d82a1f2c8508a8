"""Findings waiting for a person, and what the person said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from models.findings import Finding


class ReviewState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


ALLOWED_MOVES: Mapping[ReviewState, frozenset[ReviewState]] = {
    ReviewState.PROPOSED: frozenset({ReviewState.APPROVED, ReviewState.REJECTED}),
    ReviewState.APPROVED: frozenset(),
    ReviewState.REJECTED: frozenset({ReviewState.APPROVED}),
}
"""Approval makes a task or an event, which then has a life of its own: it cannot be un-approved, only cancelled."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided. ``changed`` names the fields edited on the way."""

    kind: Literal["approve", "reject"]
    by: str
    at: datetime
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding awaiting, or having got, its verdict. ``key`` recognises the same item in a later run.

    ``changes`` is the id of the task or event that already stands and that approval revises; None: a new one.
    """

    id: str
    recording_id: str
    key: str
    finding: Finding
    state: ReviewState = ReviewState.PROPOSED
    verdicts: tuple[Verdict, ...] = ()
    changes: str | None = None
