"""Days told by their bare number beside a weekday or a part of the day: "thứ năm 25", "16, thứ ba", "tối hai mốt"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.when import When

_DAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_UNITS = r"(?:mốt|một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|tám|chín)"
_NUMBER = rf"(?:\d{{1,2}}|(?:mùng|mồng) \w+|(?:hăm|hai mươi|ba mươi|mười)(?: {_UNITS})?|hai {_UNITS})"
_AFTER = re.compile(
    rf"(?<!\w)(?P<day>{_DAY})(?: tuần (?:này|sau|tới))?,?\s(?:ngày |là |tức )?(?P<number>{_NUMBER})(?!\w)"
)
_BEFORE = re.compile(rf"(?<!\w)(?:ngày )?(?P<number>{_NUMBER})\s*,?\s(?:là |tức |tức là )?(?P<day>{_DAY})(?!\w)")
_PART = re.compile(
    rf"(?<!\w)(?P<part>sáng|trưa|chiều|tối|đêm)\s(?:ngày |hôm )?"
    rf"(?P<number>(?:hăm|hai mươi|ba mươi|mười) {_UNITS}|hai {_UNITS}|ba (?:mươi|mốt)|1[3-9]|2\d|3[01])(?!\w)"
)
"""A part of the day and the number of the day: "chiều hai bảy hai giờ", "tối hai mốt"."""
_NO_DAY = re.compile(
    r"\s?(?:rưỡi|kém|mươi|trăm|tiếng|ngày|tháng|năm(?! giờ)|tuần|nghìn|ngàn|cái|em|anh|chị|nhà|hộ)(?!\w)"
)
"""After the number: then it counts something."""
_GOES_ON = re.compile(
    r"\s?(?:[/.:-]\s?\d|h\d|giờ(?! giấc)|phút|tháng \S|%|(?:\w+ )?(?:người|đồng|triệu|suất|bộ|cái))"
)
"""After the number: then it is an hour, an amount or a date in full."""
_HALF_PAST = re.compile(r" rưỡi(?!\w)")
"""After it the last words of the number are an hour: "thứ bảy hai mươi, một rưỡi"."""
_MONTHS_AHEAD = 3

FindDates = Callable[[str], tuple[When, ...]]


@dataclass(frozen=True, slots=True)
class _Written:
    """``[begin, stop)`` of the text, and the date in full that it stands for."""

    begin: int
    stop: int
    date: str


def number_weekdays(text: str, low: str, find: FindDates, reference: datetime) -> tuple[When, ...]:
    """The dates of ``text``, weekdays being those that bear the number beside them, where there are such."""
    spans = list(_written(low, find, reference))
    if not spans:
        return find(text)
    written, at = "", 0
    places: list[int] = []
    for span in spans:
        places += [*range(at, span.begin), *[span.begin] * len(span.date)]
        written += text[at : span.begin] + span.date
        at = span.stop
    places += [*range(at, len(text)), len(text)]
    written += text[at:]
    ends = {span.begin: span.stop for span in spans}
    return tuple(_as_said(when, text, places, ends) for when in find(written))


def _as_said(when: When, text: str, places: list[int], ends: dict[int, int]) -> When:
    begin, last = places[when.begin], places[when.stop - 1]
    stop = ends.get(last, last + 1)
    return replace(when, begin=begin, stop=stop, phrase=text[begin:stop])


def _written(low: str, find: FindDates, reference: datetime) -> Iterable[_Written]:
    at = 0
    while at < len(low):
        said = min(
            (match for match in (_AFTER.search(low, at), _BEFORE.search(low, at), _PART.search(low, at)) if match),
            key=lambda match: match.start(),
            default=None,
        )
        if said is None:
            return
        in_full = _of_part if said.re is _PART else _in_full
        span = in_full(said, low, find, reference)
        if span is not None:
            yield span
        at = span.stop if span is not None else said.start() + 1


def _in_full(said: re.Match[str], low: str, find: FindDates, reference: datetime) -> _Written | None:
    """The next day that bears the number, or its first words ("hai mươi | một rưỡi"), if it is that weekday."""
    weekday = next((when.start.weekday() for when in find(said["day"]) if when.start is not None), None)
    words = said["number"].split()
    follows = said.end("number") == said.end()
    for count in range(len(words), 0 if follows else len(words) - 1, -1):
        number = " ".join(words[:count])
        stop = said.start("number") + len(number) if follows else said.end()
        if follows and _GOES_ON.match(low, stop):
            continue
        if count < len(words) and _HALF_PAST.match(low, said.end()) is None:
            return None
        for ahead in range(_MONTHS_AHEAD):
            month = (reference.month - 1 + ahead) % 12 + 1
            year = reference.year + (reference.month - 1 + ahead) // 12
            date = f"ngày {number} tháng {month} năm {year}"
            found = find(date)
            day = found[0].start if len(found) == 1 and found[0].doubt is None else None
            if day is None or day < reference.replace(hour=0, minute=0):
                continue
            if day.weekday() == weekday:
                return _Written(said.start(), stop, date)
    return None


def _of_part(said: re.Match[str], low: str, find: FindDates, reference: datetime) -> _Written | None:
    """The next day that bears the number; of "hai mươi tám giờ" it is the twentieth, at eight."""
    words = said["number"].split()
    stop = said.end("number")
    if low.startswith(" giờ", stop) and len(words) > 2:
        stop -= len(words.pop()) + 1
    elif _GOES_ON.match(low, stop) or _NO_DAY.match(low, stop):
        return None
    number = " ".join(words)
    for ahead in range(_MONTHS_AHEAD):
        month = (reference.month - 1 + ahead) % 12 + 1
        year = reference.year + (reference.month - 1 + ahead) // 12
        date = f"ngày {number} tháng {month} năm {year}"
        found = find(date)
        day = found[0].start if len(found) == 1 and found[0].doubt is None else None
        if day is not None and day >= reference.replace(hour=0, minute=0):
            return _Written(said.start("number"), stop, date)
    return None
