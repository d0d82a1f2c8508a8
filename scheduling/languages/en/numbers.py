"""English numbers: cardinals and ordinals below a hundred, years, in figures and words."""

from collections.abc import Iterator

from scheduling.languages.grammar import Derivation, Sentence

ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
ORDINALS = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        range(1, 20),
        strict=True,
    )
) | {"twentieth": 20, "thirtieth": 30}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
STARTS = frozenset({*ONES, *TENS, "a", "an", "#"})
ORDINAL_STARTS = frozenset({*ORDINALS, *TENS, "#"})


def _word(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at].word if at < len(sentence.tokens) else ""


def cardinals(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """Words for 0 to 99, as (value, index after): nine, twenty five, thirty-one."""
    word = _word(sentence, at)
    if word in ONES:
        yield ONES[word], at + 1
    if word in TENS:
        yield TENS[word], at + 1
        rest = at + 2 if _word(sentence, at + 1) == "-" else at + 1
        one = ONES.get(_word(sentence, rest), 0)
        if 1 <= one <= 9:
            yield TENS[word] + one, rest + 1


def read_cardinal(sentence: Sentence, at: int) -> Iterator[Derivation]:
    if sentence.tokens[at].is_number:
        if len(sentence.tokens[at].word) <= 4 and not _has_suffix(sentence, at):
            yield Derivation(int(sentence.tokens[at].word), at + 1)
        return
    for value, stop in cardinals(sentence, at):
        yield Derivation(value, stop)


def read_ordinal(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """1st, 22nd, first, twenty-second, twenty second."""
    word = _word(sentence, at)
    if sentence.tokens[at].is_number:
        if _has_suffix(sentence, at) and len(word) <= 3:
            yield Derivation(int(word), at + 2)
        return
    if word in ORDINALS:
        yield Derivation(ORDINALS[word], at + 1)
    if word in TENS:
        rest = at + 2 if _word(sentence, at + 1) == "-" else at + 1
        one = ORDINALS.get(_word(sentence, rest), 0)
        if 1 <= one <= 9:
            yield Derivation(TENS[word] + one, rest + 1)


def _has_suffix(sentence: Sentence, at: int) -> bool:
    return _word(sentence, at + 1) in _SUFFIXES and sentence.tokens[at + 1].glued


def read_day_number(sentence: Sentence, at: int) -> Iterator[Derivation]:
    for found in (*read_ordinal(sentence, at), *read_cardinal(sentence, at)):
        if isinstance(found.value, int) and 1 <= found.value <= 31 and sentence.tokens[at].word != "one":
            yield found


def read_ordinal_day(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (one for one in read_ordinal(sentence, at) if isinstance(one.value, int) and 1 <= one.value <= 31)


def read_year(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """2026, twenty twenty six, nineteen hundred ninety three, two thousand (and) fifteen."""
    word = _word(sentence, at)
    if word.isdecimal():
        if len(word) == 4 and 1000 <= int(word) <= 2999:
            yield Derivation(int(word), at + 1)
        return
    if word in ("one", "two") and _word(sentence, at + 1) == "thousand":
        base = 1000 * ONES[word]
        yield Derivation(base, at + 2)
        rest = at + 3 if _word(sentence, at + 2) == "and" else at + 2
        for value, stop in cardinals(sentence, rest):
            yield Derivation(base + value, stop)
        return
    for century, stop in cardinals(sentence, at):
        if century not in (18, 19, 20):
            continue
        rest = stop
        if _word(sentence, stop) == "hundred":
            yield Derivation(century * 100, stop + 1)
            rest = stop + 2 if _word(sentence, stop + 1) == "and" else stop + 1
        for value, end in cardinals(sentence, rest):
            if value >= 10:
                yield Derivation(century * 100 + value, end)


def read_short_year(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Two figures for a year: 96, '14."""
    start = at + 1 if _word(sentence, at) in ("'", "’") else at
    word = _word(sentence, start)
    if len(word) == 2 and word.isdecimal():
        value = int(word)
        yield Derivation(2000 + value if value < 50 else 1900 + value, start + 1)
