"""Clock times and dates as they are said in Vietnamese: what is written for the number of each part."""

from transcribe.numbers.stretch import Reading, Stretch, word_set
from transcribe.numbers.vi_values import DIGITS, NUMBER_WORDS, Value, clipped_tens, longest_value, read_year

WEEKDAYS = word_set("hai ba tư năm sáu bảy")
_TERMS = word_set("kỳ đoạn học độ")
"""Last words of nhiệm kỳ, giai đoạn, năm học, niên độ."""
ROMAN = ("I", "II", "III", "IV")
_CLOSES = word_set("tháng này đến tới và hoặc hay là thì trở của tại ở cho năm sang hàng trước") | {""}
"""What may follow a single digit after "ngày" or "tháng" without making it count something."""
_AFTER_MONTH = word_set("lần bữa buổi kỳ người cuộc đợt phiên bên lượt chuyến đứa anh chị")
_COUNTED_MONTHS = word_set("mỗi hàng hằng vài mấy các những nhiều suốt cả")
_DAY_FRAME = word_set("ngày mùng mồng hôm tháng")
_YEARS_AFTER_MAY = word_set("nay học sinh")
_AFTER_HOUR = word_set("sáng chiều tối trưa ngày hôm mai thứ là thì phút tới đến rồi mới họp") | {""}
_ZERO_HOUR_BEFORE = word_set("lúc từ đến trước sau vào") | {""}


def term_of(stretch: Stretch, at: int) -> Reading | None:
    """Nhiệm kỳ, giai đoạn, năm học with their two years: 2021-2026."""
    if stretch.word(at - 1) not in _TERMS:
        return None
    first = read_year(stretch, at)
    if first is None:
        return None
    second = read_year(stretch, first.stop)
    if second is None or second.number <= first.number:
        return _year_unless_it_goes_on(stretch, at, first)
    return ((f"{first.number}-{second.number}", second.stop - at),)


def year_of(stretch: Stretch, at: int) -> Reading | None:
    if not (
        stretch.word(at - 1) == "năm" or (stretch.word(at - 2) == "tháng" and at >= 2) or _ends_month(stretch, at)
    ):
        return None
    year = read_year(stretch, at)
    return None if year is None else _year_unless_it_goes_on(stretch, at, year)


def _year_unless_it_goes_on(stretch: Stretch, at: int, year: Value) -> Reading | None:
    goes_on = stretch.word(year.stop) in NUMBER_WORDS and stretch.word(year.stop) != "năm"
    return None if goes_on else ((str(year.number), year.stop - at),)


def _ends_month(stretch: Stretch, at: int) -> bool:
    return stretch.word(at - 3) == "tháng" and stretch.word(at - 2) == "mười" and at >= 3


def day_of(stretch: Stretch, at: int) -> Reading | None:
    """After ngày, mùng, mồng, and between two months: ba mươi tháng tư một tháng năm."""
    label = stretch.word(at - 1)
    day = longest_value(stretch, at, 31)
    if stretch.word(at - 2) == "tháng" and day is not None and day.number and stretch.word(day.stop) == "tháng":
        return ((str(day.number), day.stop - at),)
    if label not in ("ngày", "mùng", "mồng"):
        return None
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


def month_of(stretch: Stretch, at: int) -> Reading | None:
    """After tháng. "Tháng năm" is May, but not in "ngày tháng năm sinh" nor "tháng năm nay"."""
    if stretch.word(at - 1) != "tháng" or stretch.word(at - 2) in _COUNTED_MONTHS:
        return None
    month = longest_value(stretch, at, 12)
    if stretch.word(at) == "tư":
        month = Value(4, at + 1, bare=True)
    if month is None or not month.number:
        return None
    before, after = stretch.word(at - 2), stretch.word(month.stop)
    if after in _AFTER_MONTH or (after in NUMBER_WORDS and not _may_follow_month(stretch, month.stop)):
        return None
    if before in NUMBER_WORDS and month.bare and not _in_day_frame(stretch, at - 2):
        return None
    if stretch.word(at) == "năm" and (before == "ngày" or after in _YEARS_AFTER_MAY):
        return None
    return ((str(month.number), month.stop - at),)


def _may_follow_month(stretch: Stretch, at: int) -> bool:
    """A year, or the day of another date: ba mươi tháng tư một tháng năm."""
    day = longest_value(stretch, at, 31)
    is_day = day is not None and stretch.word(day.stop) == "tháng"
    return is_day or stretch.word(at) == "năm" or read_year(stretch, at) is not None


def _in_day_frame(stretch: Stretch, at: int) -> bool:
    """Whether the number that ends at ``at`` is a day: ngày ba tháng hai, hai mươi lăm tháng ba."""
    first = at
    while first > 0 and stretch.word(first - 1) in NUMBER_WORDS:
        first -= 1
    return first < at or stretch.word(first - 1) in _DAY_FRAME


def quarter_of(stretch: Stretch, at: int) -> Reading | None:
    """Roman, as offices write it."""
    number = DIGITS.get("bốn" if stretch.word(at) == "tư" else stretch.word(at), 0)
    if stretch.word(at - 1) != "quý" or not 1 <= number <= 4 or stretch.word(at + 1) not in _CLOSES:
        return None
    return ((ROMAN[number - 1], 1),)


def minute_of(stretch: Stretch, at: int) -> Reading | None:
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


def hour_of(stretch: Stretch, at: int) -> Reading | None:
    """Before giờ."""
    hour = longest_value(stretch, at, 24)
    if hour is None or stretch.word(hour.stop) != "giờ" or stretch.word(at - 1) in NUMBER_WORDS - WEEKDAYS:
        return None
    if not hour.number and stretch.word(at - 1) not in _ZERO_HOUR_BEFORE:
        return None
    return ((str(hour.number), hour.stop - at),)
