"""Working days and public holidays of Vietnam.

Days off that only move a working day (hoán đổi) bind civil servants alone and count as working days here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from models.when import Grain
from scheduling.dates.interval import Interval, day, midnight
from scheduling.dates.lunar import solar_date
from scheduling.dates.meaning import Fixed, Meaning
from scheduling.dates.relative import nearest

_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays

    days = country_holidays("VN", years=year, language="en_US")
    return frozenset(on for on, name in days.items() if "substituted" not in name)


def is_workday(on: date) -> bool:
    return on.weekday() < 5 and on not in public_holidays(on.year)


def shift_workdays(start: date, count: int) -> date:
    """``count`` working days after ``start`` (before it, negative); ``start`` itself is not counted."""
    step = _DAY if count > 0 else -_DAY
    current = start
    for _ in range(abs(count)):
        current += step
        while not is_workday(current):
            current += step
    return current


def tet_holiday(year: int) -> tuple[date, date] | None:
    """First and last day of the days off around the lunar new year of ``year``, weekends included."""
    new_year = solar_date(1, 1, year)
    if new_year is None:
        return None
    first = last = new_year
    while not is_workday(first - _DAY):
        first -= _DAY
    while not is_workday(last + _DAY):
        last += _DAY
    return first, last


@dataclass(frozen=True, slots=True)
class Workdays(Fixed):
    """So many working days after ``base``, after today without one."""

    count: int
    base: Meaning | None = None

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def at(self, now: datetime) -> Interval | None:
        start = now.date()
        if self.base is not None:
            found = nearest(self.base, now)
            if found is None:
                return None
            start = found.start.date()
        return day(shift_workdays(start, self.count)) if abs(self.count) <= 2000 else None


@dataclass(frozen=True, slots=True)
class EachWorkday(Meaning):
    """Every working day."""

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        days = (since.date() + count * _DAY for count in range(800))
        return (day(on) for on in days if is_workday(on))

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        days = (until.date() - count * _DAY for count in range(800))
        return (found for on in days if is_workday(on) and (found := day(on)).start < until)


@dataclass(frozen=True, slots=True)
class TetHoliday(Meaning):
    """The days off at Tết; ``edge`` takes the last working day before it or the first after it."""

    edge: int = 0

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _of(self, year: int) -> Interval | None:
        found = tet_holiday(year)
        if found is None:
            return None
        first, last = found
        if self.edge < 0:
            return day(first - _DAY)
        if self.edge > 0:
            return day(last + _DAY)
        return Interval(midnight(first), midnight(last + _DAY), Grain.DAY)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        found = (self._of(year) for year in range(since.year, since.year + 3))
        return (one for one in found if one is not None and one.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        found = (self._of(year) for year in range(until.year, until.year - 3, -1))
        return (one for one in found if one is not None and one.start < until)
