"""Dates in figures: 15/8, 15.8.2026, 5-9-2026, 8/2026, 2026-08-15. Read by code because glue matters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.when import Grain
from scheduling.dates.meaning import LONGEST_MONTHS, DayOfMonth, Impossible, Meaning, Year, Yearly, both
from scheduling.languages.grammar import Derivation, Sentence

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""Years that may stand before the month: 4500-12-7 is the number of an order."""
_ONE_YEAR = ([True, False, False], [False, False, True])
_MARKS = ("/", "-", ".", "–")


@dataclass(frozen=True, slots=True)
class Figures:
    """How a language orders figures; ``bare_dash``: may ``21-3`` alone be a date."""

    month_first: bool


def read_figures(sentence: Sentence, at: int, order: Figures) -> Iterator[Derivation]:
    """Day, month and year in figures; impossible ones (31/2) give nothing."""
    if not sentence.tokens[at].is_number:
        return
    numbers, marks, stop = _run(sentence, at)
    if len(numbers) >= 3 and marks[0] == marks[1]:
        meaning = _full(numbers[:3], order)
        if meaning is not None:
            yield Derivation(meaning, stop[2], 5)
    if len(numbers) >= 2:
        first, second = numbers[0], numbers[1]
        if len(second) == 4 and len(first) <= 2 and 1 <= int(first) <= 12 and 1000 <= int(second) <= 2999:
            yield Derivation(both(Year(int(second)), Yearly(int(first))), stop[1], 1)
        elif len(first) == 4 and len(second) == 2 and marks[0] != "." and 1 <= int(second) <= 12:
            if _FIRST_YEAR <= int(first) <= _LAST_YEAR:
                yield Derivation(both(Year(int(first)), Yearly(int(second))), stop[1], 1)
        elif len(first) <= 2 and len(second) <= 2:
            pair = day_and_month(int(first), int(second), order)
            if pair is not None:
                yield Derivation(both(Yearly(pair[1]), DayOfMonth(pair[0])), stop[1], 0 if marks[0] == "/" else -1)


def read_impossible_figures(sentence: Sentence, at: int, order: Figures) -> Iterator[Derivation]:
    """Figures that are written as a date and are none: 31/2/2027, 2026-02-31, 31/4; not 45/50."""
    if not sentence.tokens[at].is_number:
        return
    numbers, marks, stops = _run(sentence, at)
    if len(numbers) >= 3 and marks[0] == marks[1]:
        years = [_FIRST_YEAR <= int(number) <= _LAST_YEAR for number in numbers[:3]]
        if years in _ONE_YEAR and _full(numbers[:3], order) is None:
            yield Derivation(Impossible(Grain.DAY), stops[2])
    elif len(numbers) >= 2 and marks[0] == "/" and all(len(number) <= 2 for number in numbers[:2]):
        first, second = int(numbers[0]), int(numbers[1])
        pairs = [(first, second), (second, first)] if order.month_first else [(first, second)]
        shaped = any(1 <= month <= 12 and 29 <= day <= 32 for day, month in pairs)
        if shaped and day_and_month(first, second, order) is None:
            yield Derivation(Impossible(Grain.DAY), stops[1])


def read_impossible_clock(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Hour and minutes with a colon that no clock shows: 25:00, 14:75, 24:30."""
    tokens = sentence.tokens[at : at + 3]
    if len(tokens) < 3 or tokens[1].word != ":" or not (tokens[1].glued and tokens[2].glued and tokens[2].is_number):
        return
    if len(tokens[0].word) <= 2 and len(tokens[2].word) == 2:
        hour, minute = int(tokens[0].word), int(tokens[2].word)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield Derivation(Impossible(Grain.MINUTE), at + 3)


def mark_of(sentence: Sentence, at: int, stop: int) -> str:
    """The mark between the first two figures read from ``at``."""
    return sentence.tokens[at + 1].word if at + 1 < stop else ""


def day_and_month(first: int, second: int, order: Figures) -> tuple[int, int] | None:
    """(day, month) in the language's order, or the other when only that is possible in a month-first language."""
    day, month = (second, first) if order.month_first else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31) and order.month_first:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (day, month) if day <= LONGEST_MONTHS[month - 1] else None


def _full(numbers: list[str], order: Figures) -> Meaning | None:
    if len(numbers[0]) == 4:
        year, first, second = int(numbers[0]), int(numbers[1]), int(numbers[2])
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        pair = (second, first) if first <= 12 else (first, second)
    else:
        if len(numbers[2]) not in (2, 4) or len(numbers[0]) > 2 or len(numbers[1]) > 2:
            return None
        year = int(numbers[2])
        if len(numbers[2]) == 2:
            year += 2000 if year < 50 else 1900
        found = day_and_month(int(numbers[0]), int(numbers[1]), order)
        if found is None:
            return None
        pair = found
    try:
        on = date(year, pair[1], pair[0])
    except ValueError:
        return None
    return both(Year(on.year), Yearly(on.month), DayOfMonth(on.day))


def _run(sentence: Sentence, at: int) -> tuple[list[str], list[str], list[int]]:
    """Figures with marks between them; spaces are allowed around a slash when they stand on both sides."""
    tokens = sentence.tokens
    numbers, marks, stops = [tokens[at].word], [], [at + 1]
    index = at
    while len(numbers) < 3 and index + 2 < len(tokens):
        mark, number = tokens[index + 1], tokens[index + 2]
        if mark.word not in _MARKS or not number.is_number or len(number.word) > 4:
            break
        if mark.glued != number.glued or (not mark.glued and mark.word not in ("/", "-")):
            break
        numbers.append(number.word)
        marks.append(mark.word)
        index += 2
        stops.append(index + 1)
    return numbers, marks, stops
