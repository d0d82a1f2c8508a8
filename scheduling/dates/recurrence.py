"""Repetitions as RFC 5545 rules, and the first day they fall on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.when import Grain
from scheduling.dates.interval import Interval, floor
from scheduling.dates.meaning import All, Clock, DayOfMonth, DayPart, Meaning, Weekday, both
from scheduling.dates.phrase import Repeat
from scheduling.dates.relative import Nth, Units, nearest
from scheduling.dates.settle import settle

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def render_rule(repeat: Repeat, until: datetime | None = None) -> str:
    """Without the prefix ``RRULE:``; ``until`` is the last day, included."""
    parts = [f"FREQ={repeat.frequency}"]
    if repeat.interval != 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.days:
        parts.append("BYDAY=" + ",".join(repeat.days))
    if repeat.month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, repeat.month_days)))
    if until is not None:
        parts.append(f"UNTIL={until:%Y%m%d}")
    return ";".join(parts)


def first_occurrence(repeat: Repeat, said: Meaning | None, now: datetime) -> Interval | None:
    """The first day of the rule that also fits what else was ``said`` (a clock time, "from next week").

    None when neither the rule nor the words name a day: "weekly".
    """
    parts = () if said is None else said.parts if isinstance(said, All) else (said,)
    times = [part for part in parts if isinstance(part, Clock | DayPart)]
    dates = [part for part in parts if not isinstance(part, Clock | DayPart)]
    start = nearest(both(*dates), now) if dates else None
    earliest = now if start is None else start.start
    pattern = _pattern(repeat)
    if pattern is None:
        if start is None and not times:
            return None
        pattern = Units(Grain.DAY)
    elif start is None and not times and repeat.days:
        earliest = floor(now, Grain.DAY) + timedelta(days=1)
    candidates = [next(_timed(one, times).forward(now, earliest), None) for one in pattern_members(pattern)]
    found = [one for one in candidates if one is not None]
    return min(found, key=lambda one: one.start, default=None)


def pattern_members(pattern: Meaning | tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    return pattern if isinstance(pattern, tuple) else (pattern,)


def _timed(pattern: Meaning, times: Sequence[Meaning]) -> Meaning:
    return settle(both(pattern, *times)) if times else pattern


def _pattern(repeat: Repeat) -> Meaning | tuple[Meaning, ...] | None:
    if repeat.days:
        return tuple(_weekday(name) for name in repeat.days)
    if repeat.month_days:
        return tuple(DayOfMonth(number) for number in repeat.month_days)
    return Units(Grain.DAY) if repeat.frequency == "DAILY" else None


def _weekday(name: str) -> Meaning:
    weekday = Weekday(WEEKDAYS.index(name[-2:]))
    if len(name) == 2:
        return weekday
    return Nth(int(name[:-2]), weekday, Units(Grain.MONTH))
