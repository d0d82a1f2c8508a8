"""Vietnamese number words and their values: hai mươi lăm, ba trăm linh năm, một tỷ hai trăm triệu, hai phẩy năm.

A digit alone (ba, năm, tư, chín) is a word of many meanings, so each value says whether it was a bare digit; who
reads it decides what may be made of that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcribe.numbers.stretch import Stretch, word_set

DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TAILS = {word: value for word, value in DIGITS.items() if word not in ("không", "năm")}
TENS_TAILS = _TAILS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
TEEN_TAILS = _TAILS | {"lăm": 5, "nhăm": 5}
ZERO_TENS = ("linh", "lẻ", "lẽ")
THOUSAND = ("nghìn", "ngàn")
MILLION = ("triệu",)
BILLION = ("tỷ", "tỉ")
SCALES = {**dict.fromkeys(THOUSAND, 10**3), **dict.fromkeys(MILLION, 10**6), **dict.fromkeys(BILLION, 10**9)}
NUMBER_WORDS = frozenset({*DIGITS, *TENS_TAILS, *ZERO_TENS, *SCALES, "mười", "mươi", "trăm", "hăm", "băm"})
NOT_FOUR = word_set("nhân liệu vấn pháp thục tưởng cách duy lệnh trang bản thế sản")
"""Words that "tư" begins: hai mươi tư liệu are twenty documents."""
_NOT_SCALE = {
    "tỷ": word_set("lệ số suất trọng giá phú"),
    "tỉ": word_set("lệ số suất trọng giá phú mỉ"),
    "triệu": word_set("tập hồi chứng"),
}
_AFTER_CLIPPED = frozenset(["", "đồng", "đô", "usd", "tiền"])


@dataclass(frozen=True, slots=True)
class Value:
    """A number said in the words up to ``stop``. ``scale`` is the greatest of nghìn, triệu, tỷ that was named."""

    number: int
    stop: int
    bare: bool = False
    scale: int = 1


def read_values(stretch: Stretch, at: int) -> Iterator[Value]:
    """Every well-formed number that begins here, in no order."""
    for million in _below_thousand_million(stretch, at):
        yield million
        yield from _scaled(stretch, million, BILLION, 10**9)


def longest_value(stretch: Stretch, at: int, limit: int) -> Value | None:
    """The longest number here that is at most ``limit``."""
    fitting = [value for value in read_values(stretch, at) if value.number <= limit]
    return max(fitting, key=lambda value: value.stop, default=None)


def clipped_tens(stretch: Stretch, at: int, highest: int) -> Value | None:
    """ "Hai bảy" for 27, where only one number below a hundred can stand."""
    tens, unit = DIGITS.get(stretch.word(at), 0), _tail(stretch, at + 1, TENS_TAILS)
    if tens < 2 or not unit or tens * 10 + unit > highest:
        return None
    return Value(tens * 10 + unit, at + 2)


def bare_digits(stretch: Stretch, at: int) -> str:
    """The figures of all digits said one after the other from here."""
    figures = ""
    while (digit := DIGITS.get(stretch.word(at + len(figures)))) is not None:
        figures += str(digit)
    return figures


def read_year(stretch: Stretch, at: int) -> Value | None:
    """Hai nghìn không trăm hai mươi sáu, hai nghìn hai lăm, hai không hai sáu, một chín bảy lăm."""
    told = [value for value in read_values(stretch, at) if 1000 <= value.number <= 2999 and value.scale == 1000]
    for thousand in [value for value in told if value.number % 100 == 0]:
        zero = 2 if stretch.says(thousand.stop, "không", "trăm") else 0
        if (tens := clipped_tens(stretch, thousand.stop + zero, 99)) is not None:
            told.append(Value(thousand.number + tens.number, tens.stop))
    century = (DIGITS.get(stretch.word(at)), DIGITS.get(stretch.word(at + 1)))
    if century in ((2, 0), (1, 9), (1, 8)):
        base = (century[0] or 0) * 1000 + (century[1] or 0) * 100
        tens = max(
            (value for value in _below_hundred(stretch, at + 2) if value.number >= 10),
            key=lambda value: value.stop,
            default=clipped_tens(stretch, at + 2, 99),
        )
        if tens is not None:
            told.append(Value(base + tens.number, tens.stop))
        figures = bare_digits(stretch, at)
        if len(figures) == 4:
            told.append(Value(int(figures), at + 4))
    return max(told, key=lambda value: value.stop, default=None)


def _below_thousand_million(stretch: Stretch, at: int) -> Iterator[Value]:
    for group in _below_thousand(stretch, at):
        yield group
        yield from _scaled(stretch, group, MILLION, 10**6)
        yield from _scaled(stretch, group, THOUSAND, 10**3)


def _scaled(stretch: Stretch, group: Value, names: tuple[str, ...], scale: int) -> Iterator[Value]:
    """The group times its scale, with what follows."""
    if _is_scale(stretch, group.stop, names) and group.number:
        whole = Value(group.number * scale, group.stop + 1, scale=scale)
        yield whole
        yield from _rest(stretch, whole, scale)


def _rest(stretch: Stretch, whole: Value, scale: int) -> Iterator[Value]:
    """What may follow "hai tỷ": a number of a smaller scale, a half, one clipped digit before the money.

    "Ba triệu hai trăm" is 3.200.000 to some and 3.000.200 to others, so hundreds are not joined to millions.
    """
    if stretch.word(whole.stop) == "rưỡi":
        yield Value(whole.number + scale // 2, whole.stop + 1, scale=scale)
    smaller = {10**9: _below_thousand_million, 10**6: _below_million, 10**3: _below_thousand_after}[scale]
    for part in smaller(stretch, whole.stop):
        if part.number and not part.bare and part.number < scale and (scale == 10**3 or part.scale > 1):
            yield Value(whole.number + part.number, part.stop, scale=scale)
    if scale >= 10**6:
        tenth = _tail(stretch, whole.stop, TENS_TAILS | {"năm": 5})
        if tenth and stretch.word(whole.stop + 1) in _AFTER_CLIPPED:
            yield Value(whole.number + tenth * scale // 10, whole.stop + 1, scale=scale)


def _below_million(stretch: Stretch, at: int) -> Iterator[Value]:
    yield from (value for value in _below_thousand_million(stretch, at) if value.scale < 10**6)
    if stretch.says(at, "không", "trăm"):
        for group in _tens_after_hundred(stretch, 0, at + 2):
            yield from _scaled(stretch, group, THOUSAND, 10**3)


def _below_thousand_after(stretch: Stretch, at: int) -> Iterator[Value]:
    """After the thousands also "không trăm mười" and "linh năm"."""
    yield from _below_thousand(stretch, at)
    if stretch.says(at, "không", "trăm"):
        yield from _tens_after_hundred(stretch, 0, at + 2)
    elif stretch.word(at) in ZERO_TENS:
        yield from _tens_after_hundred(stretch, 0, at)


def _below_thousand(stretch: Stretch, at: int) -> Iterator[Value]:
    yield from _below_hundred(stretch, at)
    hundreds = DIGITS.get(stretch.word(at), 0)
    if hundreds and stretch.word(at + 1) == "trăm":
        yield Value(hundreds * 100, at + 2)
        if stretch.word(at + 2) == "rưỡi":
            yield Value(hundreds * 100 + 50, at + 3)
        yield from _tens_after_hundred(stretch, hundreds * 100, at + 2)


def _tens_after_hundred(stretch: Stretch, hundreds: int, at: int) -> Iterator[Value]:
    if stretch.word(at) in ZERO_TENS:
        unit = _tail(stretch, at + 1, TENS_TAILS | {"năm": 5})
        if unit:
            yield Value(hundreds + unit, at + 2)
        return
    for tens in _below_hundred(stretch, at):
        if tens.number >= 10:
            yield Value(hundreds + tens.number, tens.stop)


def _below_hundred(stretch: Stretch, at: int) -> Iterator[Value]:
    word = stretch.word(at)
    if word == "mười":
        yield Value(10, at + 1, bare=True)
        if unit := _tail(stretch, at + 1, TEEN_TAILS):
            yield Value(10 + unit, at + 2)
    elif word in ("hăm", "băm"):
        if unit := _tail(stretch, at + 1, TENS_TAILS):
            yield Value((20 if word == "hăm" else 30) + unit, at + 2)
    elif word in DIGITS:
        yield Value(DIGITS[word], at + 1, bare=True)
        if DIGITS[word] > 1 and stretch.word(at + 1) == "mươi":
            yield Value(DIGITS[word] * 10, at + 2)
            if unit := _tail(stretch, at + 2, TENS_TAILS):
                yield Value(DIGITS[word] * 10 + unit, at + 3)
        elif DIGITS[word] > 1 and stretch.word(at + 1) in ("lăm", "nhăm"):
            yield Value(DIGITS[word] * 10 + 5, at + 2)


def _tail(stretch: Stretch, at: int, table: dict[str, int]) -> int:
    """0 where no unit stands."""
    word = stretch.word(at)
    if word == "tư" and stretch.word(at + 1) in NOT_FOUR and not stretch.says(at, "tư", "nhân", "viên"):
        return 0
    return table.get(word, 0)


def _is_scale(stretch: Stretch, at: int, names: tuple[str, ...]) -> bool:
    word = stretch.word(at)
    return word in names and stretch.word(at + 1) not in _NOT_SCALE.get(word, ())
