"""Stretches of civil time and the arithmetic of the calendar.

Inside this package times are naive: the wall clock of the meeting's own zone. The zone is put on at the end.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.when import Grain

_FIXED = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
    Grain.DAY: timedelta(days=1),
    Grain.WEEK: timedelta(weeks=1),
}
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
FINENESS = {grain: rank for rank, grain in enumerate(Grain)}


@dataclass(frozen=True, slots=True)
class Interval:
    """``[start, end)`` on the wall clock, with the precision that was said."""

    start: datetime
    end: datetime
    grain: Grain


def whole(start: datetime, grain: Grain, count: int = 1) -> Interval:
    """``count`` units of ``grain`` from ``start`` on."""
    return Interval(start, add(start, grain, count), grain)


def day(value: date) -> Interval:
    return whole(midnight(value), Grain.DAY)


def midnight(value: date) -> datetime:
    return datetime.combine(value, time())


def add(moment: datetime, grain: Grain, count: int) -> datetime:
    """``count`` units later; the 31st becomes the last day of a shorter month.

    Raises:
        OverflowError, ValueError: beyond the years 1 to 9999.
    """
    if grain in _FIXED:
        return moment + count * _FIXED[grain]
    months = moment.year * 12 + moment.month - 1 + count * _MONTHS[grain]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def floor(moment: datetime, grain: Grain) -> datetime:
    """The beginning of the unit that holds ``moment``; weeks begin on Monday."""
    if grain is Grain.SECOND:
        return moment.replace(microsecond=0)
    if grain is Grain.MINUTE:
        return moment.replace(second=0, microsecond=0)
    if grain is Grain.HOUR:
        return moment.replace(minute=0, second=0, microsecond=0)
    start = midnight(moment.date())
    if grain is Grain.WEEK:
        return start - timedelta(days=start.weekday())
    if grain is Grain.MONTH:
        return start.replace(day=1)
    if grain is Grain.QUARTER:
        return start.replace(day=1, month=(start.month - 1) // 3 * 3 + 1)
    if grain is Grain.YEAR:
        return start.replace(day=1, month=1)
    return start
