"""What an earlier meeting agreed is said again: nothing new, or a proposed change of the one that stands."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.agenda import CalendarEvent, Task
from models.errors import UserError
from models.findings import ActionItem, Decision, Due, Evidence, Finding, Findings, PlannedMeeting
from models.review import Proposal
from scheduling.agenda import cancel, revise
from scheduling.propose import propose

AGREED = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
SAID = (Evidence("u4", "…"),)
QUOTE = Task("t1", "uid-1", "Lập dự toán sửa mái kho", ("Kha Thị Thủy",), date(2026, 10, 16), "UTC", AGREED, AGREED)
VISIT = CalendarEvent(
    "e1",
    "uid-2",
    "Khảo sát kho Bến Nghé",
    datetime(2026, 10, 20, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 20, 3, 0, tzinfo=UTC),
    "UTC",
    AGREED,
    AGREED,
    place="cổng kho",
)


def task(text: str, due: date | None, *owners: str) -> ActionItem:
    return ActionItem(text, owners, Due(due, "…") if due else None, SAID, 0.8)


def visit(start: datetime, place: str | None = None, text: str = "Khảo sát kho Bến Nghé") -> PlannedMeeting:
    return PlannedMeeting(text, start, None, "…", place, (), None, SAID, 0.8)


def offer(*items: Finding, standing: tuple[Task | CalendarEvent, ...] = (QUOTE, VISIT)) -> tuple[Proposal, ...]:
    ids = (f"p{number}" for number in itertools.count(1))
    return propose(Findings("c", items), (), recording_id="r2", new_id=lambda: next(ids), standing=standing)


def test_the_same_task_in_next_weeks_meeting_is_one() -> None:
    assert offer(task("Lập dự toán sửa mái kho", date(2026, 10, 16), "Kha Thị Thủy")) == ()
    assert offer(task("Lập dự toán sửa mái kho", None)) == ()
    assert offer(task("Lập dự toán sửa mái kho", None, "SPEAKER_02")) == ()


def test_a_new_date_or_owner_for_a_known_task_is_a_change_of_it() -> None:
    (later,) = offer(task("Lập dự toán sửa mái kho", date(2026, 10, 23), "Kha Thị Thủy"))
    (other,) = offer(task("Lập dự toán sửa mái kho", None, "Vũ Đình Tác"))
    assert (later.changes, other.changes) == ("t1", "t1")


def test_another_task_is_new_and_so_is_one_that_two_could_be_meant_by() -> None:
    twin = replace(QUOTE, id="t2", uid="uid-3")
    assert [p.changes for p in offer(task("Mua sơn cho mái kho", date(2026, 10, 23)))] == [None]
    assert [p.changes for p in offer(task(QUOTE.text, date(2026, 10, 23)), standing=(QUOTE, twin))] == [None]
    assert [p.changes for p in offer(Decision(QUOTE.text, SAID, 0.8))] == [None]


def test_a_gathering_moved_is_a_change_and_the_next_of_a_series_is_not() -> None:
    moved = datetime(2026, 10, 21, 1, 0, tzinfo=UTC)
    assert [p.changes for p in offer(visit(moved))] == ["e1"]
    assert offer(visit(VISIT.start)) == ()
    assert [p.changes for p in offer(visit(moved), standing=(replace(VISIT, rrule="FREQ=WEEKLY"),))] == [None]


def test_an_approved_change_keeps_the_uid_and_raises_the_sequence_once() -> None:
    (change,) = offer(task("Lập dự toán sửa mái kho", date(2026, 10, 23), "Vũ Đình Tác"))
    revised = revise(QUOTE, change, now=LATER)
    assert (revised.uid, revised.sequence, revised.revised_at) == ("uid-1", 1, LATER)
    assert (revised.due, revised.owners) == (date(2026, 10, 23), ("Vũ Đình Tác",))


def test_what_a_change_does_not_mention_stays() -> None:
    (change,) = offer(task("Lập dự toán sửa mái kho", None, "Vũ Đình Tác"))
    assert revise(QUOTE, change, now=LATER).due == QUOTE.due
    (move,) = offer(visit(datetime(2026, 10, 21, 6, 0, tzinfo=UTC)))
    moved = revise(VISIT, move, now=LATER)
    assert (moved.place, moved.end) == ("cổng kho", datetime(2026, 10, 21, 8, 0, tzinfo=UTC))


def test_what_was_cancelled_or_is_of_another_kind_is_not_changed() -> None:
    (change,) = offer(task("Lập dự toán sửa mái kho", date(2026, 10, 23)))
    with pytest.raises(UserError, match=r"agenda\.cancelled"):
        revise(cancel(QUOTE, now=LATER), change, now=LATER)
    with pytest.raises(UserError, match=r"review\.changes"):
        revise(VISIT, change, now=LATER)
