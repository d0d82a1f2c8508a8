"""The feed as calendar programs read it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from models.agenda import CalendarEvent, Task
from models.errors import UserError
from scheduling.ical import check_item, render_calendar
from tests.scheduling.rfc5545 import moment_of, read_strictly

GOLDEN = Path(__file__).parents[1] / "golden"
ZONE = "Asia/Ho_Chi_Minh"
HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 3, 12, 3, 0, 5, 250_000, tzinfo=UTC)

TASK = Task("t1", "uid-1", "Gửi bảng số liệu cho chị Thu", ("Mạc Hải",), date(2026, 3, 20), ZONE, NOW, NOW)
EVENT = CalendarEvent(
    "e1", "uid-2", "Họp lại", datetime(2026, 3, 23, 8, tzinfo=HANOI), None, ZONE, NOW, NOW, place="phòng 2"
)


def events_of(*items: Task | CalendarEvent) -> list[Any]:
    return list(Calendar.from_ical(render_calendar(items, "Lịch")).events)


@pytest.mark.parametrize(
    ("golden", "items"),
    [
        ("empty.ics", ()),
        (
            "deadlines.ics",
            (
                TASK,
                replace(TASK, uid="uid-3", due=datetime(2026, 3, 20, 17, tzinfo=HANOI)),
                replace(TASK, uid="uid-4", due=datetime(2026, 3, 21, tzinfo=HANOI), owners=()),
                replace(TASK, uid="uid-5", status="done", sequence=1),
                replace(TASK, uid="uid-6", due=None),
            ),
        ),
        (
            "meetings.ics",
            (
                EVENT,
                replace(
                    EVENT,
                    uid="uid-3",
                    title="Hội nghị sơ kết công tác quý I; triển khai nhiệm vụ quý II, năm 2026 – toàn cơ quan",
                    start=date(2026, 3, 30),
                    participants=("Lý Thu", "Phòng Tổng hợp"),
                ),
                replace(EVENT, uid="uid-4", status="cancelled", sequence=2),
                replace(
                    EVENT,
                    uid="uid-5",
                    title="Giao ban tuần",
                    end=datetime(2026, 3, 23, 9, 30, tzinfo=HANOI),
                    rrule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601",
                ),
            ),
        ),
    ],
)
def test_the_feed_is_byte_for_byte_what_was_read_and_approved(
    golden: str, items: Sequence[Task | CalendarEvent]
) -> None:
    assert render_calendar(items, "Lịch của Phòng Tổng hợp").decode() == (GOLDEN / golden).read_bytes().decode()


def test_equal_items_in_any_order_give_equal_bytes() -> None:
    assert render_calendar([TASK, EVENT], "Lịch") == render_calendar([EVENT, TASK], "Lịch")


def test_an_hour_is_written_on_the_clocks_of_the_items_zone_under_its_new_name() -> None:
    body = render_calendar([replace(EVENT, zone="Asia/Saigon", start=datetime(2026, 3, 23, 1, tzinfo=UTC))], "Lịch")
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260323T080000" in body
    assert b"Saigon" not in body


def test_each_zone_in_use_is_defined_once() -> None:
    body = render_calendar([EVENT, replace(EVENT, uid="uid-3", zone="Europe/Berlin")], "Lịch")
    assert body.count(b"BEGIN:VTIMEZONE") == 2
    assert body.count(b"TZID:Europe/Berlin") == 1


def test_a_calendar_of_whole_days_needs_no_zone() -> None:
    assert b"VTIMEZONE" not in render_calendar([TASK], "Lịch")


def test_utc_needs_no_zone_either() -> None:
    body = render_calendar([replace(EVENT, zone="UTC")], "Lịch")
    assert b"DTSTART:20260323T010000Z" in body
    assert b"VTIMEZONE" not in body


@pytest.mark.parametrize("due", [date(2026, 12, 31), date(2028, 2, 29)])
def test_a_deadline_ends_with_its_own_day(due: date) -> None:
    (event,) = events_of(replace(TASK, due=due))
    assert (event.start, event.end, event["TRANSP"]) == (due, due + timedelta(days=1), "TRANSPARENT")


def test_the_last_moment_of_a_rule_is_utc_when_the_start_has_an_hour() -> None:
    body = render_calendar([replace(EVENT, rrule="FREQ=WEEKLY;UNTIL=20260601T080000")], "Lịch")
    assert b"UNTIL=20260601T010000Z" in body


def test_the_last_moment_of_a_rule_is_a_date_when_the_start_is_one() -> None:
    event = replace(EVENT, start=date(2026, 3, 23), rrule="RRULE:FREQ=WEEKLY;UNTIL=20260601T080000Z")
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20260601\r\n" in render_calendar([event], "Lịch")


@pytest.mark.parametrize(
    "bad",
    [
        replace(EVENT, uid="bad", start=datetime(2026, 3, 23, 8)),  # noqa: DTZ001 – the defect under test
        replace(EVENT, uid="bad", zone="Mars/Olympus"),
        replace(EVENT, uid="bad", rrule="every Monday"),
        replace(EVENT, uid="bad", rrule="INTERVAL=2"),
        replace(EVENT, uid="bad", rrule="FREQ=DAILY;COUNT=0"),
        replace(EVENT, uid="bad", rrule="FREQ=WEEKLY;INTERVAL=0"),
        replace(EVENT, uid="bad", end=date(2026, 3, 24)),
        replace(EVENT, uid="bad", end=EVENT.start),
        replace(EVENT, uid=" "),
        replace(TASK, uid="bad", due=datetime.max.replace(tzinfo=UTC)),
        replace(EVENT, uid="bad", start=datetime(9999, 12, 31, 8, tzinfo=HANOI)),
        replace(EVENT, uid="bad", start=datetime(1, 1, 2, tzinfo=HANOI)),
        replace(EVENT, uid="bad", start=date(9999, 12, 31)),
    ],
)
def test_an_impossible_item_is_left_out_and_logged(
    bad: Task | CalendarEvent, caplog: pytest.LogCaptureFixture
) -> None:
    assert [event["UID"] for event in events_of(TASK, bad)] == ["uid-1"]
    assert "left out of the calendar" in caplog.text
    with pytest.raises(UserError, match=r"agenda\.unwritable"):
        check_item(bad)


def test_a_possible_item_passes_the_check() -> None:
    check_item(EVENT)
    check_item(replace(TASK, due=None))


def test_no_address_of_anybody_is_written() -> None:
    body = render_calendar([replace(EVENT, participants=("Lý Thu",)), TASK], "Lịch")
    assert b"ATTENDEE" not in body
    assert b"ORGANIZER" not in body
    assert b"mailto" not in body.lower()


def test_decomposed_letters_are_composed() -> None:
    assert "Họp".encode() in render_calendar([replace(EVENT, title="Ho\u0323p")], "Lịch")


@pytest.mark.parametrize("offset", range(75))
def test_no_letter_is_cut_by_folding(offset: int) -> None:
    title = "x" * offset + "ẵộ🎉" * 60
    body = render_calendar([replace(EVENT, title=title)], "Lịch")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert events_of(replace(EVENT, title=title))[0]["SUMMARY"] == title


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a;b,c\\d", "a;b,c\\d"),
        ("C:\\New\\nam", "C:\\New\\nam"),
        ("one\r\nEND:VEVENT\r\nBEGIN:VALARM", "one  END:VEVENT  BEGIN:VALARM"),
        ("bell\x07 and \x00 nothing\u2028more", "bell  and   nothing more"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ('"quoted" : colon', '"quoted" : colon'),
    ],
)
def test_hostile_words_stay_words(written: str, read: str) -> None:
    (event,) = events_of(replace(EVENT, title=written, place=written))
    assert (event["SUMMARY"], event["LOCATION"]) == (read, read)
    assert calendar_names(written) == calendar_names(read)


def test_the_name_of_the_calendar_is_escaped() -> None:
    assert calendar_names("a;b,c\\N") == ["a\\;b\\,c\\\\N"] * 2


def calendar_names(name: str) -> list[str]:
    lines = render_calendar([], name).decode().split("\r\n")
    return [line.split(":", 1)[1] for line in lines if line.startswith(("NAME:", "X-WR-CALNAME:"))]


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 – bounds
    lambda moment: moment.replace(microsecond=0)
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), max_codepoint=0x2FFF)).map(
    lambda words: " ".join(words.split())
)


@settings(deadline=None)
@given(
    title=WORDS,
    place=st.none() | WORDS,
    start=MOMENTS,
    minutes=st.integers(1, 10_000),
    sequence=st.integers(0, 1000),
    cancelled=st.booleans(),
)
def test_rendering_then_reading_gives_the_event_back(
    title: str, place: str | None, start: datetime, minutes: int, sequence: int, cancelled: bool
) -> None:
    item = replace(
        EVENT,
        title=title,
        place=place,
        start=start,
        end=start + timedelta(minutes=minutes),
        sequence=sequence,
        status="cancelled" if cancelled else "confirmed",
    )
    (event,) = events_of(item)
    said = unicodedata.normalize("NFC", title)
    assert event["SUMMARY"] == ("HUỶ: " + said if cancelled else said).strip()
    assert event.get("LOCATION", "") == unicodedata.normalize("NFC", place or "")
    assert (event.start, event.end, event["SEQUENCE"]) == (item.start, item.end, sequence)
    assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW.replace(microsecond=0)


BERLIN = "Europe/Berlin"
WEEKLY = replace(EVENT, uid="w", zone=BERLIN, rrule="FREQ=WEEKLY")


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 12, tzinfo=UTC),
        datetime(2026, 10, 25, 2, tzinfo=UTC),
        datetime(2026, 12, 1, 12, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("zone", [BERLIN, "Asia/Saigon", "America/New_York", "Asia/Kathmandu", "UTC"])
def test_the_calendars_own_zone_gives_the_moment_back(start: datetime, zone: str) -> None:
    """A program that knows no zones by name goes by VTIMEZONE alone."""
    calendar = read_strictly(render_calendar([replace(EVENT, start=start, zone=zone)], "Lịch"))
    (event,) = [part for part in calendar.parts if part.name == "VEVENT"]
    written = event.get("DTSTART")
    assert written is not None
    assert moment_of(calendar, *written) == start


@pytest.mark.parametrize(("local", "utc"), [("20330701T090000", 7), ("20330110T090000", 8)])
def test_a_meeting_that_repeats_for_years_keeps_to_summer_time(local: str, utc: int) -> None:
    calendar = read_strictly(render_calendar([WEEKLY], "Lịch"))
    assert moment_of(calendar, f";TZID={BERLIN}", local).hour == utc


@pytest.mark.parametrize(
    "until", ["20260601", "20260601T080000", "20260601T010000Z", "20260601T235959Z", "20270101T000000"]
)
@pytest.mark.parametrize("start", [EVENT.start, date(2026, 3, 23)])
@pytest.mark.parametrize("zone", [ZONE, BERLIN, "UTC"])
def test_a_strict_reader_accepts_every_form_of_until(until: str, start: date, zone: str) -> None:
    read_strictly(
        render_calendar([replace(EVENT, start=start, zone=zone, rrule=f"FREQ=DAILY;UNTIL={until}")], "Lịch")
    )


@settings(deadline=None)
@given(title=st.text(max_size=200), place=st.none() | st.text(max_size=200), name=st.text(max_size=100))
def test_a_strict_reader_accepts_whatever_words_are_said(title: str, place: str | None, name: str) -> None:
    event = replace(EVENT, title=title, place=place, participants=(title, name))
    days = replace(event, uid="uid-3", start=date(2026, 12, 30), end=date(2027, 1, 2))
    task = replace(TASK, text=title, owners=(name, title), due=datetime(2026, 3, 21, tzinfo=HANOI))
    read_strictly(render_calendar([event, days, task], name))


@pytest.mark.parametrize("golden", ["empty.ics", "deadlines.ics", "meetings.ics"])
def test_a_strict_reader_accepts_the_approved_feeds(golden: str) -> None:
    read_strictly((GOLDEN / golden).read_bytes())
