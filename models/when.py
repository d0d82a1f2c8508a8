"""A date or time as it was said: how exact, from which words, and how they were understood."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class Grain(StrEnum):
    """The precision that was actually said, coarsest first."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"

    @property
    def is_civil_date(self) -> bool:
        """True when only a calendar date was said, no hour."""
        return self not in (Grain.HOUR, Grain.MINUTE, Grain.SECOND)


Openness = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class When:
    """An interval ``[start, end)`` of aware datetimes in the meeting's zone.

    A day said is the whole day. ``open="before"`` has only an end that matters ("by Friday"),
    ``open="after"`` only a start. ``phrase`` is the text itself, at ``[begin, stop)`` of what was read;
    ``reading`` is how it was understood, in words a person can check. ``rrule`` is an RFC 5545 recurrence
    without the ``RRULE:`` prefix. ``doubt`` is a code when the words name no possible date.
    """

    start: datetime | None
    end: datetime | None
    grain: Grain
    phrase: str
    begin: int
    stop: int
    reading: str
    open: Openness | None = None
    rrule: str | None = None
    doubt: str | None = None

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{self.phrase!r}: a moment without a time zone")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"{self.phrase!r}: ends before it starts")
        if self.start is None and self.end is None and self.doubt is None and self.rrule is None:
            raise ValueError(f"{self.phrase!r}: neither start nor end")

    @property
    def civil(self) -> date | datetime | None:
        """The start as people would write it: a date, or a datetime when an hour was said."""
        moment = self.start if self.start is not None else self.end
        if moment is None:
            return None
        return moment.date() if self.grain.is_civil_date else moment
