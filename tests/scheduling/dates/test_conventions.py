"""The conventions of minutes: what a phrase means as a deadline, and as a start."""

from datetime import date, datetime

import pytest

from scheduling.dates import due_value, find_dates, start_value

ZONE = "Asia/Ho_Chi_Minh"


def due(text: str, reference: str, language: str = "vi"):
    moment = datetime.fromisoformat(reference)
    (when,) = find_dates(text, reference=moment, zone=ZONE, language=language)
    return due_value(when, reference=moment)


def start(text: str, reference: str, language: str = "vi"):
    moment = datetime.fromisoformat(reference)
    (when,) = find_dates(text, reference=moment, zone=ZONE, language=language)
    return start_value(when, reference=moment)


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("trước Tết", "2026-01-28T16:00:00+07:00", date(2026, 2, 13)),
        ("ngay sau Tết", "2026-01-28T16:00:00+07:00", date(2026, 2, 23)),
        ("trước Tết", "2025-01-06T08:00:00+07:00", date(2025, 1, 24)),
        ("5 ngày làm việc", "2026-04-28T09:00:00+07:00", date(2026, 5, 7)),
        ("ba ngày làm việc", "2026-08-28T09:00:00+07:00", date(2026, 9, 4)),
        ("thứ sáu", "2026-08-14T09:00:00+07:00", date(2026, 8, 21)),
        ("cuối tuần", "2026-08-14T09:00:00+07:00", date(2026, 8, 14)),
        ("trước rằm tháng mười mười ngày", "2025-11-03T14:00:00+07:00", date(2025, 11, 24)),
        ("ngày 5", "2026-08-11T08:30:00+07:00", date(2026, 9, 5)),
        ("ngày 11", "2026-08-11T08:30:00+07:00", date(2026, 8, 11)),
        ("10/8", "2026-08-11T08:30:00+07:00", date(2027, 8, 10)),
        ("29 tháng 2", "2026-08-11T08:30:00+07:00", date(2028, 2, 29)),
        ("hết tháng Giêng âm lịch", "2026-01-13T10:30:00+07:00", date(2026, 3, 18)),
        ("trước tháng 9", "2026-08-11T08:30:00+07:00", date(2026, 8, 31)),
    ],
)
def test_a_deadline(text: str, reference: str, expected: date) -> None:
    assert due(text, reference) == expected


def test_after_tet_sets_no_deadline() -> None:
    assert due("sau Tết", "2026-01-28T16:00:00+07:00") is None


def test_the_weekend_begins_on_saturday_and_is_due_on_friday() -> None:
    assert start("cuối tuần sau", "2026-08-11T08:30:00+07:00") == date(2026, 8, 22)
    assert due("cuối tuần sau", "2026-08-11T08:30:00+07:00") == date(2026, 8, 21)


def test_the_middle_of_a_month_is_the_fifteenth() -> None:
    assert start("giữa tháng 9", "2026-08-11T08:30:00+07:00") == date(2026, 9, 15)
