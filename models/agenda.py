"""What stands after approval: tasks to do, events to attend."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.findings import CivilTime


@dataclass(frozen=True, slots=True)
class Task:
    """Somebody's work. ``uid`` is for life, ``sequence`` rises with each significant change (RFC 5545 §3.8.7.4)."""

    id: str
    uid: str
    text: str
    owners: tuple[str, ...]
    due: CivilTime | None
    zone: str
    created_at: datetime
    revised_at: datetime
    sequence: int = 0
    status: Literal["open", "done", "cancelled"] = "open"
    recording_id: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A gathering. ``start`` and exclusive ``end`` are dates for a whole day, aware datetimes for an hour."""

    id: str
    uid: str
    title: str
    start: CivilTime
    end: CivilTime | None
    zone: str
    created_at: datetime
    revised_at: datetime
    place: str | None = None
    participants: tuple[str, ...] = ()
    rrule: str | None = None
    sequence: int = 0
    status: Literal["confirmed", "cancelled"] = "confirmed"
    recording_id: str | None = None
