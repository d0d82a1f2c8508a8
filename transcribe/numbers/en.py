"""Where English number words are a number: twenty five people, three thirty p.m., December twenty-fifth.

Numbers up to ten stay words, as style guides have it, unless a clock, a percentage, a decimal or a million makes them
a figure. Two numbers that touch (seven eleven, fifty fifty) stay as they were said.
"""

from collections.abc import Callable
from dataclasses import dataclass

from transcribe.numbers.figures import grouped
from transcribe.numbers.stretch import Piece, Reading, Stretch, word_set

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip
_TEEN_ORDINALS = {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_WORDS = frozenset({*_ONES, *_TEENS, *_TENS, "hundred", *_SCALES})
_MONTHS = word_set("january february march april may june july august september october november december")
_HALVES = frozenset(["am", "pm", "a.m", "p.m"])
_BEFORE_YEAR = word_set("in since by until of from year before after during")
_UNCLEAR_MONTHS = frozenset(["march", "may"])
LAST_WORD = 10
"""The greatest number that is written as a word."""


@dataclass(frozen=True, slots=True)
class _Value:
    number: int
    stop: int


def read_english(stretch: Stretch, at: int) -> Reading | None:
    """What is written for the words from ``at``; None where they are no number."""
    if not _is_number(stretch.word(at)) or _is_number(stretch.word(at - 1)):
        return None
    return next((reading for rule in _RULES if (reading := rule(stretch, at)) is not None), None)


def _is_number(word: str) -> bool:
    parts = word.split("-")
    return bool(word) and all(part in _WORDS or part in _ORDINALS or part in _TEEN_ORDINALS for part in parts)


def _clock(stretch: Stretch, at: int) -> Reading | None:
    """Three thirty p.m.; at ten fifteen; nine o'clock."""
    hour = _ONES.get(stretch.word(at)) or _TEENS.get(stretch.word(at), 0)
    if not 1 <= hour <= 12:
        return None
    if stretch.word(at + 1) in _HALVES or stretch.word(at + 1) in ("o'clock", "o’clock"):
        return ((str(hour), 1),)
    if stretch.word(at + 1) in ("oh", "o") and stretch.word(at + 2) in _ONES:
        minute = _Value(_ONES[stretch.word(at + 2)], at + 3)
    else:
        found = _below_hundred(stretch, at + 1)
        if found is None or not LAST_WORD <= found.number <= 59:
            return None
        minute = found
    if stretch.word(minute.stop) in _HALVES or (
        stretch.word(at - 1) in ("at", "until", "by") and not _is_number(stretch.word(minute.stop))
    ):
        return ((f"{hour}:{minute.number:02}", minute.stop - at),)
    return None


def _year(stretch: Stretch, at: int) -> Reading | None:
    """Twenty twenty six, nineteen ninety, two thousand and six: after a word that dates."""
    before = stretch.word(at - 1)
    if before not in _BEFORE_YEAR | _MONTHS and not _is_day(stretch, at - 1):
        return None
    century = {"twenty": 2000, "nineteen": 1900, "eighteen": 1800}.get(stretch.word(at), 0)
    tail = _below_hundred(stretch, at + 1)
    if century and tail is not None and tail.number >= LAST_WORD and not _is_number(stretch.word(tail.stop)):
        return ((str(century + tail.number), tail.stop - at),)
    whole = _value(stretch, at)
    if whole is None or not 1900 <= whole.number <= 2099 or _is_number(stretch.word(whole.stop)):
        return None
    return ((str(whole.number), whole.stop - at),)


def _is_day(stretch: Stretch, at: int) -> bool:
    last = stretch.word(at).split("-")[-1]
    return last in _ORDINALS or last in _TEEN_ORDINALS


def _day(stretch: Stretch, at: int) -> Reading | None:
    """December twenty-fifth, the second of March: a day of a month."""
    day = _ordinal(stretch, at)
    if day is None or day.number > 31:
        return None
    before = stretch.word(at - 1)
    if before in _MONTHS and (before not in _UNCLEAR_MONTHS or day.number > LAST_WORD):
        return ((str(day.number), day.stop - at),)
    if stretch.word(day.stop) == "of" and stretch.word(day.stop + 1) in _MONTHS:
        return ((_ordinal_text(day.number), day.stop - at),)
    return None


def _rank(stretch: Stretch, at: int) -> Reading | None:
    """The twenty first century; ranks up to the tenth stay words."""
    rank = _ordinal(stretch, at)
    if rank is None or rank.number <= LAST_WORD:
        return None
    return ((_ordinal_text(rank.number), rank.stop - at),)


def _ordinal_text(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _ordinal(stretch: Stretch, at: int) -> _Value | None:
    parts = stretch.word(at).split("-")
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ORDINALS:
        return _Value(_TENS[parts[0]] + _ORDINALS[parts[1]], at + 1)
    if parts[0] in _TENS and stretch.word(at + 1) in _ORDINALS:
        return _Value(_TENS[parts[0]] + _ORDINALS[stretch.word(at + 1)], at + 2)
    number = _ORDINALS.get(parts[0]) or _TEEN_ORDINALS.get(parts[0])
    return None if number is None or len(parts) > 1 else _Value(number, at + 1)


def _counted(stretch: Stretch, at: int) -> Reading | None:
    """Percentages, decimals, millions, and every number above ten."""
    value = _value(stretch, at)
    if value is None:
        return None
    figures, stop = grouped(value.number, ","), value.stop
    decimals = ""
    while stretch.word(value.stop) == "point" and (digit := _digit(stretch, value.stop + 1 + len(decimals))):
        decimals += digit
    if decimals:
        figures, stop = f"{figures}.{decimals}", value.stop + 1 + len(decimals)
    if _is_number(stretch.word(stop)) and stretch.word(stop) not in _SCALES:
        return None
    if stretch.word(stop) in ("percent", "percentage"):
        return ((f"{figures}%", stop + 1 - at),) if stretch.word(stop) == "percent" else ((figures, stop - at),)
    if stretch.says(stop, "per", "cent"):
        return ((f"{figures}%", stop + 2 - at),)
    if decimals:
        return ((figures, stop - at),)
    return _plain(stretch, at, value)


def _plain(stretch: Stretch, at: int, value: _Value) -> Reading | None:
    if value.number <= LAST_WORD or stretch.has_capital(at, value.stop):
        return None
    last = stretch.word(value.stop - 1)
    scale = _SCALES.get(last, 1)
    if scale >= 10**6 and value.stop - at > 1:
        kept: Piece = (None, 1)
        return ((grouped(value.number // scale, ","), value.stop - at - 1), kept)
    return ((grouped(value.number, ","), value.stop - at),)


def _digit(stretch: Stretch, at: int) -> str:
    word = stretch.word(at)
    return "0" if word in ("zero", "oh") else str(_ONES.get(word, ""))


def _value(stretch: Stretch, at: int) -> _Value | None:
    """Groups below a thousand with falling scales; None where no number begins."""
    total, limit, stop = 0, 10**12, at
    while (group := _below_thousand(stretch, stop)) is not None:
        scale = _SCALES.get(stretch.word(group.stop), 1)
        if scale >= limit:
            break
        total, limit = total + group.number * scale, scale
        stop = group.stop + (scale > 1)
        if scale == 1:
            break
        if stretch.word(stop) == "and" and _below_hundred(stretch, stop + 1) is not None:
            stop += 1
    return _Value(total, stop) if stop > at else None


def _below_thousand(stretch: Stretch, at: int) -> _Value | None:
    ones = _ONES.get(stretch.word(at))
    if ones and stretch.word(at + 1) == "hundred":
        after = at + 2 + (stretch.word(at + 2) == "and")
        rest = _below_hundred(stretch, after)
        return _Value(ones * 100, at + 2) if rest is None else _Value(ones * 100 + rest.number, rest.stop)
    return _below_hundred(stretch, at)


def _below_hundred(stretch: Stretch, at: int) -> _Value | None:
    parts = stretch.word(at).split("-")
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ONES:
        return _Value(_TENS[parts[0]] + _ONES[parts[1]], at + 1)
    if parts[0] in _TENS and len(parts) == 1:
        ones = _ONES.get(stretch.word(at + 1), 0)
        return _Value(_TENS[parts[0]] + ones, at + 1 + bool(ones))
    number = _ONES.get(parts[0]) or _TEENS.get(parts[0])
    return None if number is None or len(parts) > 1 else _Value(number, at + 1)


_RULES: tuple[Callable[[Stretch, int], Reading | None], ...] = (_clock, _year, _day, _rank, _counted)
