"""The date told before: "cuối tháng đó", "hai ngày sau đó", "that week", "two days later" count from it.

The rule: such words count from the last date of the same text that is at least as exact as what they count in and
stands at most ``LONGEST_MEMORY`` tokens before. Without one, "that week" is no date and "two days later" counts from
the meeting. "Next week" and "in two days" always count from the meeting.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.when import Grain
from scheduling.dates.interval import FINENESS, midnight
from scheduling.dates.join import parts_of
from scheduling.dates.meaning import Clock, DayPart, Meaning, both
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Cycle, Leaning, Moment, Nth, Part, Shift
from scheduling.dates.resolve import Resolved

LONGEST_MEMORY = 60
"""Tokens between a date and the words that still count from it."""
LONGEST_CLAUSE = 6
"""Tokens between a day and an hour that is still of that day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was told: where its phrase ends, its last day or its minute, and how exact it is.

    ``open``: only one side of it was meant ("by Friday").
    """

    stop: int
    moment: datetime
    grain: Grain
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lean:
    """How a phrase leans on the date told before, and the unit it counts in."""

    leaning: Leaning
    unit: Grain


def lean_of(phrase: Phrase) -> Lean | None:
    sides = (phrase.meaning, phrase.to, phrase.until)
    found = (_lean(part) for side in sides if side is not None for part in parts_of(side))
    return next((lean for lean in found if lean is not None), None)


def of_the_day_before(phrase: Phrase, told: list[Told], at: int, now: datetime) -> Phrase | None:
    """The phrase with the day that was told a few words before: "thứ hai họp lại lúc tám giờ rưỡi".

    None when it is no mere hour of one side, or no day from today on was told so shortly before.
    """
    if not told or phrase.meaning is None or phrase.repeat is not None or phrase.utc_minutes is not None:
        return None
    if not all(isinstance(part, Clock) for part in parts_of(phrase.meaning)):
        return None
    last = told[-1]
    if (
        at - last.stop > LONGEST_CLAUSE
        or last.grain is not Grain.DAY
        or last.open
        or last.moment < midnight(now.date())
    ):
        return None
    return replace(phrase, meaning=both(Cycle(Grain.DAY, 0, told="must"), phrase.meaning))


def _lean(meaning: Meaning) -> Lean | None:
    if isinstance(meaning, Part):
        return _lean(meaning.of)
    if isinstance(meaning, Nth):
        return _lean(meaning.outer)
    if isinstance(meaning, Cycle) and meaning.told is not None:
        return Lean(meaning.told, meaning.unit)
    if isinstance(meaning, Shift) and meaning.told is not None:
        return Lean(meaning.told, max((unit for _, unit in meaning.amounts), key=FINENESS.__getitem__))
    return None


def base_of(lean: Lean, told: list[Told], at: int) -> datetime | None:
    """The moment from which a phrase at token ``at`` counts, or None when nothing fitting was told."""
    for one in reversed(told):
        if at - one.stop > LONGEST_MEMORY:
            return None
        if FINENESS[one.grain] >= min(FINENESS[lean.unit], FINENESS[Grain.MINUTE]):
            return one.moment
    return None


def remembered(phrase: Phrase, found: Resolved, stop: int) -> Told | None:
    """What of a phrase later words may count from: no repetitions, no mere hour, not "now"."""
    if found.start is None or found.rrule is not None or phrase.meaning is None:
        return None
    parts = parts_of(phrase.meaning)
    if all(isinstance(part, Clock | DayPart | Moment) for part in parts):
        return None
    if not found.grain.is_civil_date:
        return Told(stop, found.start, Grain.MINUTE)
    last = found.start if found.end is None or found.grain is not Grain.DAY else found.end - timedelta(minutes=1)
    return Told(stop, midnight(max(last, found.start).date()), found.grain, found.open is not None)
