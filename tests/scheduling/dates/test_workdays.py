from datetime import date

import pytest

from scheduling.dates.lunar import LAST_DAY, solar_date
from scheduling.dates.workdays import is_workday, shift_workdays, tet_holiday


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 5, 14), 3, date(2026, 5, 19)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 8, 31), 1, date(2026, 9, 3)),
        (date(2026, 5, 18), -1, date(2026, 5, 15)),
    ],
)
def test_working_days_skip_weekends_and_public_holidays(start: date, count: int, expected: date) -> None:
    assert shift_workdays(start, count) == expected


def test_a_day_off_that_only_moves_a_working_day_counts_as_a_working_day() -> None:
    assert is_workday(date(2026, 8, 31))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [(2025, date(2025, 1, 25), date(2025, 2, 2)), (2026, date(2026, 2, 14), date(2026, 2, 22))],
)
def test_the_days_off_at_tet_are_the_official_ones(year: int, first: date, last: date) -> None:
    assert tet_holiday(year) == (first, last)


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (1, 1, 2026, date(2026, 2, 17)),
        (15, 7, 2026, date(2026, 8, 27)),
        (23, 12, 2025, date(2026, 2, 10)),
        (10, 3, 2026, date(2026, 4, 26)),
        (LAST_DAY, 1, 2026, date(2026, 3, 18)),
        (30, 1, 2026, date(2026, 3, 18)),
        (30, 2, 2026, None),
    ],
)
def test_lunar_days_become_civil_days(day: int, month: int, year: int, expected: date | None) -> None:
    assert solar_date(day, month, year) == expected
