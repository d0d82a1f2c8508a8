"""Meanings that fall once or twice in each year."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.when import Grain
from scheduling.dates.interval import Interval, day, midnight, whole
from scheduling.dates.meaning import Meaning, occurrences

_YEARS = 4
"""How many years are looked through before a feast counts as unknown."""


class Annual(Meaning):
    """Known by the year."""

    __slots__ = ()

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    @abstractmethod
    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        """Those that begin in ``year``, in order."""

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        years = range(max(since.year - 1, 1), min(since.year + _YEARS, 9998))
        return (found for year in years for found in self.of(year, now) if found.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        years = range(until.year, max(until.year - _YEARS, 0), -1)
        return (found for year in years for found in reversed(self.of(year, now)) if found.start < until)


@dataclass(frozen=True, slots=True)
class CountedFrom(Annual):
    """``days`` days, the first of them ``offset`` days after ``base`` (before it, negative)."""

    base: Meaning
    offset: int
    days: int = 1

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        bases = occurrences(self.base, whole(midnight(date(year, 1, 1)), Grain.YEAR), now)
        starts = [base.start + timedelta(days=self.offset) for base in bases]
        return tuple(Interval(start, start + timedelta(days=self.days), Grain.DAY) for start in starts)


@dataclass(frozen=True, slots=True)
class OfficeDay(Annual):
    """A day of the year; the Friday before or the Monday after when it falls on a weekend."""

    month: int
    day: int

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        on = date(year, self.month, self.day)
        return (day(on + timedelta(days={5: -1, 6: 1}.get(on.weekday(), 0))),)
