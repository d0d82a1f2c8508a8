"""The date told before: "cuối tháng đó", "hai ngày sau đó", "that week", "two days later" count from it.

The rule: such words count from the last date of the same text that is at least as exact as what they count in and
stands at most ``LONGEST_MEMORY`` tokens before. Without one, "that week" is no date and "two days later" counts from
the meeting. "Next week" and "in two days" always count from the meeting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.when import Grain
from scheduling.dates.interval import FINENESS, midnight
from scheduling.dates.join import parts_of
from scheduling.dates.meaning import Clock, DayPart, Meaning
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Cycle, Leaning, Moment, Nth, Part, Shift
from scheduling.dates.resolve import Resolved

LONGEST_MEMORY = 60
"""Tokens between a date and the words that still count from it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was told: where its phrase ends, its last day or its minute, and how exact it is."""

    stop: int
    moment: datetime
    grain: Grain


@dataclass(frozen=True, slots=True)
class Lean:
    """How a phrase leans on the date told before, and the unit it counts in."""

    leaning: Leaning
    unit: Grain


def lean_of(phrase: Phrase) -> Lean | None:
    sides = (phrase.meaning, phrase.to, phrase.until)
    found = (_lean(part) for side in sides if side is not None for part in parts_of(side))
    return next((lean for lean in found if lean is not None), None)


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
    return Told(stop, midnight(max(last, found.start).date()), found.grain)
