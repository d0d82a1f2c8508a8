"""A whole expression: a meaning, or two as a range, what side of it is open, and whether it comes back."""

from dataclasses import dataclass
from typing import Literal

from scheduling.dates.meaning import Meaning

Direction = Literal["before", "by", "after", "since"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The parts of an RFC 5545 rule. ``days`` are BYDAY values ("MO", "1WE"), ``month_days`` BYMONTHDAY."""

    frequency: Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    interval: int = 1
    days: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was said. ``until`` ends a repetition.

    ``utc_minutes`` is the offset of a time zone that was named; without it times are the meeting's own.
    """

    meaning: Meaning | None
    to: Meaning | None = None
    direction: Direction | None = None
    repeat: Repeat | None = None
    until: Meaning | None = None
    utc_minutes: int | None = None
