"""Which occurrence is meant: from a phrase and the reference time to an interval."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from models.when import Grain, Openness
from scheduling.dates.interval import FINENESS, Interval, floor
from scheduling.dates.join import parts_of
from scheduling.dates.meaning import (
    All,
    Clock,
    DayOfMonth,
    DayPart,
    Fixed,
    Impossible,
    Meaning,
    Weekday,
    Year,
    Yearly,
    both,
)
from scheduling.dates.phrase import Phrase
from scheduling.dates.recurrence import WEEKDAYS, first_occurrence, render_rule
from scheduling.dates.relative import Nth, Part, nearest
from scheduling.dates.settle import settle

IMPOSSIBLE = "date.impossible"
WEEKDAY = "date.weekday"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A phrase on the wall clock of the meeting's zone."""

    start: datetime | None
    end: datetime | None
    grain: Grain
    open: Openness | None = None
    rrule: str | None = None
    doubt: str | None = None


@lru_cache(maxsize=4096)
def resolve(phrase: Phrase, now: datetime) -> Resolved:
    """``now`` is naive. What names no possible date comes back without start and end, and with a doubt."""
    try:
        return _resolve(phrase, now)
    except (OverflowError, ValueError):
        return Resolved(None, None, Grain.DAY, doubt=IMPOSSIBLE)


def _resolve(phrase: Phrase, now: datetime) -> Resolved:
    if _names_nothing(phrase.meaning) or _names_nothing(phrase.to):
        return Resolved(None, None, Grain.DAY, doubt=IMPOSSIBLE)
    if phrase.repeat is not None:
        return _resolve_repeat(phrase, now)
    if phrase.meaning is None:
        return Resolved(None, None, Grain.DAY, doubt=IMPOSSIBLE)
    meaning, doubt = agree(phrase.meaning, now)
    found = choose(meaning, now) if phrase.to is None else _resolve_range(meaning, agree(phrase.to, now)[0], now)
    if found is None:
        return Resolved(None, None, Grain.DAY, doubt=IMPOSSIBLE)
    return replace(_open(phrase, found), doubt=doubt)


def _names_nothing(meaning: Meaning | None) -> bool:
    return meaning is not None and any(isinstance(part, Impossible) for part in parts_of(meaning))


def _open(phrase: Phrase, found: Interval) -> Resolved:
    exact = phrase.to is None and FINENESS[found.grain] > FINENESS[Grain.DAY]
    if phrase.direction == "before":
        return Resolved(found.start, found.start, found.grain, "before")
    if phrase.direction == "by":
        return Resolved(found.start, found.start if exact else found.end, found.grain, "before")
    if phrase.direction == "after":
        return Resolved(found.start if exact else found.end, None, found.grain, "after")
    if phrase.direction == "since":
        return Resolved(found.start, None, found.grain, "after")
    return Resolved(found.start, found.end, found.grain)


def _names_a_day(meaning: Meaning | None) -> bool:
    parts = meaning.parts if isinstance(meaning, All) else (meaning,)
    return any(part is not None and part.grain is Grain.DAY and not isinstance(part, DayPart) for part in parts)


def agree(meaning: Meaning, now: datetime) -> tuple[Meaning, str | None]:
    """A weekday beside a full date checks it: the year in which they agree is meant, else the date with a doubt."""
    if not isinstance(meaning, All):
        return meaning, None
    weekday = next((part for part in meaning.parts if isinstance(part, Weekday)), None)
    rest = tuple(part for part in meaning.parts if part is not weekday)
    days = [part for part in rest if part.grain is Grain.DAY and not isinstance(part, DayPart)]
    if weekday is None or not days:
        return meaning, None
    if any(isinstance(part, DayOfMonth) for part in days) and not _has_month(rest):
        return meaning, None
    plain = both(*rest)
    candidates = [next(plain.forward(now, floor(now, Grain.DAY)), None), next(plain.backward(now, now), None)]
    for found in candidates:
        if found is not None and found.start.weekday() == weekday.weekday:
            return both(Year(found.start.year), *rest) if _is_yearly(rest) else plain, None
    return plain, WEEKDAY if any(candidates) else None


def _has_month(parts: tuple[Meaning, ...]) -> bool:
    return any(FINENESS[part.grain] < FINENESS[Grain.DAY] and part.grain is not Grain.WEEK for part in parts)


def _is_yearly(parts: tuple[Meaning, ...]) -> bool:
    return any(isinstance(part, Yearly) for part in parts) and not any(isinstance(part, Fixed) for part in parts)


def choose(meaning: Meaning, now: datetime) -> Interval | None:
    """The next occurrence from now on, else the last one. A bare weekday is never today."""
    settled = settle(meaning)
    if isinstance(settled, Clock):
        return next((one for one in settled.forward(now, now) if one.start >= now), None)
    since = floor(now, Grain.DAY) + timedelta(days=1) if _is_bare_weekday(settled) else now
    return next(settled.forward(now, since), None) or next(settled.backward(now, now), None)


def _is_bare_weekday(meaning: Meaning) -> bool:
    parts = meaning.parts if isinstance(meaning, All) else (meaning,)
    return any(isinstance(part, Weekday) for part in parts) and all(
        isinstance(part, Weekday | DayPart | Clock) for part in parts
    )


def _resolve_range(left: Meaning, right: Meaning, now: datetime) -> Interval | None:
    left = same_half(complete(left, right), right)
    first = choose(left, now)
    if first is None:
        return None
    last = _following(right, first, now)
    if last is None or _is_yearly(parts_of(left)):
        earlier = next(settle(left).backward(now, now), None)
        running = None if earlier is None else _following(right, earlier, now)
        if earlier is not None and running is not None and (last is None or running.end > now):
            first, last = earlier, running
    if last is None:
        return None
    finer = max(first.grain, last.grain, key=FINENESS.__getitem__)
    exact = FINENESS[last.grain] > FINENESS[Grain.DAY]
    end = last.start if exact else last.end
    return Interval(first.start, end, finer) if end > first.start else None


def same_half(left: Meaning, right: Meaning) -> Meaning:
    """ "From six to eight in the evening" begins at 18:00, "from eight to five p.m." at 8:00."""
    clock = left.parts[-1] if isinstance(left, All) else left
    last = right.parts[-1] if isinstance(right, All) else right
    if not isinstance(clock, Clock) or not isinstance(last, Clock) or not clock.twelve or last.twelve:
        return left
    hour = clock.hour % 12
    if (hour + 12, clock.minute or 0) < (last.hour, last.minute or 0):
        hour += 12
    told = replace(clock, hour=hour, twelve=False)
    return All((*left.parts[:-1], told)) if isinstance(left, All) else told


def _following(right: Meaning, first: Interval, now: datetime) -> Interval | None:
    settled = right if isinstance(right, Clock) else settle(right)
    found = (one for one in settled.forward(now, first.start) if one.start >= first.start)
    last = next(found, None)
    if last is not None and last.start == first.start and last.end == first.end:
        later = next(found, None)
        return later if isinstance(right, Clock | Weekday) and later is not None else last
    return last


def complete(left: Meaning, right: Meaning) -> Meaning:
    """What the left side leaves out is said on the right: "from the 10th to the 12th of September"."""
    lefts = left.parts if isinstance(left, All) else (left,)
    inner = right.of if isinstance(right, Part) else right
    rights = inner.parts if isinstance(inner, All) else (inner,)
    if any(isinstance(part, Fixed) for part in lefts) or any(isinstance(part, Nth | Part) for part in lefts):
        return left
    coarsest = min(FINENESS[part.grain] for part in lefts)
    missing = [
        part
        for part in rights
        if (FINENESS[part.grain] < coarsest and not isinstance(part, Clock))
        or (
            isinstance(lefts[0], Clock)
            and FINENESS[part.grain] <= FINENESS[Grain.DAY]
            and not isinstance(part, DayPart)
        )
    ]
    if not missing:
        return left
    year = next((part for part in missing if isinstance(part, Year)), None)
    if year is not None:
        months = [[part.first for part in side if isinstance(part, Yearly)] for side in (lefts, rights)]
        if months[0] and months[1] and months[0][0] > months[1][0]:
            missing = [replace(part, year=part.year - 1) if part is year else part for part in missing]
    return both(*lefts, *missing)


def _resolve_repeat(phrase: Phrase, now: datetime) -> Resolved:
    repeat = phrase.repeat
    if repeat is None:
        raise ValueError("not a repetition")
    until = None if phrase.until is None else nearest(phrase.until, now)
    first = first_occurrence(repeat, phrase.meaning, now)
    if first is not None and repeat.frequency == "WEEKLY" and not repeat.days and _names_a_day(phrase.meaning):
        repeat = replace(repeat, days=(WEEKDAYS[first.start.weekday()],))
    if first is not None and repeat.frequency == "MONTHLY" and not (repeat.days or repeat.month_days):
        numbers = tuple(part.day for part in parts_of(phrase.meaning or Clock(0)) if isinstance(part, DayOfMonth))
        repeat = replace(repeat, month_days=numbers)
    rule = render_rule(repeat, None if until is None else until.end - timedelta(days=1))
    if first is None:
        return Resolved(None, None, Grain.DAY, rrule=rule)
    if phrase.to is not None:
        last = _following(phrase.to, first, now)
        return Resolved(first.start, first.end if last is None else last.start, Grain.MINUTE, rrule=rule)
    return Resolved(first.start, first.end, first.grain, rrule=rule)
