"""Gatherings: fixed, moved, recurring; and what is none."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.findings import Findings, PlannedMeeting

Converse = Callable[..., Findings]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def meetings(findings: Findings) -> list[PlannedMeeting]:
    return [item for item in findings.items if isinstance(item, PlannedMeeting)]


def test_day_hour_place_and_length(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            ("Diệp An", "Mình họp rút kinh nghiệm lúc 9 giờ sáng thứ ba tuần sau, phòng họp tầng 2, chừng 45 phút.")
        )
    )
    assert meeting.text == "Họp rút kinh nghiệm"
    assert meeting.start == datetime(2026, 10, 13, 9, 0, tzinfo=ZONE)
    assert meeting.end == datetime(2026, 10, 13, 9, 45, tzinfo=ZONE)
    assert meeting.place == "phòng họp tầng 2"


def test_a_meeting_that_is_moved_is_one_meeting_with_the_last_day(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            ("Diệp An", "Tổng duyệt lúc 18 giờ thứ bảy, ngày 10 tháng 10, tại hội trường lớn."),
            ("Lộc Mai", "Tối thứ bảy hội trường có tiệc cưới rồi."),
            ("Diệp An", "Vậy lùi sang chủ nhật, 11 tháng 10, giờ giữ nguyên."),
        )
    )
    assert meeting.start == datetime(2026, 10, 11, 18, 0, tzinfo=ZONE)
    assert [evidence.utterance for evidence in meeting.evidence] == ["u1", "u3"]


def test_a_weekly_series_begins_when_said(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(("Diệp An", "Bắt đầu từ tuần sau, sáng thứ hai hằng tuần giao ban lúc 7 giờ 30 ở phòng số 2."))
    )
    assert meeting.start == datetime(2026, 10, 12, 7, 30, tzinfo=ZONE)
    assert meeting.rrule == "FREQ=WEEKLY;BYDAY=MO"


def test_a_visit_asked_for_and_answered(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            ("Diệp An", "Thanh tra sở xuống kiểm tra ngày nào?"),
            ("Lộc Mai", "Dạ, 9 giờ sáng thứ ba tuần sau, tại phòng họp A."),
        )
    )
    assert meeting.start == datetime(2026, 10, 13, 9, 0, tzinfo=ZONE)
    assert meeting.place == "phòng họp A"


def test_english_with_a_day_only(converse: Converse) -> None:
    (meeting,) = meetings(converse(("Greta", "Let's meet again on Monday, November 9."), language="en"))
    assert meeting.start == date(2026, 11, 9)


@pytest.mark.parametrize(
    "said",
    [
        "Hội nghị tuần trước đông lắm, hội trường không đủ ghế.",
        "Phòng họp tầng 2 ngày mai người ta sơn lại.",
        "Báo cáo phải nộp trước 17 giờ thứ sáu.",
        "Họp hoài mệt quá.",
    ],
)
def test_past_events_rooms_and_deadlines_are_no_meetings(converse: Converse, said: str) -> None:
    assert meetings(converse(("Diệp An", said))) == []
