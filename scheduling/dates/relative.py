"""Meanings that count from somewhere: this week, in three days, the second Tuesday of, the end of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from models.when import Grain
from scheduling.dates.interval import FINENESS, Interval, add, floor, whole
from scheduling.dates.meaning import Fixed, Meaning, occurrences

Amount = tuple[int, Grain]
Leaning = Literal["must", "may"]
"""How a meaning counts from the date told before: it must ("that month"), or may ("two days later")."""


@dataclass(frozen=True, slots=True)
class Cycle(Fixed):
    """The unit that holds now (0), the next (1), the one before (-1); or ``count`` units from there on."""

    unit: Grain
    offset: int
    count: int = 1
    told: Leaning | None = None

    @property
    def grain(self) -> Grain:
        return self.unit

    def at(self, now: datetime) -> Interval | None:
        return whole(add(floor(now, self.unit), self.unit, self.offset), self.unit, self.count)


@dataclass(frozen=True, slots=True)
class Moment(Fixed):
    """Now, to the second; or a moment that the caller knows ("the meeting")."""

    when: datetime | None = None

    @property
    def grain(self) -> Grain:
        return Grain.SECOND if self.when is None else Grain.MINUTE

    def at(self, now: datetime) -> Interval | None:
        return whole(now if self.when is None else self.when, self.grain)


@dataclass(frozen=True, slots=True)
class Shift(Fixed):
    """So much later (or earlier, negative) than ``base``; than now without one.

    Days and coarser keep the day they fall on ("in two weeks" is that day); hours and minutes the moment.
    """

    amounts: tuple[Amount, ...]
    base: Meaning | None = None
    told: Leaning | None = None

    @property
    def grain(self) -> Grain:
        finest = max((unit for _, unit in self.amounts), key=FINENESS.__getitem__)
        if FINENESS[finest] > FINENESS[Grain.DAY]:
            return Grain.MINUTE if finest is not Grain.SECOND else Grain.SECOND
        if self.base is None or self.base == Moment():
            return Grain.DAY
        return max(self.base.grain, Grain.DAY, key=FINENESS.__getitem__)

    def at(self, now: datetime) -> Interval | None:
        moment = now
        if self.base is not None:
            found = nearest(self.base, now)
            if found is None:
                return None
            moment = found.start
        for count, unit in self.amounts:
            moment = add(moment, unit, count)
        return whole(floor(moment, self.grain), self.grain)


@dataclass(frozen=True, slots=True)
class Span(Fixed):
    """From now for so long ("within ten days"), or until now (negative)."""

    amounts: tuple[Amount, ...]

    @property
    def grain(self) -> Grain:
        return Shift(self.amounts).grain

    def at(self, now: datetime) -> Interval | None:
        found = Shift(self.amounts).at(now)
        if found is None:
            return None
        if found.start < now:
            return Interval(found.start, now, self.grain)
        return Interval(now, found.end if self.grain is Grain.DAY else found.start, self.grain)


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """The ``number``-th ``inner`` of each ``outer``, counted from the end when negative."""

    number: int
    inner: Meaning
    outer: Meaning

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    def _of(self, outer: Interval, now: datetime) -> Interval | None:
        if self.number > 0:
            return next(islice(occurrences(self.inner, outer, now), self.number - 1, None), None)
        found = tuple(one for one in islice(occurrences(self.inner, outer, now), 400) if one.end <= outer.end)
        return found[self.number] if len(found) >= -self.number else None

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        start = min(since, floor(since, Grain.YEAR)) if self.outer.grain is Grain.YEAR else since
        for outer in islice(self.outer.forward(now, start), 60):
            found = self._of(outer, now)
            if found is not None and found.end > since:
                yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        for outer in islice(self.outer.backward(now, until), 60):
            found = self._of(outer, now)
            if found is not None and found.start < until:
                yield found


@dataclass(frozen=True, slots=True)
class NthAfter(Fixed):
    """The ``number``-th ``inner`` after ``base``, before it when negative; without a base, after today."""

    number: int
    inner: Meaning
    base: Meaning | None = None

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    def at(self, now: datetime) -> Interval | None:
        found = whole(floor(now, Grain.DAY), Grain.DAY) if self.base is None else nearest(self.base, now)
        if found is None:
            return None
        if self.number > 0:
            later = (one for one in self.inner.forward(now, found.end) if one.start >= found.end)
            return next(islice(later, self.number - 1, None), None)
        return next(islice(self.inner.backward(now, found.start), -self.number - 1, None), None)


@dataclass(frozen=True, slots=True)
class Latest(Fixed):
    """The last occurrence up to and with today: "hồi tháng bảy", "last October"."""

    inner: Meaning

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    def at(self, now: datetime) -> Interval | None:
        return next(self.inner.backward(now, floor(now, Grain.DAY) + timedelta(days=1)), None)


@dataclass(frozen=True, slots=True)
class Units(Meaning):
    """Every whole unit of the calendar: the weeks, the days."""

    unit: Grain

    @property
    def grain(self) -> Grain:
        return self.unit

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        first = floor(since, self.unit)
        return (whole(add(first, self.unit, count), self.unit) for count in range(2000))

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        first = floor(until, self.unit)
        found = (whole(add(first, self.unit, -count), self.unit) for count in range(2000))
        return (interval for interval in found if interval.start < until)


@dataclass(frozen=True, slots=True)
class Within(Fixed):
    """``inner`` around a meaning: the week of 6 October."""

    unit: Grain
    inner: Meaning

    @property
    def grain(self) -> Grain:
        return self.unit

    def at(self, now: datetime) -> Interval | None:
        found = nearest(self.inner, now)
        return None if found is None else whole(floor(found.start, self.unit), self.unit)


Place = Literal["start", "middle", "end", "weekend", "first half", "second half"]


@dataclass(frozen=True, slots=True)
class Part(Meaning):
    """A part of each period. Its grain stays that of the period: "the middle of March" is a part of a month."""

    place: Place
    of: Meaning

    @property
    def grain(self) -> Grain:
        return self.of.grain

    def forward(self, now: datetime, since: datetime) -> Iterator[Interval]:
        for whole_period in islice(self.of.forward(now, floor(since, self.grain)), 60):
            found = part_of(whole_period, self.place)
            if found.end > since:
                yield found

    def backward(self, now: datetime, until: datetime) -> Iterator[Interval]:
        for whole_period in islice(self.of.backward(now, until), 60):
            found = part_of(whole_period, self.place)
            if found.start < until:
                yield found


def part_of(period: Interval, place: Place) -> Interval:
    """Thirds as people use them: 1st–10th, 11th–20th and the rest of a month; four months of a year."""
    start, end, grain = period.start, period.end, period.grain
    days = (end - start).days
    if place in ("first half", "second half"):
        months = round(days / 30.4)
        middle = add(start, Grain.MONTH, months // 2) if months > 1 else start + timedelta(days=15)
        return Interval(start, middle, grain) if place == "first half" else Interval(middle, end, grain)
    if grain is Grain.YEAR:
        first, second = add(start, Grain.MONTH, 4), add(start, Grain.MONTH, 8)
    elif days > 80:
        first, second = add(start, Grain.MONTH, 1), add(start, Grain.MONTH, 2)
    elif days > 20:
        first, second = start + timedelta(days=10), start + timedelta(days=20)
    elif days > 3:
        first, second = start + timedelta(days=3), start + timedelta(days=4)
        if place == "middle":
            first, second = start + timedelta(days=2), start + timedelta(days=4)
    else:
        first, second = start + timedelta(hours=10), start + timedelta(hours=14)
    if place == "weekend":
        return Interval(start + timedelta(days=5), end, grain)
    return {
        "start": Interval(start, first, grain),
        "middle": Interval(first, second, grain),
        "end": Interval(second, end, grain),
    }[place]


def nearest(meaning: Meaning, now: datetime) -> Interval | None:
    """The occurrence that is meant when nothing says otherwise: the next one, else the last one."""
    return next(meaning.forward(now, now), None) or next(meaning.backward(now, now), None)
