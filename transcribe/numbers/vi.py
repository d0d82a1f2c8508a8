"""Where Vietnamese number words are a number, and how an office writes it.

A number of several words (hai mươi lăm, ba trăm) is one wherever it stands. A single digit is also a father, a year,
a name, ripe or half of "hai ba người"; it becomes a figure only beside a word that makes it a number: 8 giờ, tháng
3, 5%, 2 triệu. Two numbers that touch and could be divided in two ways stay as they were said.
"""

from collections.abc import Callable

from transcribe.numbers.figures import grouped, vi_amount
from transcribe.numbers.stretch import Reading, Stretch, word_set
from transcribe.numbers.vi_documents import document_number
from transcribe.numbers.vi_values import (
    DIGITS,
    NOT_FOUR,
    NUMBER_WORDS,
    Value,
    bare_digits,
    clipped_tens,
    longest_value,
    read_values,
    read_year,
)

_STARTS = frozenset({*DIGITS, "mười", "hăm", "băm"})
ROMAN = ("I", "II", "III", "IV")
_CALLED = word_set("anh chị em cô chú bác ông bà thầy dì cậu mợ thím má cháu bạn chí tư út mẹ bố thằng con mụ lão cụ")
"""After these a digit is a person: anh Hai, chú Tư."""
_CLOSES = word_set("tháng này đến tới và hoặc hay là thì trở của tại ở cho năm sang hàng trước") | {""}
"""What may follow a single digit after "ngày" or "tháng" without making it count something."""
_AFTER_MONTH = word_set("lần bữa buổi kỳ người cuộc đợt phiên bên lượt chuyến đứa anh chị")
_COUNTED_MONTHS = word_set("mỗi hàng hằng vài mấy các những nhiều suốt cả")
_DAY_FRAME = word_set("ngày mùng mồng hôm tháng")
_YEARS_AFTER_MAY = word_set("nay học sinh")
_WEEKDAYS = word_set("hai ba tư năm sáu bảy")
_MEASURES = word_set("phút giây mét tấn tạ lít hecta ha kg km ki kí độ usd")
_COUNTED_BY_TEN = _MEASURES | word_set("giờ năm tháng ngày tuần người")
_YEARS_BEFORE = word_set("mấy mỗi nhiều các những hàng hằng cả đầu cuối suốt vài")
_YEAR_AFTER_PART = word_set("nay ngoái trước sau qua tới rồi học")
_AFTER_HOUR = word_set("sáng chiều tối trưa ngày hôm mai thứ là thì phút tới đến rồi mới họp") | {""}
_NO_NUMBER_BEFORE = word_set("đôi hàng bạc")
_MAY_TRAIL = word_set("năm không một lẻ tư")
"""Number words that, left over after a number, are other words: hai mươi năm, ba trăm nghìn một người."""
_LEAVES = word_set("mươi mét ký kí")
"""After these the number words that follow are a part of what was begun: mươi mười lăm, một mét sáu lăm."""
_ZERO_HOUR_BEFORE = word_set("lúc từ đến trước sau vào") | {""}


def read_vietnamese(stretch: Stretch, at: int) -> Reading | None:
    """What is written for the words from ``at``; None where they are no number.

    A run of number words that is no clear number is answered with its own words, so that no part of it is taken.
    """
    if stretch.word(at) == "tư":
        return _month(stretch, at) or _quarter(stretch, at)
    if stretch.word(at) not in _STARTS or _is_person(stretch, at) or _is_weekday(stretch, at):
        return None
    if stretch.word(at) == "năm" and (
        read_year(stretch, at + 1) is not None or stretch.word(at - 1) in _YEARS_BEFORE
    ):
        return None
    if stretch.word(at - 1) in _LEAVES:
        return ((None, _run_end(stretch, at) - at),)
    return next((reading for rule in _RULES if (reading := rule(stretch, at)) is not None), None) or _run(stretch, at)


def _is_person(stretch: Stretch, at: int) -> bool:
    return stretch.capitals[at] and (stretch.word(at - 1) in _CALLED or stretch.word(at) != "mười")


def _is_weekday(stretch: Stretch, at: int) -> bool:
    after = stretch.word(at + 1)
    return stretch.word(at - 1) == "thứ" and stretch.word(at) in _WEEKDAYS and after not in ("mươi", "trăm", "nghìn")


def _year(stretch: Stretch, at: int) -> Reading | None:
    if not (
        stretch.word(at - 1) == "năm" or (stretch.word(at - 2) == "tháng" and at >= 2) or _ends_month(stretch, at)
    ):
        return None
    year = read_year(stretch, at)
    return None if year is None else ((str(year.number), year.stop - at),)


def _ends_month(stretch: Stretch, at: int) -> bool:
    return stretch.word(at - 3) == "tháng" and stretch.word(at - 2) == "mười" and at >= 3


def _day(stretch: Stretch, at: int) -> Reading | None:
    """After ngày, mùng, mồng."""
    label = stretch.word(at - 1)
    if label not in ("ngày", "mùng", "mồng"):
        return None
    day = longest_value(stretch, at, 31)
    clipped = clipped_tens(stretch, at, 31)
    if clipped is not None and stretch.word(clipped.stop) == "tháng":
        day = clipped
    if day is None or not day.number:
        return None
    after = stretch.word(day.stop)
    if after in NUMBER_WORDS and after != "năm":
        return None
    closes = after in _CLOSES or label in ("mùng", "mồng")
    return ((str(day.number), day.stop - at),) if closes or not day.bare else None


def _month(stretch: Stretch, at: int) -> Reading | None:
    """After tháng. "Tháng năm" is May, but not in "ngày tháng năm sinh" nor "tháng năm nay"."""
    if stretch.word(at - 1) != "tháng" or stretch.word(at - 2) in _COUNTED_MONTHS:
        return None
    month = longest_value(stretch, at, 12)
    if stretch.word(at) == "tư":
        month = Value(4, at + 1, bare=True)
    if month is None or not month.number:
        return None
    before, after = stretch.word(at - 2), stretch.word(month.stop)
    if after in _AFTER_MONTH or (after in NUMBER_WORDS and after != "năm" and read_year(stretch, month.stop) is None):
        return None
    if before in NUMBER_WORDS and month.bare and not _in_day_frame(stretch, at - 2):
        return None
    if stretch.word(at) == "năm" and (before == "ngày" or after in _YEARS_AFTER_MAY):
        return None
    return ((str(month.number), month.stop - at),)


def _in_day_frame(stretch: Stretch, at: int) -> bool:
    """Whether the number that ends at ``at`` is a day: ngày ba tháng hai, hai mươi lăm tháng ba."""
    first = at
    while first > 0 and stretch.word(first - 1) in NUMBER_WORDS:
        first -= 1
    return first < at or stretch.word(first - 1) in _DAY_FRAME


def _quarter(stretch: Stretch, at: int) -> Reading | None:
    """Roman, as offices write it."""
    number = DIGITS.get("bốn" if stretch.word(at) == "tư" else stretch.word(at), 0)
    if stretch.word(at - 1) != "quý" or not 1 <= number <= 4 or stretch.word(at + 1) not in _CLOSES:
        return None
    return ((ROMAN[number - 1], 1),)


def _minute(stretch: Stretch, at: int) -> Reading | None:
    """After giờ, or after kém. Below ten only with the word phút or its zero: "tám giờ hai người" is no 8:02."""
    if stretch.word(at - 1) not in ("giờ", "kém") or at < 2:
        return None
    if stretch.word(at - 1) == "kém" and "giờ" not in (
        stretch.word(at - 2),
        stretch.word(at - 3),
        stretch.word(at - 4),
    ):
        return None
    minute = longest_value(stretch, at, 59)
    clipped = clipped_tens(stretch, at, 59)
    if clipped is not None and (minute is None or minute.bare) and stretch.word(clipped.stop) in _AFTER_HOUR:
        minute = clipped
    if stretch.word(at) == "không" and DIGITS.get(stretch.word(at + 1)):
        return ((f"0{DIGITS[stretch.word(at + 1)]}", 2),)
    if minute is None or (stretch.word(minute.stop) in NUMBER_WORDS and stretch.word(minute.stop) != "năm"):
        return None
    if minute.bare and stretch.word(minute.stop) != "phút":
        if minute.number != 10 and stretch.word(at - 1) != "kém":
            return None
        if stretch.word(minute.stop) not in _AFTER_HOUR:
            return None
    return ((f"{minute.number:02}" if stretch.word(at - 1) == "giờ" else str(minute.number), minute.stop - at),)


def _hour(stretch: Stretch, at: int) -> Reading | None:
    """Before giờ."""
    hour = longest_value(stretch, at, 24)
    if hour is None or stretch.word(hour.stop) != "giờ" or stretch.word(at - 1) in NUMBER_WORDS - _WEEKDAYS:
        return None
    if not hour.number and stretch.word(at - 1) not in _ZERO_HOUR_BEFORE:
        return None
    return ((str(hour.number), hour.stop - at),)


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
    _year,
    _minute,
    _hour,
    _day,
    _month,
    _quarter,
    _percent,
    _with_decimals,
    _fraction,
    _measured,
)
"""The first that answers decides; what none of them knows is read as a run of number words."""
