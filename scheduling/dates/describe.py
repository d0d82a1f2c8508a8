"""How a phrase was understood, in words a person can check."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from models.when import Grain
from scheduling.dates.interval import floor
from scheduling.dates.resolve import Resolved


class Wording(Protocol):
    """The words of a language for days, clocks and ranges."""

    def day(self, moment: datetime) -> str: ...
    def month(self, moment: datetime) -> str: ...
    def quarter(self, moment: datetime) -> str: ...
    def year(self, moment: datetime) -> str: ...
    def at(self, clock: str, day: str) -> str: ...
    def span(self, start: str, end: str) -> str: ...
    def before(self, what: str) -> str: ...
    def by(self, what: str) -> str: ...
    def after(self, what: str) -> str: ...
    def repeated(self, rule: str, what: str) -> str: ...
    def doubtful(self, doubt: str) -> str: ...


def describe(found: Resolved, words: Wording) -> str:
    if found.start is None:
        what = words.doubtful(found.doubt) if found.doubt else ""
    elif found.open == "after":
        what = words.after(_point(found.start, found.grain, words))
    elif found.open == "before":
        point = _point(found.start, found.grain, words)
        what = words.before(point) if found.end == found.start else words.by(_interval(found, words))
    else:
        what = _interval(found, words)
    if found.rrule is not None:
        what = words.repeated(found.rrule, what)
    if found.doubt is not None and found.start is not None:
        what += f" ({words.doubtful(found.doubt)})"
    return what


def _point(moment: datetime, grain: Grain, words: Wording) -> str:
    if grain.is_civil_date:
        return _names(words)[grain](moment) if grain in _names(words) else words.day(moment)
    clock = f"{moment:%H:%M:%S}" if grain is Grain.SECOND else f"{moment:%H:%M}"
    return words.at(clock, words.day(moment))


def _interval(found: Resolved, words: Wording) -> str:
    start, end, grain = found.start, found.end, found.grain
    if start is None or end is None:
        return ""
    names = _names(words)
    if not grain.is_civil_date:
        if end - start <= {Grain.HOUR: timedelta(hours=1)}.get(grain, timedelta(minutes=1)):
            return _point(start, grain, words)
        later = f"{end:%H:%M}" if end.date() == start.date() else _point(end, grain, words)
        return words.span(_point(start, grain, words), later)
    if end - start > timedelta(days=1, hours=12):
        start, end = _whole_days(start, end)
    if start.hour or start.minute or end.hour or end.minute:
        clock = words.span(f"{start:%H:%M}", f"{end:%H:%M}")
        return words.at(clock, words.day(start))
    last = end - timedelta(days=1)
    if last <= start:
        return words.day(start)
    if grain in names and names[grain](start) == names[grain](last) and start.day == 1 and end.day == 1:
        return names[grain](start)
    return words.span(words.day(start), words.day(last))


def _whole_days(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    first, last = floor(start, Grain.DAY), floor(end, Grain.DAY)
    return first, last if last == end else last + timedelta(days=1)


def _names(words: Wording) -> dict[Grain, Callable[[datetime], str]]:
    return {Grain.MONTH: words.month, Grain.QUARTER: words.quarter, Grain.YEAR: words.year}
