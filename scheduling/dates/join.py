"""Putting together what stands side by side: "thứ sáu tuần sau", "22 tháng 5", "8 giờ", "sáng" in any order."""

from dataclasses import replace
from enum import Enum, auto
from functools import lru_cache

from models.when import Grain
from scheduling.dates.interval import FINENESS
from scheduling.dates.lunar import LunarDay, LunarMonth
from scheduling.dates.meaning import All, Clock, DayOfMonth, DayPart, Impossible, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle

NOON = 12 * 60


class Kind(Enum):
    CLOCK = auto()
    PART = auto()
    WEEKDAY = auto()
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    WEEK = auto()


def parts_of(meaning: Meaning) -> tuple[Meaning, ...]:
    return meaning.parts if isinstance(meaning, All) else (meaning,)


@lru_cache(maxsize=4096)
def kinds(meaning: Meaning) -> frozenset[Kind]:
    found: set[Kind] = set()
    for part in parts_of(meaning):
        found |= _kinds(part)
    return frozenset(found)


def _kinds(part: Meaning) -> set[Kind]:
    if isinstance(part, Impossible):
        return {Kind.DAY, Kind.MONTH} if part.unit is Grain.DAY else {Kind.CLOCK}
    if isinstance(part, Clock):
        return {Kind.CLOCK}
    if isinstance(part, DayPart):
        return {Kind.PART}
    if isinstance(part, Weekday):
        return {Kind.WEEKDAY}
    if isinstance(part, DayOfMonth):
        return {Kind.DAY}
    if isinstance(part, Yearly | LunarMonth):
        return {Kind.MONTH}
    if isinstance(part, Year):
        return {Kind.YEAR}
    if isinstance(part, LunarDay):
        return {Kind.DAY, Kind.MONTH}
    if isinstance(part, Cycle) and part.count == 1:
        return {
            Grain.WEEK: {Kind.WEEK},
            Grain.MONTH: {Kind.MONTH, Kind.YEAR},
            Grain.QUARTER: {Kind.MONTH, Kind.YEAR},
            Grain.YEAR: {Kind.YEAR},
            Grain.DAY: {Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.WEEK},
        }.get(part.unit, {Kind.CLOCK})
    if FINENESS[part.grain] > FINENESS[Grain.DAY]:
        return {Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.WEEK, Kind.CLOCK}
    if part.grain is Grain.DAY:
        return {Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.WEEK}
    return {Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.WEEK, Kind.CLOCK, Kind.PART, Kind.WEEKDAY}


_DAYS = {Kind.WEEKDAY, Kind.DAY}


def join(left: Meaning, right: Meaning) -> Meaning | None:
    """Both as one meaning, or None when they speak of the same thing twice. More may still be to come."""
    here, there = kinds(left), kinds(right)
    if (_leans(left) and there & _DATED) or (_leans(right) and here & _DATED):
        return None
    shared = here & there
    if shared:
        return _overlapping(left, right, shared)
    return _with_clock(left, right)


_DATED = {Kind.MONTH, Kind.YEAR, Kind.WEEK}


def _leans(meaning: Meaning) -> bool:
    """ "That week" has its date from elsewhere and goes with no other."""
    return any(isinstance(part, Cycle) and part.told is not None for part in parts_of(meaning))


def makes_sense(meaning: Meaning) -> bool:
    """An hour needs a day, a day of a year its month: else the words do not belong together after all."""
    if not isinstance(meaning, All):
        return True
    together = kinds(meaning)
    timed = together & {Kind.CLOCK, Kind.PART}
    if timed and (together - timed) and not together & _DAYS:
        return False
    if Kind.DAY in together and Kind.YEAR in together and Kind.MONTH not in together:
        return False
    months = together & {Kind.MONTH, Kind.YEAR}
    if Kind.WEEKDAY in together and months and Kind.DAY not in together:
        return False
    return Kind.WEEK not in together or (bool(together & _DAYS) and not (months and Kind.DAY not in together))


def _overlapping(left: Meaning, right: Meaning, shared: frozenset[Kind]) -> Meaning | None:
    """ "Sáng thứ bảy … tám rưỡi sáng", "hôm nay, thứ hai ngày 5 tháng 6": said twice, the explicit date stands.

    "Tonight, tonight, tonight" are three phrases: nothing is added, and joining them would take quadratic time.
    """
    if set(parts_of(left)) <= set(parts_of(right)):
        return None
    if shared == {Kind.PART}:
        mine, theirs = ([part for part in parts_of(side) if isinstance(part, DayPart)] for side in (left, right))
        if mine and mine == theirs:
            rest = [part for part in parts_of(right) if part not in theirs]
            return None if not rest else join(left, both(*rest))
        if len(mine) == len(theirs) == 1 and (narrow := _narrower(mine[0], theirs[0])) is not None:
            rest = [part for side in (left, right) for part in parts_of(side) if not isinstance(part, DayPart)]
            return both(*dict.fromkeys(rest), narrow) if rest else narrow
        return None
    today = Cycle(Grain.DAY, 0)
    if today in parts_of(left) and Kind.DAY in kinds(right):
        rest = [part for part in parts_of(left) if part != today]
        return right if not rest else join(both(*rest), right)
    if (
        shared <= {Kind.WEEK, Kind.MONTH, Kind.YEAR}
        and Kind.DAY in kinds(right)
        and kinds(left) <= {Kind.WEEK, Kind.WEEKDAY}
    ):
        return right
    return None


def _narrower(one: DayPart, other: DayPart) -> DayPart | None:
    """ "First thing … in the morning": the narrower when it lies within the other."""
    if other.start <= one.start and one.stop <= other.stop:
        return one
    return other if one.start <= other.start and other.stop <= one.stop else None


def _with_clock(left: Meaning, right: Meaning) -> Meaning | None:
    parts = [*parts_of(left), *parts_of(right)]
    clock = next((part for part in parts if isinstance(part, Clock)), None)
    part = next((part for part in parts if isinstance(part, DayPart)), None)
    if clock is None or part is None:
        return both(*parts)
    if not clock.twelve and clock.hour < 24 and not _fits(clock, part):
        return None
    return both(*(clock_in(clock, part) if one is clock else one for one in parts if one is not part))


def _fits(clock: Clock, part: DayPart) -> bool:
    return part.start - 180 <= clock.hour * 60 <= part.stop + 120


def clock_in(clock: Clock, part: DayPart) -> Clock:
    """ "3 giờ chiều" is 15:00, "12 giờ sáng" 0:00, "12 giờ đêm" 24:00, "1 giờ đêm" 1:00."""
    if not clock.twelve:
        return clock
    hour = clock.hour % 12
    if part.stop <= NOON:
        pass
    elif part.start >= 18 * 60:
        hour += 24 if hour == 0 else 12 if hour > 3 or part.stop <= 24 * 60 else 0
    elif not (part.stop <= 14 * 60 + 30 and hour in (10, 11)):
        hour += 12
    return replace(clock, hour=hour, twelve=False)
