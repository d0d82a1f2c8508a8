"""Seasons by the solstices."""

from dataclasses import dataclass
from datetime import date, datetime

from models.when import Grain
from scheduling.dates.annual import Annual
from scheduling.dates.interval import Interval, midnight
from scheduling.dates.meaning import Fixed

_STARTS = ((3, 20), (6, 21), (9, 23), (12, 21))
_STOPS = ((6, 21), (9, 23), (12, 21), (3, 21))
"""Exclusive; the equinox of March ends the winter as well as beginning the spring."""


@dataclass(frozen=True, slots=True)
class Season(Annual):
    """0 spring, 1 summer, 2 autumn, 3 winter (northern)."""

    number: int

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        start = date(year, *_STARTS[self.number])
        stop = date(year + (self.number == 3), *_STOPS[self.number])
        return (Interval(midnight(start), midnight(stop), Grain.DAY),)


@dataclass(frozen=True, slots=True)
class SeasonTurn(Fixed):
    """The season that holds now (0), the next (1), the one before (-1)."""

    offset: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def at(self, now: datetime) -> Interval | None:
        years = range(now.year - 2, now.year + 3)
        starts = [midnight(date(year, *start)) for year in years for start in _STARTS]
        current = sum(start <= now for start in starts) - 1
        return Interval(starts[current + self.offset], starts[current + self.offset + 1], Grain.DAY)
