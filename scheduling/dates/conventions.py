"""What a phrase means as a deadline, and as a start (the conventions of Vietnamese minutes, ADR in docs)."""

from datetime import date, datetime, timedelta

from models.when import Grain, When

_DAY = timedelta(days=1)


def due_value(when: When, *, reference: datetime) -> date | datetime | None:
    """The last acceptable day, or minute when an hour was said; None when the words set no end ("sau Tết").

    A day stands for itself, "before the 20th" for the 20th. Of a week it is the Friday, of the beginning of a
    period its first day, of its middle the 15th or the Wednesday, of its end and of the whole the last day.
    """
    if when.open == "after" or when.start is None:
        return None
    start, end, grain = when.start, when.end, when.grain
    if end is None:
        return start.date() if grain.is_civil_date else start
    if not grain.is_civil_date:
        unit = timedelta(hours=1) if grain is Grain.HOUR else timedelta(minutes=1)
        return start if when.open == "before" or end - start <= unit else end
    if when.open == "before" and start == end:
        if grain is Grain.MONTH and start.day == _END_BEGINS:
            return _month_end(start.date())
        return start.date() if grain is Grain.DAY else start.date() - _DAY
    if grain is Grain.DAY:
        return (end - timedelta(minutes=1)).date() if end - start > _DAY else start.date()
    return _due_of_period(start.date(), end.date(), grain)


_END_BEGINS = 21
"""The day from which it is the end of a month: "before the end of July" is by its last day."""


def _month_end(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY


def _due_of_period(start: date, end: date, grain: Grain) -> date:
    if grain is Grain.WEEK:
        if start.weekday() and (end - start).days == 7:
            return end - _DAY
        if not start.weekday() and not end.weekday():
            return end - 3 * _DAY
        return start if start.weekday() in (0, 2) else end - 3 * _DAY
    if _begins(start, grain) and not _begins(end, grain):
        return start
    if _begins(end, grain) or (grain is Grain.MONTH and (end - start).days > 27):
        return end - _DAY
    if grain is Grain.MONTH:
        return start.replace(day=15)
    if grain is Grain.QUARTER:
        return start.replace(day=15)
    return date(start.year, 6, 30)


def _begins(on: date, grain: Grain) -> bool:
    months = {Grain.QUARTER: (1, 4, 7, 10), Grain.YEAR: (1,)}.get(grain, tuple(range(1, 13)))
    return on.day == 1 and on.month in months


def start_value(when: When, *, reference: datetime) -> date | datetime | None:
    """The first day, or minute when an hour was said; the weekend begins on Saturday."""
    if when.start is None:
        return when.end if when.end is None or not when.grain.is_civil_date else when.end.date()
    if when.grain.is_civil_date:
        if when.grain is Grain.MONTH and when.start.day == 11 and when.end is not None and when.end.day == 21:
            return when.start.date().replace(day=15)
        return when.start.date()
    return when.start


def stated_end(when: When) -> datetime | None:
    """The end as people state it: of days and longer the last second ("until the 12th"), of hours the hour itself."""
    if when.end is None or when.end == when.start or not when.grain.is_civil_date:
        return when.end
    return when.end if when.end.hour or when.end.minute else when.end - timedelta(seconds=1)
