"""Named days: worked values from printed calendars, and every name of the tables has a date."""

from datetime import date, datetime

import pytest

from scheduling.dates import find_dates
from scheduling.dates.feasts import feast_dates, orthodox_easter, western_easter
from scheduling.languages.en.observances import observances, spellings


def days(text: str, at: str = "2026-06-16T08:00:00+00:00") -> list[tuple[str, str]]:
    """First day and the day after the last."""
    found = find_dates(text, reference=datetime.fromisoformat(at), zone="UTC", language="en")
    return [(str(when.start)[:10], str(when.end)[:10]) for when in found]


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2000, date(2000, 4, 23), date(2000, 4, 30)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
    ],
)
def test_easter_of_both_churches(year: int, western: date, orthodox: date) -> None:
    assert western_easter(year) == western
    assert orthodox_easter(year) == orthodox


@pytest.mark.parametrize(
    ("phrase", "first", "after"),
    [
        ("Thanksgiving", "2026-11-26", "2026-11-27"),
        ("Black Friday", "2026-11-27", "2026-11-28"),
        ("cyber monday 2027", "2027-11-29", "2027-11-30"),
        ("Memorial Day 2027", "2027-05-31", "2027-06-01"),
        ("Labor Day", "2026-09-07", "2026-09-08"),
        ("last Mother’s Day", "2026-05-10", "2026-05-11"),
        ("Fathers day", "2026-06-21", "2026-06-22"),
        ("MLK day", "2027-01-18", "2027-01-19"),
        ("the Good Friday of 2027", "2027-03-26", "2027-03-27"),
        ("Orthodox Easter 2027", "2027-05-02", "2027-05-03"),
        ("Whit Monday 2025", "2025-06-09", "2025-06-10"),
        ("Diwali", "2026-11-08", "2026-11-09"),
        ("Ramadan 2027", "2027-02-08", "2027-03-10"),
        ("Eid al-Fitr 2026", "2026-03-20", "2026-03-21"),
        ("Hanukkah", "2026-12-04", "2026-12-13"),
        ("Passover 2027", "2027-04-21", "2027-04-30"),
        ("Yom Kippur", "2026-09-20", "2026-09-22"),
        ("Vesak 2024", "2024-05-22", "2024-05-23"),
        ("Boss's Day 2027", "2027-10-15", "2027-10-16"),
        ("Human Rights Day in 3 years", "2029-12-10", "2029-12-11"),
        ("before Christmas Eve", "2026-12-24", "2026-12-24"),
    ],
)
def test_a_feast_is_found_on_its_day(phrase: str, first: str, after: str) -> None:
    assert days(phrase) == [(first, after)]


def test_earth_hour_has_its_hour() -> None:
    (when,) = find_dates(
        "Earth Hour 2027", reference=datetime.fromisoformat("2026-06-16T08:00:00+00:00"), zone="UTC", language="en"
    )
    assert str(when.start) == "2027-03-20 20:30:00+00:00"
    assert str(when.end) == "2027-03-20 21:30:00+00:00"


def test_every_name_has_a_day_within_a_year() -> None:
    missing = [name for name in observances() if not days(f"until {name} 2027") and not days(f"on {name}")]
    assert missing == []


def test_a_year_beyond_the_tables_is_marked_not_guessed() -> None:
    assert feast_dates("hindu", "DIWALI", 2300) == ()
    (when,) = find_dates(
        "Diwali 2300", reference=datetime.fromisoformat("2026-06-16T08:00:00+00:00"), zone="UTC", language="en"
    )
    assert (when.start, when.doubt) == (None, "date.impossible")


def test_a_name_is_known_without_its_marks() -> None:
    assert set(spellings("mid-autumn lovers' day")) >= {
        "mid - autumn lovers ' day",
        "mid autumn lovers day",
        "mid autumn lover day",
        "mid - autumn lovers ’ day",
    }


@pytest.mark.parametrize(
    ("phrase", "first", "after"),
    [
        ("this season", "2026-03-20", "2026-06-21"),
        ("next season", "2026-06-21", "2026-09-23"),
        ("last season", "2025-12-21", "2026-03-20"),
        ("this winter", "2026-12-21", "2027-03-21"),
    ],
)
def test_seasons(phrase: str, first: str, after: str) -> None:
    assert days(phrase) == [(first, after)]
