"""The hours that a stretch of talk names, as the hour of a gathering would be understood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.when import When
from scheduling.extractors.rules.meeting_days import is_later_half
from scheduling.extractors.rules.moments import NUMBERS, says_day, says_hour
from scheduling.extractors.rules.reading import Reading, Sentence

_HALF = re.compile(
    r"(?:^|(?<!\w)(?:bắt đầu|lúc|từ|tới|đến|vào|là|thôi|khoảng|tầm|phải|chốt|vẫn|được|thế|vậy|thì)[ ,]+|, )"
    r"(?P<hour>\d{1,2}|mười một|mười hai|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) rưỡi"
    r"(?! (?:triệu|tỷ|tỉ|tiếng|tháng|năm|ngày|tuần|phân|phần|mét|cân|ký|lít|giờ đồng hồ|đồng|trăm|nghìn|ngàn))(?!\w)"
)
"""Half past an hour, the word hour left out: "bắt đầu ba rưỡi", "Một rưỡi, phòng khánh tiết"."""
_RANGE_BEFORE = re.compile(r"(?:rưỡi|giờ|sáng|chiều|tối) (?:tới|đến) $")
"""Before the hour at which something ends."""
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm|khuya|morning|noon|afternoon|evening|night|midnight|[ap]\.?m\.?)(?!\w)"
)
_EARLIEST = 7
"""Without a part of the day half past one … six is in the afternoon, half past seven … twelve before noon."""
_EITHER_HALF = range(5, 10)
"""Clock hours at which people gather in the morning as well as in the evening."""
_NEAR = 10
"""Sentences over which the half of the day is remembered."""


@dataclass(frozen=True, slots=True)
class SaidHour:
    """``kind`` tells how the hour was told; ``of_day`` is the day that was named with it.

    ``told`` is whether the half of the day was said.
    """

    value: datetime
    sentence: int
    begin: int
    phrase: str
    kind: str
    of_day: date | None = None
    when: When | None = None
    told: bool = False


def said_hours(reach: Sequence[Sentence], reading: Reading) -> list[SaidHour]:
    """In the order in which they were said; an hour that may be of either half of the day is given twice."""
    found: list[SaidHour] = []
    for sentence in reach:
        found += sorted([*_clocks(sentence), *_halves(sentence, reading)], key=lambda hour: hour.begin)
    told = [hour for hour in found if hour.told]
    found = [_as_told(hour, told) for hour in found]
    return [*found, *_other_halves(found)]


def _as_told(hour: SaidHour, told: Sequence[SaidHour]) -> SaidHour:
    """A clock hour in the half of the day that was told with it nearby ("sáu giờ tối" – "vậy sáu giờ")."""
    if hour.told:
        return hour
    same = [t for t in told if t.value.minute == hour.value.minute and (t.value.hour - hour.value.hour) % 12 == 0]
    near = [t for t in same if abs(t.sentence - hour.sentence) <= _NEAR]
    if not near:
        return hour
    nearest = min(near, key=lambda t: (abs(t.sentence - hour.sentence), -t.sentence))
    return replace(hour, value=hour.value.replace(hour=nearest.value.hour), told=True)


def _clocks(sentence: Sentence) -> Iterable[SaidHour]:
    for when in sentence.whens:
        if not says_hour(when) or when.start is None or when.open == "before":
            continue
        later = when.start.hour < 12 and is_later_half(sentence, when)
        value = when.start.replace(hour=when.start.hour + 12) if later else when.start
        told = later or _PART_OF_DAY.search(when.phrase.lower()) is not None
        clock = re.search(r"\d|giờ|rưỡi|o'clock|half|quarter|:|(?<!\w)(?:at|[ap]m)(?!\w)", when.phrase.lower())
        kind = "part" if told and clock is None else "clock"
        yield SaidHour(
            value,
            sentence.index,
            when.begin,
            when.phrase,
            kind,
            when.start.date() if says_day(when) else None,
            when,
            told=told or (value.hour > 12 and re.search(r"1[3-9]|2[0-3]", when.phrase) is not None),
        )


def _halves(sentence: Sentence, reading: Reading) -> Iterable[SaidHour]:
    for match in _HALF.finditer(sentence.low):
        begin = match.start("hour")
        if any(when.begin < match.end() and begin < when.stop for when in sentence.whens):
            continue
        if _RANGE_BEFORE.search(sentence.low[:begin]):
            continue
        hour = int(match["hour"]) if match["hour"].isdigit() else _HOURS[match["hour"]]
        if not 1 <= hour <= 12:
            continue
        clock = hour + 12 if hour < _EARLIEST else hour
        value = reading.reference.replace(hour=clock, minute=30, second=0, microsecond=0)
        yield SaidHour(value, sentence.index, begin, sentence.text[begin : match.end()], "half")


_HOURS = {word: number for word, number in NUMBERS.items() if 1 <= number <= 10} | {"mười một": 11, "mười hai": 12}


def _other_halves(found: Sequence[SaidHour]) -> Iterable[SaidHour]:
    """A clock hour in the other half of the day, where both are likely."""
    for hour in found:
        if not hour.told and hour.kind != "part" and hour.value.hour % 12 in _EITHER_HALF:
            yield replace(hour, value=hour.value.replace(hour=(hour.value.hour + 12) % 24), kind="other_half")
