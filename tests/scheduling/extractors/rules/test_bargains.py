"""Bargains over days and doers: which date and whose name stand at the end."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.directory import Person
from models.findings import ActionItem, Decision, Findings, PlannedMeeting

Converse = Callable[..., Findings]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

CHIEF = Person("Ông Thế Vinh", "Giám đốc", "Ban Giám đốc")
HAN = Person("Cù Ngọc Hân", "Chánh Văn phòng", "Văn phòng Tổng hợp")
TAM = Person("Ngụy Văn Tám", "Tổ trưởng", "Tổ Xe")
PEOPLE = (CHIEF, HAN, TAM)
UNITS = ("Ban Giám đốc", "Văn phòng Tổng hợp", "Tổ Xe")
V, H, T = CHIEF.name, HAN.name, TAM.name


def tasks(findings: Findings) -> list[ActionItem]:
    return [item for item in findings.items if isinstance(item, ActionItem)]


def meetings(findings: Findings) -> list[PlannedMeeting]:
    return [item for item in findings.items if isinstance(item, PlannedMeeting)]


def due(task: ActionItem) -> object:
    return task.due.value if task.due else None


def test_an_hour_said_alone_belongs_to_the_day_agreed(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "Chị Hân gửi tôi bản tổng hợp vào thứ năm."),
            (H, "Dạ, thứ năm em gửi."),
            (V, "Trước 15 giờ nhé."),
            people=PEOPLE,
        )
    )
    assert due(task) == datetime(2026, 10, 8, 15, 0, tzinfo=ZONE)


def test_a_date_said_again_in_fewer_words_does_not_change(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "Anh Tám sơn lại hai xe, xong trước rằm tháng chín âm lịch."),
            (T, "Dạ rằm hả anh."),
            (V, "Ừ, rằm đó."),
            people=PEOPLE,
        )
    )
    assert due(task) == date(2026, 10, 24)


def test_what_was_done_at_an_hour_gone_by_is_no_deadline(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "Please write the safety sheet by Friday."),
            (T, "Sure, I'll do that."),
            (H, "The last coach came in at three this morning."),
            people=PEOPLE,
            language="en",
        )
    )
    assert due(task) == date(2026, 10, 9)


def test_somebody_else_called_by_name_begins_another_matter(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "Chị Hân lập danh sách khách mời trước thứ năm."),
            (H, "Dạ vâng."),
            (V, "Anh Tám, xe đò mới sao rồi?"),
            (T, "Dạ cuối tháng mới có."),
            people=PEOPLE,
        )
    )
    assert due(task) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Chị Hân in tài liệu, xong trước hôm họp hai ngày.", date(2026, 10, 13)),
        ("Chị Hân in tài liệu, trước đó ba ngày đưa tôi xem.", date(2026, 10, 12)),
        ("Chị Hân in tài liệu, một tuần trước buổi đó phải có.", date(2026, 10, 8)),
    ],
)
def test_a_deadline_is_counted_back_from_the_gathering(order: str, expected: date, converse: Converse) -> None:
    found = converse(
        (V, "Hội nghị khách hàng lúc 8 giờ sáng thứ năm ngày 15 tháng 10, tại hội trường A."),
        (V, order),
        (H, "Dạ vâng."),
        people=PEOPLE,
    )
    assert [due(task) for task in tasks(found)] == [expected]


def test_a_deadline_is_counted_back_in_english(converse: Converse) -> None:
    found = converse(
        ("Ada Quist", "The workshop is on Thursday the fifteenth of October at nine, in room 4."),
        ("Ada Quist", "Ben, please print the handouts two days before that."),
        ("Ben Ode", "Okay, I will."),
        people=(Person("Ada Quist"), Person("Ben Ode")),
        language="en",
    )
    assert [(task.owners, due(task)) for task in tasks(found)] == [(("Ben Ode",), date(2026, 10, 13))]


def test_a_unit_called_by_its_head_word_owns_the_order(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "Văn phòng phát thư mời, mai phải xong."),
            (H, "Dạ em nhận."),
            people=PEOPLE,
            departments=UNITS,
        )
    )
    assert task.owners == ("Văn phòng Tổng hợp",)


def test_work_offered_in_a_question_stands_when_it_is_accepted(converse: Converse) -> None:
    people = (Person("Ada Quist"), Person("Ben Ode"))
    (task,) = tasks(
        converse(
            ("Ben Ode", "Should I translate the leaflet?"),
            ("Ada Quist", "Yes please, by Friday."),
            people=people,
            language="en",
        )
    )
    assert (task.owners, due(task)) == (("Ben Ode",), date(2026, 10, 9))
    refused = converse(
        ("Ben Ode", "Should I translate the leaflet?"),
        ("Ada Quist", "No, leave it."),
        people=people,
        language="en",
    )
    assert tasks(refused) == []


def test_a_name_that_is_a_number_does_not_eat_a_date(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            (V, "chị hân kiểm kê kho trước ngày hai mươi tám tháng mười"),
            (H, "dạ vâng"),
            people=PEOPLE,
        )
    )
    assert due(task) == date(2026, 10, 28)


def test_numbers_said_side_by_side_are_no_stammer(converse: Converse) -> None:
    (meeting,) = meetings(
        converse((V, "họp cổ đông sáng chủ nhật mười tám tháng mười mười giờ ở hội trường lớn"), people=PEOPLE)
    )
    assert meeting.start == datetime(2026, 10, 18, 10, 0, tzinfo=ZONE)


def test_a_weekday_with_the_number_of_its_day_is_that_day(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            (V, "Họp tổ xe lúc 9 giờ sáng thứ tư ngày 14 tháng 10, phòng 3."),
            (T, "14 em bận rồi anh."),
            (V, "Vậy 22, thứ năm, vẫn giờ ấy."),
            people=PEOPLE,
        )
    )
    assert meeting.start == datetime(2026, 10, 22, 9, 0, tzinfo=ZONE)


def test_an_hour_objected_to_gives_way_to_the_next(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            (T, "Lễ xuất quân 6 giờ sáng thứ bảy này, sân trụ sở."),
            (V, "Sớm quá, 7 giờ đi."),
            (T, "Dạ."),
            people=PEOPLE,
        )
    )
    assert meeting.start == datetime(2026, 10, 10, 7, 0, tzinfo=ZONE)


def test_a_visit_is_told_by_who_comes(converse: Converse) -> None:
    (meeting,) = meetings(
        converse(
            ("Ada Quist", "The jury comes on Wednesday the fourteenth at two in the afternoon, room 6."),
            ("Ben Ode", "The fourteenth is bad, the painters are here."),
            ("Ada Quist", "Then the sixteenth, same time."),
            language="en",
        )
    )
    assert meeting.text == "The jury comes"
    assert meeting.start == datetime(2026, 10, 16, 14, 0, tzinfo=ZONE)


def test_longer_opening_hours_are_a_rule_and_no_gathering(converse: Converse) -> None:
    found = converse(
        (T, "Bà con xin mình mở thêm buổi tối."),
        (H, "Tôi thấy nên làm."),
        (V, "Vậy chốt, từ thứ hai 12/10 quầy vé làm việc thêm đến 20 giờ."),
        people=PEOPLE,
    )
    assert meetings(found) == []
    assert len([item for item in found.items if isinstance(item, Decision)]) == 1


def test_a_decision_said_twice_is_one(converse: Converse) -> None:
    found = converse(
        ("Ada Quist", "So what about the curtains?"),
        ("Ben Ode", "I suggest the green curtains."),
        ("Ada Quist", "Then we will take the green curtains."),
        ("Ben Ode", "Good."),
        ("Ada Quist", "So the green curtains are decided."),
        language="en",
    )
    assert [item.text for item in found.items if isinstance(item, Decision)] == ["We will take the green curtains"]


def test_people_nobody_listed_are_named_as_they_are_called(converse: Converse) -> None:
    found = converse(
        ("SPEAKER_00", "Good morning, my name is Ingrid, today we talk about the harvest feast."),
        ("SPEAKER_00", "The tents are here, Omar, please order the benches by Friday."),
        ("SPEAKER_01", "Yes, Ingrid, I will order them by Friday."),
        language="en",
    )
    assert [(task.text, task.owners, due(task)) for task in tasks(found)] == [
        ("Order the benches", ("Omar",), date(2026, 10, 9))
    ]


def test_the_hour_of_a_gathering_does_not_move_the_work_spoken_of_before(converse: Converse) -> None:
    found = converse(
        ("Ada Quist", "I will send the seating plan to the hotel by Thursday."),
        ("Ada Quist", "The next meeting is on Monday the twelfth at ten o'clock, in room 5."),
        ("Ben Ode", "Ten o'clock in the morning?"),
        ("Ada Quist", "Yes, at ten o'clock in the morning."),
        people=(Person("Ada Quist"), Person("Ben Ode")),
        language="en",
    )
    assert [due(task) for task in tasks(found)] == [date(2026, 10, 8)]
    assert [meeting.start for meeting in meetings(found)] == [datetime(2026, 10, 12, 10, 0, tzinfo=ZONE)]


@pytest.mark.parametrize(
    "said",
    [
        "Today we look at the new timetable.",
        "First, let us hear the treasurer.",
        "Now we talk about the garden on Friday.",
    ],
)
def test_announcing_the_next_point_is_no_work(said: str, converse: Converse) -> None:
    found = converse(
        ("Ada Quist", said),
        ("Ben Ode", "Good morning, the sand came on Monday."),
        ("Ada Quist", "Thanks."),
        language="en",
    )
    assert tasks(found) == []


@pytest.mark.parametrize(
    "report",
    [
        "Chị Hân báo cáo số thu cho mọi người nghe.",
        "Quyết định thưởng em gửi các tổ hôm mùng hai rồi nhé.",
        "Chưa được, vì chiều em chở khách ra ga.",
    ],
)
def test_reports_within_the_meeting_and_things_done_are_no_work(report: str, converse: Converse) -> None:
    assert tasks(converse((V, report), (H, "Dạ vâng."), people=PEOPLE)) == []


def test_plain_helpers_of_the_promise_do_not_hide_who_promises(converse: Converse) -> None:
    (task,) = tasks(
        converse((T, "Để tôi cho anh em rửa hết bãi xe, hết tháng này là xong."), (V, "Tốt quá."), people=PEOPLE)
    )
    assert (task.owners, due(task)) == ((T,), date(2026, 10, 31))
