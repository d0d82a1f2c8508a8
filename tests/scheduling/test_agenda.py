"""What becomes of approved findings, and how they change later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.agenda import CalendarEvent, Task
from models.errors import UserError
from models.findings import ActionItem, Decision, Due, Evidence, PlannedMeeting
from models.review import Proposal
from scheduling.agenda import cancel, complete, postpone, reschedule, to_agenda

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
QUOTE = (Evidence("u1", "được"),)

TASK = Task("t1", "uid-1", "Gửi báo cáo", ("Lý Thu",), date(2026, 3, 20), ZONE, NOW, NOW)
EVENT = CalendarEvent(
    "e1", "uid-2", "Họp lại", datetime(2026, 3, 23, 1, tzinfo=UTC), None, ZONE, NOW, NOW, place="phòng 2"
)


def agenda_of(finding: Decision | ActionItem | PlannedMeeting) -> Task | CalendarEvent | None:
    return to_agenda(Proposal("p1", "r1", "k1", finding), id="x1", uid="uid-9", zone=ZONE, now=NOW)


def meeting(start: date | datetime, end: date | datetime | None) -> PlannedMeeting:
    return PlannedMeeting("Họp lại", start, end, "23/3", "phòng 2", ("Lý Thu",), "FREQ=WEEKLY", QUOTE, 0.8)


def test_a_decision_becomes_nothing() -> None:
    assert agenda_of(Decision("Chọn phương án B", QUOTE, 0.9)) is None


def test_an_action_item_becomes_a_task() -> None:
    item = ActionItem("Gửi báo cáo", ("Lý Thu",), Due(date(2026, 3, 20), "thứ sáu tuần sau"), QUOTE, 0.9)
    assert agenda_of(item) == Task(
        "x1", "uid-9", "Gửi báo cáo", ("Lý Thu",), date(2026, 3, 20), ZONE, NOW, NOW, recording_id="r1"
    )


def test_an_action_item_without_a_date_becomes_a_task_without_a_deadline() -> None:
    task = agenda_of(ActionItem("Gửi báo cáo", (), None, QUOTE, 0.9))
    assert isinstance(task, Task)
    assert task.due is None


def test_a_planned_meeting_becomes_an_event() -> None:
    start = datetime(2026, 3, 23, 1, tzinfo=UTC)
    assert agenda_of(meeting(start, None)) == CalendarEvent(
        "x1",
        "uid-9",
        "Họp lại",
        start,
        None,
        ZONE,
        NOW,
        NOW,
        "phòng 2",
        ("Lý Thu",),
        "FREQ=WEEKLY",
        recording_id="r1",
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 23, 9, tzinfo=UTC), datetime(2026, 3, 23, 8, tzinfo=UTC)),
        (datetime(2026, 3, 23, 9, tzinfo=UTC), date(2026, 3, 24)),
        (date(2026, 3, 23), datetime(2026, 3, 24, 8, tzinfo=UTC)),
        (date(2026, 3, 23), date(2026, 3, 23)),
    ],
)
def test_an_end_that_does_not_fit_the_start_is_refused(start: date | datetime, end: date | datetime) -> None:
    with pytest.raises(UserError) as refused:
        agenda_of(meeting(start, end))
    assert refused.value.code == "agenda.times"


def test_rescheduling_keeps_the_uid_and_raises_the_sequence() -> None:
    start = datetime(2026, 3, 24, 1, tzinfo=UTC)
    moved = reschedule(EVENT, start=start, end=None, place="phòng 3", now=LATER)
    assert (moved.uid, moved.sequence, moved.revised_at, moved.created_at) == ("uid-2", 1, LATER, NOW)
    assert (moved.start, moved.place) == (start, "phòng 3")


def test_rescheduling_to_the_same_time_and_place_changes_nothing() -> None:
    assert reschedule(EVENT, start=EVENT.start, end=None, place="phòng 2", now=LATER) is EVENT


def test_two_changes_in_one_second_have_two_sequences() -> None:
    once = postpone(TASK, due=date(2026, 3, 25), now=LATER)
    twice = postpone(once, due=date(2026, 3, 26), now=LATER)
    assert (once.sequence, twice.sequence) == (1, 2)


def test_a_revision_never_moves_back_in_time() -> None:
    assert cancel(TASK, now=NOW - timedelta(days=1)).revised_at == NOW


def test_cancelling_twice_is_cancelling_once() -> None:
    gone = cancel(EVENT, now=LATER)
    assert (gone.status, gone.sequence) == ("cancelled", 1)
    assert cancel(gone, now=LATER) is gone


def test_a_completed_task_is_done() -> None:
    assert complete(TASK, now=LATER).status == "done"


def test_what_was_cancelled_cannot_be_changed() -> None:
    task, event = cancel(TASK, now=LATER), cancel(EVENT, now=LATER)
    with pytest.raises(UserError, match=r"agenda\.cancelled"):
        complete(task, now=LATER)
    with pytest.raises(UserError, match=r"agenda\.cancelled"):
        postpone(task, due=None, now=LATER)
    with pytest.raises(UserError, match=r"agenda\.cancelled"):
        reschedule(event, start=EVENT.start, end=None, place=None, now=LATER)
