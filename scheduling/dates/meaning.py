"""What date words mean: patterns that come back (a weekday, a clock time) and how they restrict each other.

A meaning lists its occurrences forwards and backwards in time, nearest first, as in Duckling's time series;
"Friday the 20th of March at nine" is the occurrences of nine o'clock within those of the 20th within …
Nothing here knows which occurrence is meant: ``resolve`` chooses.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from models.when import Grain
from scheduling.dates.interval import FINENESS, Interval, add, day, floor, midnight, whole

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days a month has at most."""

LIMIT = 60
"""How many occurrences of the coarser pattern are tried before a combination counts as impossible."""


class Meaning(ABC):
    """``now`` is the reference time on the meeting's wall clock."""

    __slots__ = ()

    @property
    @abstractmethod
    def grain(self) -> Grain: ...

    @abstractmethod
    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        """Occurrences that end after ``since``, in order."""

    @abstractmethod
    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        """Occurrences that start before ``until``, latest first."""


class Fixed(Meaning):
    """Happens once, possibly counted from now."""

    __slots__ = ()

    @abstractmethod
    def at(self, now: datetime) -> Interval | None:
        """When it is, or None when there is no such time."""

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        found = self.at(now)
        if found is not None and found.end > since:
            yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        found = self.at(now)
        if found is not None and found.start < until:
            yield found


@dataclass(frozen=True, slots=True)
class Impossible(Fixed):
    """What is in no calendar and on no clock: the 31st of February, a quarter past twenty-five.

    It stands beside other words like any day (``unit`` day) or hour (minute), so that the whole of them is doubted.
    """

    unit: Grain

    @property
    def grain(self) -> Grain:
        return self.unit

    def at(self, now: datetime) -> Interval | None:
        return None


@dataclass(frozen=True, slots=True)
class Year(Fixed):
    year: int

    @property
    def grain(self) -> Grain:
        return Grain.YEAR

    def at(self, now: datetime) -> Interval | None:
        return whole(midnight(date(self.year, 1, 1)), Grain.YEAR) if 1 <= self.year < 9999 else None


@dataclass(frozen=True, slots=True)
class Yearly(Meaning):
    """Months ``first`` to ``first + months - 1`` of any year: a month, a quarter, half a year."""

    first: int
    months: int = 1

    @property
    def grain(self) -> Grain:
        return {1: Grain.MONTH, 3: Grain.QUARTER}.get(self.months, Grain.MONTH)

    def _of(self, year: int) -> Interval:
        start = add(midnight(date(year, 1, 1)), Grain.MONTH, self.first - 1)
        return Interval(start, add(start, Grain.MONTH, self.months), self.grain)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        for year in range(max(since.year - 1, 1), min(since.year + 200, 9998)):
            if (found := self._of(year)).end > since:
                yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        for year in range(until.year, max(until.year - 200, 1), -1):
            if (found := self._of(year)).start < until:
                yield found


@dataclass(frozen=True, slots=True)
class DayOfMonth(Meaning):
    """The ``day``-th of any month that has it; -1 is the last day."""

    day: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _walk(self, month: datetime, step: int) -> Iterator[Interval]:
        for count in range(0, 2400 * step, step):
            start = add(month, Grain.MONTH, count)
            if self.day < 0:
                start = add(start, Grain.MONTH, 1)
            found = start + timedelta(days=self.day if self.day < 0 else self.day - 1)
            if self.day < 0 or found.month == start.month:
                yield day(found.date())

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        return (found for found in self._walk(floor(since, Grain.MONTH), 1) if found.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        return (found for found in self._walk(floor(until, Grain.MONTH), -1) if found.start < until)


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    """Monday is 0."""

    weekday: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        first = floor(since, Grain.DAY) + timedelta(days=(self.weekday - since.weekday()) % 7)
        return (day((first + timedelta(weeks=count)).date()) for count in range(5000))

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        first = floor(until, Grain.DAY) - timedelta(days=(until.weekday() - self.weekday) % 7)
        found = (day((first - timedelta(weeks=count)).date()) for count in range(5000))
        return (interval for interval in found if interval.start < until)


@dataclass(frozen=True, slots=True)
class DayPart(Meaning):
    """From one time of day to another, in minutes after midnight; a night runs past 24 × 60."""

    start: int
    stop: int

    @property
    def grain(self) -> Grain:
        return Grain.DAY

    def _of(self, midday: datetime) -> Interval:
        base = floor(midday, Grain.DAY)
        return Interval(base + timedelta(minutes=self.start), base + timedelta(minutes=self.stop), Grain.DAY)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        found = (self._of(since + timedelta(days=count)) for count in range(-1, 400))
        return (interval for interval in found if interval.end > since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        found = (self._of(until - timedelta(days=count)) for count in range(400))
        return (interval for interval in found if interval.start < until)


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time of day. ``hour`` may pass 24 (midnight of "tonight"); ``twelve``: morning or afternoon is open."""

    hour: int
    minute: int | None = None
    second: int | None = None
    twelve: bool = False

    @property
    def grain(self) -> Grain:
        if self.second is not None:
            return Grain.SECOND
        return Grain.HOUR if self.minute is None else Grain.MINUTE

    def of(self, midday: datetime) -> Iterator[Interval]:
        """The time on the day of ``midday``, or both halves of the clock."""
        hours = (self.hour % 12, self.hour % 12 + 12) if self.twelve else (self.hour,)
        for hour in hours:
            moment = timedelta(hours=hour, minutes=self.minute or 0, seconds=self.second or 0)
            yield whole(floor(midday, Grain.DAY) + moment, self.grain)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        for count in range(-1, 400):
            for found in self.of(since + timedelta(days=count)):
                if found.end > since:
                    yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        for count in range(-1, 400):
            for found in reversed(tuple(self.of(until - timedelta(days=count)))):
                if found.start < until:
                    yield found


@dataclass(frozen=True, slots=True)
class All(Meaning):
    """Every part holds: the finest part within the next coarser within …; ``parts`` are ordered coarse to fine."""

    parts: tuple[Meaning, ...]

    @property
    def grain(self) -> Grain:
        return self.parts[-1].grain

    def _rest(self) -> Meaning:
        return self.parts[1] if len(self.parts) == 2 else All(self.parts[1:])

    def _is_in_no_calendar(self) -> bool:
        """The 31st of a month that has 30 days: known without looking through the years."""
        months = [part.first for part in self.parts if isinstance(part, Yearly) and part.months == 1]
        days = [part.day for part in self.parts if isinstance(part, DayOfMonth)]
        return any(day > LONGEST_MONTHS[month - 1] for month in months for day in days)

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        if self._is_in_no_calendar():
            return
        rest = self._rest()
        for outer in islice(self.parts[0].forward(now, since), LIMIT):
            yield from _inside(rest, outer, now, since)

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        if self._is_in_no_calendar():
            return
        rest = self._rest()
        late = _past_midnight(rest)
        for outer in islice(self.parts[0].backward(now, until), LIMIT):
            if isinstance(rest, Clock) and late:
                yield next(rest.of(outer.start))
                continue
            for inner in rest.backward(now, min(until, outer.end + late)):
                if inner.start - late < outer.start:
                    break
                yield inner


def _inside(inner: Meaning, outer: Interval, now: datetime, since: datetime) -> Iterator[Interval]:
    if isinstance(inner, Clock) and inner.hour >= 24:
        yield next(inner.of(outer.start))
        return
    late = _past_midnight(inner)
    for found in inner.forward(now, max(since, outer.start)):
        if found.start - late >= outer.end:
            break
        if found.start - late >= outer.start:
            yield found


def _past_midnight(inner: Meaning) -> timedelta:
    """ "24 giờ ngày 31/12/2026" begins after the day, the month and the year it belongs to."""
    last = inner.parts[-1] if isinstance(inner, All) else inner
    return timedelta(days=1 if isinstance(last, Clock) and last.hour >= 24 else 0)


def occurrences(inner: Meaning, outer: Interval, now: datetime) -> Iterator[Interval]:
    """The occurrences of ``inner`` that begin within ``outer``."""
    return _inside(inner, outer, now, outer.start)


def both(*meanings: Meaning) -> Meaning:
    """All of them at once, sorted coarse to fine; parts of a day come after days."""
    parts: list[Meaning] = []
    for meaning in meanings:
        parts += meaning.parts if isinstance(meaning, All) else [meaning]
    parts.sort(key=lambda part: (FINENESS[part.grain], isinstance(part, DayPart), not isinstance(part, Fixed)))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def today_at(now: datetime, days: int) -> Interval:
    return day(midnight(now.date() + timedelta(days=days)).date())
