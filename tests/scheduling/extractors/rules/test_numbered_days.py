"""Weekdays and parts of the day with the bare number of the day."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from scheduling.dates import find_dates
from scheduling.extractors.rules.numbered_days import number_weekdays

ZONE = "Asia/Ho_Chi_Minh"
REFERENCE = datetime(2026, 9, 7, 8, 0, tzinfo=ZoneInfo(ZONE))


def read(text: str) -> list[tuple[str, str]]:
    find = partial(find_dates, reference=REFERENCE, zone=ZONE, language="vi")
    whens = number_weekdays(text, text.lower(), find, REFERENCE)
    assert all(text[when.begin : when.stop] == when.phrase for when in whens)
    return [(when.phrase, f"{when.start:%d/%m %H:%M}") for when in whens if when.start is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dời qua thứ bảy 19 nhé", [("qua thứ bảy 19", "19/09 00:00")]),
        ("dời qua thứ bảy mười chín giờ giấc như cũ", [("qua thứ bảy mười chín", "19/09 00:00")]),
        ("chiều thứ bảy mười chín một rưỡi", [("chiều thứ bảy mười chín một rưỡi", "19/09 13:30")]),
        ("16, thứ tư nộp", [("16, thứ tư", "16/09 00:00")]),
        ("14 giờ thứ sáu 18, phòng 3", [("14 giờ thứ sáu 18", "18/09 14:00")]),
        ("thứ sáu 25/9 nộp", [("thứ sáu 25/9", "25/09 00:00")]),
        ("chiều hai bảy hai giờ phòng họp", [("chiều hai bảy hai giờ", "27/09 14:00")]),
        ("tối hai mốt tám giờ", [("tối hai mốt tám giờ", "21/09 20:00")]),
        ("tối hai mươi tám giờ gặp", [("tối hai mươi tám giờ", "20/09 20:00")]),
        ("chiều 27 hai giờ", [("chiều 27 hai giờ", "27/09 14:00")]),
        ("chiều mười hai người tới", [("chiều", "07/09 12:00")]),
        ("sáng 15 phút thôi", [("sáng", "07/09 04:00")]),
        ("chiều hai giờ họp", [("chiều hai giờ", "07/09 14:00")]),
        ("thứ sáu 20 người đi", [("thứ sáu", "11/09 00:00")]),
        ("thứ bảy mười chín giờ họp", [("thứ bảy mười chín giờ", "12/09 19:00")]),
        ("thứ ba 16 nộp", [("thứ ba", "08/09 00:00")]),
    ],
)
def test_the_number_counts_where_it_falls_on_that_weekday(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found
