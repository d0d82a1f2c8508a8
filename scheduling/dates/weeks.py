"""Weeks of a month as people count them in speech."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from models.when import Grain
from scheduling.dates.interval import Interval, midnight, whole
from scheduling.dates.meaning import Fixed, Meaning


@dataclass(frozen=True, slots=True)
class DayBlock(Meaning):
    """The first seven days of a period, whatever weekday they begin with ("tuần đầu tháng 3" ends on the 7th)."""

    of: Meaning

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        month = since - timedelta(days=31)
        for period in islice(self.of.forward(now, month), 60):
            found = Interval(period.start, period.start + timedelta(days=7), Grain.DAY)
            if found.end > since:
                yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        for period in islice(self.of.backward(now, until), 60):
            yield Interval(period.start, period.start + timedelta(days=7), Grain.DAY)


@dataclass(frozen=True, slots=True)
class WeekOfYear(Fixed):
    """ISO 8601 week ``number`` of ``year``, of this year without one."""

    number: int
    year: int | None = None

    @property
    def grain(self) -> Grain:
        return Grain.WEEK

    def at(self, now: datetime) -> Interval | None:
        monday = date.fromisocalendar(self.year or now.year, min(self.number, 52), 1)
        return whole(midnight(monday), Grain.WEEK)


@dataclass(frozen=True, slots=True)
class IsoYear(Meaning):
    """The years of ISO 8601: the first week is the one with the first Thursday."""

    of: Meaning

    @property
    def grain(self) -> Grain:
        return Grain.YEAR

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (_iso_year(one) for one in self.of.forward(now, since - timedelta(days=7)))

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (_iso_year(one) for one in self.of.backward(now, until + timedelta(days=7)))


def _iso_year(period: Interval) -> Interval:
    year = period.start.year
    first, following = (midnight(date.fromisocalendar(one, 1, 1)) for one in (year, year + 1))
    return Interval(first, following, Grain.YEAR)
