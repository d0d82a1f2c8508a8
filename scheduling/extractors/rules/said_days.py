"""The days to come that a stretch of talk names, counted from a day named before where they are told so.

"Thứ bảy" after "thứ bảy mùng bảy" is that day; "thứ năm tuần đó", "the Saturday after", "ngày hôm sau", "lùi một
tuần" and "hăm mốt" alone are counted from the day spoken of last. Where both readings can be meant both are given.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.when import Grain, When
from scheduling.dates import start_value
from scheduling.extractors.rules.deadlines import bare_day_near
from scheduling.extractors.rules.meeting_days import is_day_of_event
from scheduling.extractors.rules.moments import COARSE, NUMBERS, as_date
from scheduling.extractors.rules.reading import Reading, Sentence

_WEEKDAYS = {
    "thứ hai": 0, "thứ ba": 1, "thứ tư": 2, "thứ năm": 3, "thứ sáu": 4, "thứ bảy": 5, "chủ nhật": 6,
    "thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_ANY_WEEKDAY = re.compile(rf"(?<!\w){_WEEKDAY}s?(?!\w)")
_THAT_WEEK = re.compile(rf"(?<!\w){_WEEKDAY} (?:của )?(?:tuần (?:đó|ấy|đấy)|(?:of )?that week)(?!\w)")
_WEEK_AFTER = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY} (?:của )?tuần (?:kế|liền|tiếp|sau)(?: tiếp| sau| theo)? ?(?:đó|ấy)?|"
    r"(?:the )?week after(?: that)?|(?:the )?following week)(?!\w)"
)
_NEXT_SUCH = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY} (?:kế(?: tiếp)?(?: đó| ấy)?|liền sau|sau đó)|"
    rf"(?:the )?{_WEEKDAY.replace('weekday', 'weekday_en')} (?:after|following)"
    r"(?! (?:the|that|next|noon|lunch)))(?!\w)"
)
_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?:ngày |sáng |chiều |trưa |tối )?(?:hôm|bữa) sau|ngày kế(?: tiếp)?|"
    r"(?:the )?(?:day after|next day|following day))(?!\w)"
)
_SHIFT = re.compile(
    r"(?<!\w)(?:lùi|lui|dời|hoãn|chậm|đẩy|sớm|push|move|shift|put)"
    r"(?: (?:lại|lui|qua|sang|xuống|thêm|đúng|đi|it|that|back|out|by))*"
    rf" (?P<count>\d{{1,2}}|{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
    r" (?P<unit>ngày|hôm|bữa|tuần|days?|weeks?)(?!\w)"
)
"""By how much the day moves."""
_FROM = re.compile(r"bắt đầu|kể từ|từ |start|from ", re.IGNORECASE)
_NEXT_TIME = re.compile(r"lần $")
_FIRST_TIME = re.compile(
    r"(?:lần (?:đầu|đầu tiên|tới|sau)?|first (?:one|time|session)?(?: is| on)?|starting(?: with| on)?) ?$"
)
_PART_OF_DAY = re.compile(
    r"(?:vào |buổi |lúc |hồi |in |tới |từ |đến |the |mỗi |every )*(?:sáng|trưa|chiều|tối|đêm|khuya|"
    r"morning|noon|lunch|afternoon|evening|night|midnight)(?: đó| ấy| sớm)?"
)
"""A part of some day names none."""
_NOT_BARE = re.compile(
    r"tuần|tháng|ngày|này|tới|sau|mùng|mồng|hăm|next|this|week|\d(?:st|nd|rd|th)|(?:first|second|third|\w+th)(?!\w)|"
    r"\d{1,2}\s?[/.-]\s?\d"
)
_NUMBER_LEFT = re.compile(
    r"^,? (?:là |tức )?(?:\d{1,2}|hai|ba|mười|hăm|mùng|mồng)"
    r"(?: (?:mươi|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mốt))*"
    r"(?![\w:])(?! (?:giờ|rưỡi|tiếng|phút|o'clock|[ap]\.?m))"
)
"""The number of the day after the weekday."""
_SAYS_MONTH = re.compile(
    r"tháng|\d\s?[/.-]\s?\d|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAY_NUMBER = re.compile(
    r"ngày (?!mai|mốt|kia|nay)|mùng|mồng|hăm|\d(?:st|nd|rd|th)|(?:first|second|third|th|tieth|teenth)(?!\w)|hai mươi"
)


_NEAR = 10
"""Sentences over which a day is remembered."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """``kind`` tells how the day was named; ``[begin, stop)`` of the sentence are its words."""

    value: date
    sentence: int
    begin: int
    stop: int
    phrase: str
    reading: str
    kind: str
    when: When | None = None


def said_days(reach: Sequence[Sentence], known: date, reading: Reading) -> list[SaidDay]:
    """In the order in which they were said; ``known`` is the day that is spoken of before any is named."""
    found: list[SaidDay] = []
    for sentence in reach:
        last = found[-1].value if found else known
        counted = list(_counted(sentence, last, reading))
        named = [day for day in _named(sentence, found, reading) if not _within(day, counted)]
        series = list(_series(sentence, reading))
        named = [day for day in named if not _within(day, series)]
        found += sorted([*named, *counted, *series], key=lambda day: day.begin)
        if not counted and all(day.kind == "bare" for day in (*named, *series)):
            found += _by_number(sentence, found[-1].value if found else known, reading)
    return [*found, *_echoes(found, reading)]


def _within(day: SaidDay, counted: Iterable[SaidDay]) -> bool:
    return any(day.begin < other.stop and other.begin < day.stop for other in counted)


def _named(sentence: Sentence, earlier: Sequence[SaidDay], reading: Reading) -> Iterable[SaidDay]:
    """Days of the calendar, and a number without a month in the month that was spoken of before."""
    for when in sentence.whens:
        value = start_value(when, reference=reading.reference)
        if value is None:
            continue
        if _PART_OF_DAY.fullmatch(when.phrase.lower().strip()):
            continue
        next_time = when.open == "before" and _NEXT_TIME.search(sentence.low[: when.begin]) is not None
        if not next_time and not is_day_of_event(when, reading):
            continue
        kind = "bare" if is_bare(when.phrase) else ("again" if when.rrule else "first" if next_time else "named")
        day = as_date(value)
        said = SaidDay(day, sentence.index, when.begin, when.stop, when.phrase, when.reading, kind, when)
        yield said
        near = earlier and sentence.index - earlier[-1].sentence <= _NEAR
        month = earlier[-1].value if near else None
        low = when.phrase.lower()
        if month is not None and when.rrule is None and _DAY_NUMBER.search(low) and not _SAYS_MONTH.search(low):
            moved = _in_month_of(month, day)
            weekday = _ANY_WEEKDAY.search(low)
            falls = moved is not None and (weekday is None or _WEEKDAYS[weekday["weekday"]] == moved.weekday())
            if moved is not None and falls and moved != day and moved >= reading.reference.date():
                yield replace(said, value=moved, kind="that_month")
        if month is not None and kind == "bare":
            same_week = month + timedelta(days=day.weekday() - month.weekday())
            if same_week > day:
                yield replace(said, value=same_week, kind="of_that_week")


def _in_month_of(month: date, day: date) -> date | None:
    try:
        return day.replace(year=month.year, month=month.month)
    except ValueError:
        return None


def _counted(sentence: Sentence, known: date, reading: Reading) -> Iterable[SaidDay]:
    """Days that are told by how far they are from the one spoken of last."""

    def said(match: re.Match[str], value: date, kind: str) -> SaidDay:
        return SaidDay(value, sentence.index, match.start(), match.end(), match[0], "", kind)

    low = sentence.low
    monday = known - timedelta(days=known.weekday())
    for match in _THAT_WEEK.finditer(low):
        yield said(match, monday + timedelta(days=_WEEKDAYS[match["weekday"]]), "that_week")
    for match in _WEEK_AFTER.finditer(low):
        weekday = _WEEKDAYS[match["weekday"]] if match["weekday"] else known.weekday()
        value = monday + timedelta(days=7 + weekday)
        plain = match["weekday"] is not None and match[0].endswith("sau")
        if not plain:
            yield said(match, value, "week_after")
    for match in _NEXT_SUCH.finditer(low):
        named = match["weekday"] or match["weekday_en"]
        value = known + timedelta(days=(_WEEKDAYS[named] - known.weekday() - 1) % 7 + 1)
        yield said(match, value, "next_such")
    next_day = _DAY_AFTER.search(low)
    if next_day is not None:
        yield said(next_day, known + timedelta(days=1), "day_after")
    shift = _SHIFT.search(low)
    if shift is not None:
        yield said(shift, known + _length(shift), "shift")
        bare = bare_day_near(sentence, known + _length(shift), reading)
        if bare is not None and bare.start is not None:
            yield said(shift, bare.start.date(), "number")


def _by_number(sentence: Sentence, known: date, reading: Reading) -> Iterable[SaidDay]:
    bare = bare_day_near(sentence, known, reading)
    if bare is not None and bare.start is not None:
        yield SaidDay(bare.start.date(), sentence.index, 0, 0, bare.phrase, bare.reading, "number")


def _series(sentence: Sentence, reading: Reading) -> Iterable[SaidDay]:
    """ "Thursdays, from next week on": the first such day from then on."""
    beside = [
        other
        for other in reading.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        if other.speaker == sentence.speaker
    ]
    begins = [
        when
        for other in beside
        for when in other.whens
        if when.rrule is None
        and when.start is not None
        and when.grain not in COARSE
        and (
            _FROM.search(other.low[max(0, when.begin - 4) : when.stop])
            or other.low.startswith((" bắt đầu", " starts"), when.stop)
            or _FIRST_TIME.search(other.low[: when.begin])
        )
    ]
    if not begins or begins[0].start is None:
        return
    first = begins[0].start.date()
    days = [
        (when, _ANY_WEEKDAY.search(when.phrase.lower()))
        for when in sentence.whens
        if when is not begins[0] and (when.rrule or is_bare(when.phrase))
    ]
    ahead = [(when, (_WEEKDAYS[day["weekday"]] - first.weekday()) % 7) for when, day in days if day is not None]
    if begins[0].grain is not Grain.WEEK:
        ahead = [(when, 0) for when, _ in ahead]
    for when, _ in ahead:
        day = first + timedelta(days=min(days_on for _, days_on in ahead))
        yield SaidDay(day, sentence.index, when.begin, when.stop, when.phrase, when.reading, "begins", when)


def _echoes(found: Sequence[SaidDay], reading: Reading) -> Iterable[SaidDay]:
    """A weekday alone may be the day of that name which was told in full nearby."""
    for day in found:
        if day.kind != "bare":
            continue
        full = [
            other
            for other in found
            if other.kind not in ("bare", "of_that_week")
            and abs(other.sentence - day.sentence) <= _NEAR
            and other.value.weekday() == day.value.weekday()
            and other.value != day.value
            and other.value >= reading.reference.date()
        ]
        if full:
            nearest = min(full, key=lambda other: (abs(other.sentence - day.sentence), -other.sentence))
            yield replace(day, value=nearest.value, kind="echo")


def is_bare(phrase: str) -> bool:
    """A weekday that says nothing of which week, whatever hour stands with it."""
    low = phrase.lower()
    weekday = _ANY_WEEKDAY.search(low)
    if weekday is None:
        return False
    around = f"{low[: weekday.start()]} | {low[weekday.end() :]}"
    return _NOT_BARE.search(around) is None and _NUMBER_LEFT.search(low[weekday.end() :]) is None


def _length(shift: re.Match[str]) -> timedelta:
    number = int(shift["count"]) if shift["count"].isdigit() else NUMBERS[shift["count"]]
    days = number * (7 if shift["unit"].startswith(("tuần", "week")) else 1)
    return timedelta(days=-days if shift[0].startswith("sớm") else days)
