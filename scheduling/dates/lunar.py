"""The Vietnamese lunar calendar, through lunar-vn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from models.when import Grain
from scheduling.dates.interval import Interval, day, midnight
from scheduling.dates.meaning import Meaning

LAST_DAY = -1


@lru_cache(maxsize=4096)
def solar_date(day_of_month: int, month: int, year: int) -> date | None:
    """The civil date of a day of a lunar year; None when that month has no such day. -1 is its last day."""
    from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar

    if not 1900 <= year <= 2099:
        return None
    if day_of_month == LAST_DAY:
        after = solar_date(1, 1, year + 1) if month == 12 else solar_date(1, month + 1, year)
        return None if after is None else after - timedelta(days=1)
    found = lunar_to_solar(LunarDate(day_of_month, month, year))
    return found if solar_to_lunar(found).day == day_of_month else None


@dataclass(frozen=True, slots=True)
class LunarDay(Meaning):
    """A day of the lunar calendar, of every month when ``month`` is None."""

    day: int
    month: int | None = None
    year: int | None = None

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _around(self, year: int) -> list[Interval]:
        years = (self.year,) if self.year is not None else range(year - 2, year + 4)
        months = range(1, 13) if self.month is None else (self.month,)
        found = {solar_date(self.day, month, lunar_year) for lunar_year in years for month in months}
        return [day(one) for one in sorted(one for one in found if one is not None)]

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (found for found in self._around(since.year) if found.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (found for found in reversed(self._around(until.year)) if found.start < until)


@dataclass(frozen=True, slots=True)
class LunarMonth(Meaning):
    """A whole month of the lunar calendar."""

    month: int

    @property
    def grain(self) -> Grain:
        return Grain.MONTH

    def _around(self, year: int) -> Iterator[Interval]:
        for lunar_year in range(year - 2, year + 4):
            first, last = solar_date(1, self.month, lunar_year), solar_date(LAST_DAY, self.month, lunar_year)
            if first is not None and last is not None:
                yield Interval(midnight(first), midnight(last + timedelta(days=1)), Grain.MONTH)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (found for found in self._around(since.year) if found.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (found for found in reversed(tuple(self._around(until.year))) if found.start < until)
