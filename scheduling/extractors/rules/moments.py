"""Dates as the rules use them: which phrases name a day, which only an hour, and how the two join."""

import re
from datetime import date, datetime, timedelta

from models.findings import CivilTime
from models.when import Grain, When

COARSE = (Grain.YEAR, Grain.QUARTER, Grain.MONTH)
_DAY_WORDS = re.compile(
    r"thứ|ngày|mùng|mồng|tháng|(?<!\w)mai(?!\w)|mốt|nay|kia|chủ nhật|cn|tuần|rằm|hăm|quý|"
    r"năm nay|\d+\s?[/.-]\s?\d+|tết|đầu|cuối"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|week|month|quarter|\d(?:st|nd|rd|th)"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|fortnight"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|teenth|twentieth|thirtieth|twelfth",
    re.IGNORECASE,
)
_TODAY = re.compile(r"nay|today|tonight|this (?:morning|afternoon|evening)", re.IGNORECASE)
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "nửa": 30, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "bốn mươi": 40, "bốn lăm": 45, "bốn mươi lăm": 45,
    "chín mươi": 90, "ba chục": 30, "bốn chục": 40, "sáu mươi": 60, "one": 1, "an": 1, "a": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "forty five": 45, "ninety": 90,
}  # fmt: skip
_NUMBER = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_LENGTH = re.compile(
    rf"(?<!\w)(\d{{1,3}}|{_NUMBER})[\s-]*(phút|tiếng|giờ đồng hồ|minutes?|mins?|hours?)( rưỡi| and a half)?(?!\w)",
    re.IGNORECASE,
)


def says_day(when: When) -> bool:
    """False when the phrase is an hour alone ("hai giờ chiều")."""
    return (not when.grain.is_civil_date and _DAY_WORDS.search(when.phrase) is not None) or when.grain.is_civil_date


def names_day(when: When) -> bool:
    """False for an hour or a part of a day alone ("noon", "trước trưa")."""
    return _DAY_WORDS.search(when.phrase) is not None


def says_later_day(when: When) -> bool:
    """A day named by itself other than today."""
    return names_day(when) and _TODAY.search(when.phrase) is None


def says_hour(when: When) -> bool:
    return not when.grain.is_civil_date


def at_hour_of(day: CivilTime, hour: datetime) -> datetime:
    """The calendar day of ``day`` at the time of ``hour``."""
    civil = day.date() if isinstance(day, datetime) else day
    return datetime.combine(civil, hour.timetz())


def as_date(value: CivilTime) -> date:
    return value.date() if isinstance(value, datetime) else value


def length_said(low: str) -> timedelta | None:
    """ "45 phút", "hai tiếng rưỡi", "fifteen minutes"."""
    match = _LENGTH.search(low)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1].lower()]
    unit_minutes = 1 if match[2].lower().startswith(("phút", "min")) else 60
    return timedelta(minutes=number * unit_minutes + (unit_minutes // 2 if match[3] else 0))


_RANGE = re.compile(r"đến|(?<!tuần )(?<!tháng )(?<!năm )tới|\d\s*[-–]\s*\d|\bto\b|until|till", re.IGNORECASE)


def end_said(when: When) -> datetime | None:
    """The end of a range of hours ("từ 8 giờ đến 11 giờ 30"), None where only a start was said."""
    if when.start is None or when.end is None or when.open is not None or when.grain.is_civil_date:
        return None
    ranged = re.search(
        r"đến|(?<!tuần )(?<!tháng )(?<!năm )tới|\d\s*[-–]\s*\d|\bto\b|until|till", when.phrase, re.IGNORECASE
    )
    return when.end if ranged and when.end > when.start else None
