"""Times and voices as people write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.web.wording import clock, moment, voice


def test_a_clock_shows_hours_only_when_there_are_any() -> None:
    assert [clock(ms) for ms in (0, 999, 83_000, 3_599_999, 3_600_000, 36_061_000)] == [
        "0:00",
        "0:00",
        "1:23",
        "59:59",
        "1:00:00",
        "10:01:01",
    ]


def test_a_day_is_a_day_and_an_hour_an_hour() -> None:
    at_eight = datetime(2026, 3, 12, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert moment(date(2026, 3, 12), "vi") == "Thứ Năm 12/3/2026"
    assert moment(at_eight, "vi") == "08:00 Thứ Năm 12/3/2026"
    assert moment(at_eight, "en") == "Thu 12/3/2026, 08:00"


def test_a_voice_is_a_name_or_a_number() -> None:
    assert voice("SPEAKER_00", "vi") == "Người nói 1"
    assert voice("SPEAKER_11", "en") == "Speaker 12"
    assert voice("Lý Thu", "en") == "Lý Thu"
    assert voice(None, "en") == "Speaker not known"
