"""Vietnamese numbers as they are said: hai mươi lăm, hăm mốt, hai mốt, mười lăm, hai không hai sáu."""

from collections.abc import Iterator

from scheduling.languages.grammar import Derivation, Sentence

UNITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
TAILS = UNITS | {"mốt": 1, "lăm": 5, "nhăm": 5}
"""What may follow a ten. Nothing but a tail is ever called mốt, lăm, nhăm."""
_ONLY_TAILS = frozenset({"mốt", "lăm", "nhăm", "tư"})
INNER = frozenset({*TAILS, "mươi", "chục", "trăm", "nghìn", "lẻ", "linh"})
STARTS = frozenset({*UNITS, "mười", "hăm", "băm", "#"})


def word(sentence: Sentence, at: int, table: dict[str, int]) -> int | None:
    """The value of the word at ``at``, whichever of its readings is in the table."""
    if at >= len(sentence.tokens):
        return None
    return next((table[reading] for reading in sentence.readings[at] if reading in table), None)


def says(sentence: Sentence, at: int, *words: str) -> bool:
    return at < len(sentence.tokens) and any(reading in words for reading in sentence.readings[at])


def small_numbers(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """Numbers below a hundred in words, as (value, index after)."""
    if says(sentence, at, "mười"):
        yield 10, at + 1
        tail = word(sentence, at + 1, TAILS)
        if tail and not says(sentence, at + 1, "năm", "mốt"):
            yield 10 + tail, at + 2
        return
    if says(sentence, at, "hăm", "băm"):
        tail = word(sentence, at + 1, TAILS)
        if tail:
            yield (20 if says(sentence, at, "hăm") else 30) + tail, at + 2
        return
    unit = word(sentence, at, UNITS)
    if unit is None:
        return
    yield unit, at + 1
    if not unit:
        return
    if says(sentence, at + 1, "mươi", "chục"):
        yield unit * 10, at + 2
        tail = word(sentence, at + 2, TAILS)
        if tail and not says(sentence, at + 2, "năm"):
            yield unit * 10 + tail, at + 3
    elif unit > 1 and says(sentence, at + 1, *_ONLY_TAILS):
        yield unit * 10 + TAILS[next(r for r in sentence.readings[at + 1] if r in _ONLY_TAILS)], at + 2


def clipped_numbers(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """ "Hai bảy" for 27, where only one number can stand: a day, minutes."""
    unit, tail = word(sentence, at, UNITS), word(sentence, at + 1, TAILS)
    if unit is not None and 1 < unit < 6 and tail and not says(sentence, at + 1, "năm"):
        yield unit * 10 + tail, at + 2


def read_number(sentence: Sentence, at: int) -> Iterator[Derivation]:
    if sentence.tokens[at].is_number:
        if len(sentence.tokens[at].word) <= 4:
            yield Derivation(int(sentence.tokens[at].word), at + 1)
        return
    for value, stop in small_numbers(sentence, at):
        yield Derivation(value, stop)


def read_one_number(sentence: Sentence, at: int) -> Iterator[Derivation]:
    yield from read_number(sentence, at)
    if not sentence.tokens[at].is_number:
        for value, stop in clipped_numbers(sentence, at):
            yield Derivation(value, stop)


def read_year(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Four digits, or words: hai nghìn không trăm hai mươi sáu, hai không hai sáu, một chín bốn lăm."""
    token = sentence.tokens[at]
    if token.is_number:
        if len(token.word) == 4 and 1000 <= int(token.word) <= 2999:
            yield Derivation(int(token.word), at + 1)
        return
    thousand = word(sentence, at, UNITS)
    if thousand not in (1, 2):
        return
    if says(sentence, at + 1, "nghìn", "ngàn"):
        yield Derivation(thousand * 1000, at + 2)
        hundred = word(sentence, at + 2, UNITS)
        rest = at + 2
        base = thousand * 1000
        if hundred is not None and says(sentence, at + 3, "trăm"):
            rest, base = at + 4, base + hundred * 100
        if says(sentence, rest, "lẻ", "linh"):
            rest += 1
        for value, stop in (*small_numbers(sentence, rest), *clipped_numbers(sentence, rest)):
            yield Derivation(base + value, stop)
        return
    hundred = word(sentence, at + 1, UNITS)
    if (thousand, hundred) not in ((2, 0), (1, 9), (1, 8)):
        return
    tens = word(sentence, at + 2, UNITS)
    last = word(sentence, at + 3, TAILS)
    if tens is not None and last is not None:
        yield Derivation(thousand * 1000 + (hundred or 0) * 100 + tens * 10 + last, at + 4, 1)
    for value, stop in small_numbers(sentence, at + 2):
        if value >= 10:
            yield Derivation(thousand * 1000 + (hundred or 0) * 100 + value, stop)
