"""Where Vietnamese number words are a number, and how an office writes it.

A number of several words (hai mươi lăm, ba trăm) is one wherever it stands. A single digit is also a father, a year,
a name, ripe or half of "hai ba người"; it becomes a figure only beside a word that makes it a number: 8 giờ, tháng
3, 5%, 2 triệu. Two numbers that touch and could be divided in two ways stay as they were said.
"""

from collections.abc import Callable

from transcribe.numbers.figures import grouped, vi_amount
from transcribe.numbers.stretch import Reading, Stretch, word_set
from transcribe.numbers.vi_documents import document_number
from transcribe.numbers.vi_moments import WEEKDAYS, day_of, hour_of, minute_of, month_of, quarter_of, term_of, year_of
from transcribe.numbers.vi_values import (
    DIGITS,
    NOT_FOUR,
    NUMBER_WORDS,
    Value,
    bare_digits,
    longest_value,
    read_values,
    read_year,
)

_STARTS = frozenset({*DIGITS, "mười", "hăm", "băm"})
_PLACES = word_set("quận phường tầng lớp")
_LABELS = _PLACES | word_set("số tổ khóa khoá đợt điều khoản chương mục trang")
_OTHER_SO = word_set("một đa thiểu dân chỉ tham hệ vô tổng con cơ ẩn bội trị tỷ tỉ")
"""Before "số" these make another word: một số, dân số, tổng số."""
_AFTER_LABEL = word_set("này và hoặc là thì của tại ở điều khoản điểm luật nghị quận phường thành tỉnh huyện") | {""}
_CALLED = word_set("anh chị em cô chú bác ông bà thầy dì cậu mợ thím má cháu bạn chí tư út mẹ bố thằng con mụ lão cụ")
"""After these a digit is a person: anh Hai, chú Tư."""
_MEASURES = word_set("phút giây mét tấn tạ lít hecta ha kg km ki kí độ usd")
_COUNTED_BY_TEN = _MEASURES | word_set("giờ năm tháng ngày tuần người")
_YEARS_BEFORE = word_set("mấy mỗi nhiều các những hàng hằng cả đầu cuối suốt vài")
_YEAR_AFTER_PART = word_set("nay ngoái trước sau qua tới rồi học")
_NO_NUMBER_BEFORE = word_set("đôi hàng bạc")
_MAY_TRAIL = word_set("năm không một lẻ tư")
"""Number words that, left over after a number, are other words: hai mươi năm, ba trăm nghìn một người."""
_LEAVES = word_set("mươi mét ký kí")
"""After these the number words that follow are a part of what was begun: mươi mười lăm, một mét sáu lăm."""


def read_vietnamese(stretch: Stretch, at: int) -> Reading | None:
    """What is written for the words from ``at``; None where they are no number.

    A run of number words that is no clear number is answered with its own words, so that no part of it is taken.
    """
    if stretch.word(at) == "tư":
        return month_of(stretch, at) or quarter_of(stretch, at)
    if stretch.word(at) not in _STARTS or _is_person(stretch, at) or _is_weekday(stretch, at):
        return None
    if stretch.word(at) == "năm" and _is_year_word(stretch, at):
        return None
    if stretch.word(at - 1) in _LEAVES:
        return ((None, _run_end(stretch, at) - at),)
    return next((reading for rule in _RULES if (reading := rule(stretch, at)) is not None), None) or _run(stretch, at)


def _is_year_word(stretch: Stretch, at: int) -> bool:
    """Năm 2026, mấy năm, and what is left after a number: mười năm."""
    before = stretch.word(at - 1)
    if before in _YEARS_BEFORE or read_year(stretch, at + 1) is not None:
        return True
    return before in NUMBER_WORDS and stretch.word(at - 2) != "thứ"


def _is_person(stretch: Stretch, at: int) -> bool:
    return stretch.capitals[at] and (stretch.word(at - 1) in _CALLED or stretch.word(at) != "mười")


def _is_weekday(stretch: Stretch, at: int) -> bool:
    after = stretch.word(at + 1)
    return stretch.word(at - 1) == "thứ" and stretch.word(at) in WEEKDAYS and after not in ("mươi", "trăm", "nghìn")


def _numbered(stretch: Stretch, at: int) -> Reading | None:
    """A single digit that is the number of something: phòng số 2, quận 5, khoản 2 điều 15."""
    label, after = stretch.word(at - 1), stretch.word(at + 1)
    digit = longest_value(stretch, at, 10)
    if label not in _LABELS or digit is None or not digit.number or digit.stop != at + 1:
        return None
    if (label == "số" and stretch.word(at - 2) in _OTHER_SO) or (digit.number == 5 and label not in _PLACES):
        return None
    return ((str(digit.number), 1),) if after in _AFTER_LABEL else None


def _percent(stretch: Stretch, at: int) -> Reading | None:
    figures, stop = _decimal(stretch, at) or _whole(stretch, at) or ("", at)
    if not figures or not stretch.says(stop, "phần", "trăm"):
        return None
    return ((f"{figures}%", stop + 2 - at),)


def _with_decimals(stretch: Stretch, at: int) -> Reading | None:
    decimal = _decimal(stretch, at)
    return None if decimal is None else ((decimal[0], decimal[1] - at),)


def _decimal(stretch: Stretch, at: int) -> tuple[str, int] | None:
    """Hai phẩy năm; ba phẩy không bảy; bốn phẩy hai mươi lăm: the figures and where they end."""
    for value in sorted(read_values(stretch, at), key=lambda value: -value.stop):
        if stretch.word(value.stop) not in ("phẩy", "phảy") or value.scale > 1:
            continue
        begin = value.stop + 1
        fraction = longest_value(stretch, begin, 99)
        if fraction is not None and fraction.number >= 10:
            return f"{value.number},{fraction.number}", fraction.stop
        digits = bare_digits(stretch, begin)
        if digits:
            return f"{value.number},{digits}", begin + len(digits)
    return None


def _whole(stretch: Stretch, at: int) -> tuple[str, int] | None:
    run = _run_end(stretch, at)
    whole = [value for value in read_values(stretch, at) if value.stop == run and value.number]
    return (grouped(whole[0].number, "."), run) if whole else None


def _fraction(stretch: Stretch, at: int) -> Reading | None:
    """Hai phần ba; not "một phần năm nay"."""
    above, below = DIGITS.get(stretch.word(at), 0), DIGITS.get(stretch.word(at + 2).replace("tư", "bốn"), 0)
    if stretch.word(at + 1) != "phần" or not 0 < above < below or stretch.word(at + 3) in NUMBER_WORDS:
        return None
    if stretch.word(at + 2) == "năm" and stretch.word(at + 3) in _YEAR_AFTER_PART:
        return None
    return ((f"{above}/{below}", 3),)


def _telephone(stretch: Stretch, at: int) -> Reading | None:
    """Six digits or more, or three after "số": told figure by figure. Counting from one to ten is none."""
    figures = bare_digits(stretch, at)
    if len(figures) < (3 if stretch.word(at - 1) == "số" else 6) or figures in "0123456789":
        return None
    return ((figures, len(figures)),)


def _measured(stretch: Stretch, at: int) -> Reading | None:
    """A single digit before a measure, "mười" also before people and stretches of time."""
    digit = longest_value(stretch, at, 10)
    if digit is None or not digit.bare or digit.number < 2 or digit.stop != at + 1:
        return None
    after = stretch.word(at + 1)
    if after not in (_COUNTED_BY_TEN if digit.number == 10 else _MEASURES) or stretch.word(at - 1) in _CALLED:
        return None
    if after in ("ki", "kí") and not stretch.word(at + 2):
        return None
    return ((str(digit.number), 1),)


def _run(stretch: Stretch, at: int) -> Reading:
    """All number words from here: clear numbers as figures, or everything as it was said."""
    end = _run_end(stretch, at)
    for stop in range(end, at, -1):
        values = _division(stretch, at, stop)
        if values is not None and _is_other_words(stretch, stop, end):
            return _written(stretch, at, values)
    return ((None, end - at),)


def _is_other_words(stretch: Stretch, begin: int, end: int) -> bool:
    """Whether what is left of a run of number words is none: hai mươi | năm, hai mươi | tư liệu."""
    left = stretch.words[begin:end]
    return _MAY_TRAIL.issuperset(left) and ("tư" not in left or stretch.word(end) in NOT_FOUR)


def _run_end(stretch: Stretch, at: int) -> int:
    end = at
    while stretch.word(end) in NUMBER_WORDS or (end > at and stretch.word(end) == "rưỡi"):
        end += 1
    return end


def _division(stretch: Stretch, begin: int, stop: int) -> list[Value] | None:
    """The fewest numbers of several words that fill ``begin..stop``; None where there are none."""
    best: dict[int, list[Value]] = {begin: []}
    for at in range(begin, stop):
        if at not in best:
            continue
        for value in read_values(stretch, at):
            if value.bare or value.stop > stop:
                continue
            told = [*best[at], value]
            if value.stop not in best or len(told) < len(best[value.stop]):
                best[value.stop] = told
    return best.get(stop)


def _written(stretch: Stretch, at: int, values: list[Value]) -> Reading:
    stop = values[-1].stop
    if stretch.word(stop) in _NO_NUMBER_BEFORE or stretch.has_capital(at + 1, stop):
        return ((None, stop - at),)
    if len(values) == 2 and _is_about(*values):
        return ((f"{values[0].number}-{values[1].number}", stop - at),)
    pieces: Reading = ()
    begin = at
    for value in values:
        pieces += vi_amount(value.number, value.scale, value.stop - begin)
        begin = value.stop
    return pieces


def _is_about(low: Value, high: Value) -> bool:
    """Mười lăm hai mươi: somewhere between, both round and near each other."""
    return (
        low.number < high.number <= 2 * low.number and high.number <= 100 and not (low.number % 5 or high.number % 5)
    )


_RULES: tuple[Callable[[Stretch, int], Reading | None], ...] = (
    document_number,
    _telephone,
    term_of,
    year_of,
    minute_of,
    hour_of,
    day_of,
    month_of,
    quarter_of,
    _numbered,
    _percent,
    _with_decimals,
    _fraction,
    _measured,
)
"""The first that answers decides; what none of them knows is read as a run of number words."""
