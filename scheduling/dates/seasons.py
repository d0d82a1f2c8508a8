"""Seasons by the solstices, and Easter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.when import Grain
from scheduling.dates.interval import Interval, day, midnight
from scheduling.dates.meaning import Meaning

_STARTS = ((3, 20), (6, 21), (9, 23), (12, 21))
_STOPS = ((6, 21), (9, 23), (12, 21), (3, 21))


@dataclass(frozen=True, slots=True)
class Season(Meaning):
    """0 spring, 1 summer, 2 autumn, 3 winter (northern)."""

    number: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _of(self, year: int) -> Interval:
        start = date(year, *_STARTS[self.number])
        stop = date(year + (self.number == 3), *_STOPS[self.number])
        return Interval(midnight(start), midnight(stop), Grain.DAY)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (found for year in range(since.year - 1, since.year + 3) if (found := self._of(year)).end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (found for year in range(until.year, until.year - 3, -1) if (found := self._of(year)).start < until)


def easter(year: int) -> date:
    """Western Easter Sunday: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, last = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, last + 1)


@dataclass(frozen=True, slots=True)
class Easter(Meaning):
    """Easter Sunday and the days counted from it."""

    offset: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _of(self, year: int) -> Interval:
        return day(easter(year) + timedelta(days=self.offset))

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (found for year in range(since.year, since.year + 3) if (found := self._of(year)).end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (found for year in range(until.year, until.year - 3, -1) if (found := self._of(year)).start < until)
