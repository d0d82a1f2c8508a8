"""Weekdays said together with the bare number of the day: "thứ năm 25", "16, thứ ba", "thứ hai mười tám"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from models.when import When

_WEEKDAY = re.compile(r"(?:sáng |trưa |chiều |tối )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)")
_NUMBER = (
    r"\d{1,2}|(?:mùng|mồng) \w+|"
    r"(?:hăm|hai mươi|ba mươi|mười)(?: (?:mốt|một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|tám|chín))?"
)
_AFTER = re.compile(
    rf"\s*,?\s*(?:ngày |là )?(?P<number>{_NUMBER})"
    r"(?=\s*(?:$|[.,;!?]|tháng này|nhé|nha|nghe|ạ|em|anh|tôi|thì))"
)
_BEFORE = re.compile(rf"(?:^|[.,;]\s*|\s|ngày )(?P<number>{_NUMBER})\s*,?\s*(?:là |tức |tức là )?$")
_MONTHS_AHEAD = 3

FindDates = Callable[[str], tuple[When, ...]]


def number_weekdays(low: str, whens: tuple[When, ...], find: FindDates, reference: datetime) -> tuple[When, ...]:
    """``whens`` with weekdays moved to the next such day that bears the number beside them, where there is one."""
    return tuple(_numbered(low, when, find, reference) if _bare(when) else when for when in whens)


def _bare(when: When) -> bool:
    return _WEEKDAY.fullmatch(when.phrase.strip().lower()) is not None and when.rrule is None


def _numbered(low: str, when: When, find: FindDates, reference: datetime) -> When:
    after, before = _AFTER.match(low, when.stop), _BEFORE.search(low[: when.begin])
    said = after or before
    if said is None or when.start is None:
        return when
    for ahead in range(_MONTHS_AHEAD):
        month = (reference.month - 1 + ahead) % 12 + 1
        year = reference.year + (reference.month - 1 + ahead) // 12
        found = find(f"ngày {said['number']} tháng {month} năm {year}")
        day = found[0] if len(found) == 1 and found[0].doubt is None else None
        if day is None or day.start is None or day.start < reference.replace(hour=0, minute=0):
            continue
        if day.start.weekday() == when.start.weekday():
            stop = after.end() if after else when.stop
            begin = when.begin if after else said.start("number")
            return replace(day, begin=begin, stop=stop, phrase=low[begin:stop])
    return when
