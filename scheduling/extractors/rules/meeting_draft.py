"""A meeting while it is being read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.findings import CivilTime

ENOUGH = 1.7
"""Weight from which on a gathering is held to be fixed."""
LEAST = 0.5
"""Weight below which a day is not even looked at as that of a gathering."""


@dataclass(slots=True, eq=False)
class MeetingDraft:
    """A meeting while it is being read; ``sentences`` are its evidence so far."""

    main: int
    start: CivilTime
    phrase: str
    reading: str
    weight: float
    sentences: list[int] = field(default_factory=list)
    end: datetime | None = None
    length: timedelta | None = None
    place: str | None = None
    rrule: str | None = None
    title: str = ""
    cancelled: bool = False
    moved: bool = False
    doubts: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
