"""Feasts of other calendars: Easter of both churches, and those the holidays library has tables of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from models.when import Grain
from scheduling.dates.annual import Annual
from scheduling.dates.interval import Interval, day, midnight

Church = Literal["western", "orthodox"]
Calendar = Literal["buddhist", "hebrew", "hindu", "islamic"]


@dataclass(frozen=True, slots=True)
class Easter(Annual):
    """Easter Sunday and the days counted from it."""

    offset: int
    church: Church = "western"

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        sunday = western_easter(year) if self.church == "western" else orthodox_easter(year)
        return (day(sunday + timedelta(days=self.offset)),)


def western_easter(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, last = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, last + 1)


def orthodox_easter(year: int) -> date:
    """The Julian computus (Meeus, ch. 8), carried over to the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, last = divmod(d + e + 114, 31)
    return date(year, month, last + 1) + timedelta(days=year // 100 - year // 400 - 2)


@dataclass(frozen=True, slots=True)
class EarthHour(Annual):
    """20:30 to 21:30 on the last Saturday of March, a week earlier when that is Holy Saturday."""

    @property
    def grain(self) -> Grain:
        return Grain.MINUTE

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        last = date(year, 3, 31)
        saturday = last - timedelta(days=(last.weekday() - 5) % 7)
        if saturday == western_easter(year) - timedelta(days=1):
            saturday -= timedelta(weeks=1)
        start = midnight(saturday) + timedelta(hours=20, minutes=30)
        return (Interval(start, start + timedelta(hours=1), Grain.MINUTE),)


@dataclass(frozen=True, slots=True)
class Feast(Annual):
    """A feast by the library's name for it ("DIWALI"), ``days`` days from ``offset`` days after it.

    Years the tables do not reach have none. Jewish days begin at sunset: give them the eve as ``offset`` -1.
    """

    calendar: Calendar
    name: str
    offset: int = 0
    days: int = 1

    def of(self, year: int, now: datetime) -> tuple[Interval, ...]:
        starts = [midnight(on) + timedelta(days=self.offset) for on in feast_dates(self.calendar, self.name, year)]
        return tuple(Interval(start, start + timedelta(days=self.days), Grain.DAY) for start in starts)


@lru_cache(maxsize=1024)
def feast_dates(calendar: Calendar, name: str, year: int) -> tuple[date, ...]:
    """The library's table: by year one (month, day), or several where a lunar year is short."""
    from holidays.calendars.buddhist import _BuddhistLunisolar
    from holidays.calendars.hebrew import _HebrewLunisolar
    from holidays.calendars.hindu import _HinduLunisolar
    from holidays.calendars.islamic import _IslamicLunar

    tables = {
        "buddhist": _BuddhistLunisolar,
        "hebrew": _HebrewLunisolar,
        "hindu": _HinduLunisolar,
        "islamic": _IslamicLunar,
    }
    found = getattr(tables[calendar], f"{name}_DATES").get(year, ())
    several = found if found and isinstance(found[0], tuple) else (found,) if found else ()
    return tuple(sorted(date(year, month, on) for month, on in several))
