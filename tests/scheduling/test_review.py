"""Verdicts: what may be edited, and which moves are refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from models.errors import UserError
from models.findings import ActionItem, Decision, Due, Evidence, Finding, PlannedMeeting
from models.review import Proposal, ReviewState
from scheduling.review import apply_verdict

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))
HEARD = (Evidence("u1", "…"),)
TASK = ActionItem("Gửi poster", ("Vương Hạ Vy",), Due(date(2026, 10, 7), "thứ tư", "Thứ Tư 7/10"), HEARD, 0.8)
MEETING = PlannedMeeting(
    text="Họp rút kinh nghiệm",
    start=datetime(2026, 10, 13, 9, 0, tzinfo=HANOI),
    end=datetime(2026, 10, 13, 9, 45, tzinfo=HANOI),
    phrase="9 giờ sáng thứ ba tuần sau",
    place="phòng họp tầng 2",
    participants=(),
    rrule=None,
    evidence=HEARD,
    confidence=0.9,
)


def proposal(finding: Finding, state: ReviewState = ReviewState.PROPOSED) -> Proposal:
    return Proposal("p1", "r1", "key", finding, state)


def test_approval_is_recorded_with_who_when_and_nothing_changed() -> None:
    approved = apply_verdict(proposal(TASK), "approve", {}, by="diep", now=NOW)
    assert approved.state is ReviewState.APPROVED
    assert approved.finding == TASK
    (verdict,) = approved.verdicts
    assert (verdict.kind, verdict.by, verdict.at, verdict.changed) == ("approve", "diep", NOW, ())


def test_a_task_is_approved_with_other_words_owners_and_due() -> None:
    edits = {"text": " Gửi  poster đêm hội ", "owners": ["Vương Hạ Vy", "Mai Xuân Lộc"], "due": "2026-10-08"}
    approved = apply_verdict(proposal(TASK), "approve", edits, by="diep", now=NOW)
    assert isinstance(approved.finding, ActionItem)
    assert approved.finding.text == "Gửi poster đêm hội"
    assert approved.finding.owners == ("Vương Hạ Vy", "Mai Xuân Lộc")
    assert approved.finding.due == Due(date(2026, 10, 8), "thứ tư")
    assert approved.verdicts[0].changed == ("text", "owners", "due")


def test_a_due_day_can_be_taken_away() -> None:
    approved = apply_verdict(proposal(TASK), "approve", {"due": None}, by="diep", now=NOW)
    assert isinstance(approved.finding, ActionItem)
    assert approved.finding.due is None


def test_a_meeting_is_moved_on_the_way_and_keeps_its_zone() -> None:
    edits = {
        "start": "2026-10-14T14:00",
        "end": "2026-10-14T15:00",
        "place": "",
        "rrule": "RRULE:freq=weekly;byday=we",
    }
    approved = apply_verdict(proposal(MEETING), "approve", edits, by="diep", now=NOW)
    assert isinstance(approved.finding, PlannedMeeting)
    assert approved.finding.start == datetime(2026, 10, 14, 14, 0, tzinfo=HANOI)
    assert approved.finding.place is None
    assert approved.finding.rrule == "FREQ=WEEKLY;BYDAY=WE"


def test_an_end_that_no_longer_follows_the_new_start_falls_away() -> None:
    approved = apply_verdict(proposal(MEETING), "approve", {"start": "2026-10-20"}, by="diep", now=NOW)
    assert isinstance(approved.finding, PlannedMeeting)
    assert approved.finding.start == date(2026, 10, 20)
    assert approved.finding.end is None


@pytest.mark.parametrize(
    ("finding", "edits"),
    [
        (TASK, {"text": "  "}),
        (TASK, {"owners": "Vy"}),
        (TASK, {"owners": [1]}),
        (TASK, {"due": "thứ tư"}),
        (TASK, {"due": "2026-10-08T09:00"}),
        (MEETING, {"start": None}),
        (MEETING, {"end": "2026-10-13T08:00"}),
        (MEETING, {"end": "2026-10-13"}),
        (MEETING, {"rrule": "mỗi tuần"}),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(finding: Finding, edits: dict[str, object]) -> None:
    with pytest.raises(UserError, match=r"review\.edit"):
        apply_verdict(proposal(finding), "approve", edits, by="diep", now=NOW)


@pytest.mark.parametrize(
    ("finding", "field"), [(TASK, "place"), (Decision("Thuê", HEARD, 0.9), "due"), (MEETING, "evidence")]
)
def test_only_fields_of_the_kind_can_be_edited(finding: Finding, field: str) -> None:
    with pytest.raises(UserError, match=r"review\.field"):
        apply_verdict(proposal(finding), "approve", {field: "x"}, by="diep", now=NOW)


def test_approving_twice_is_refused() -> None:
    approved = apply_verdict(proposal(TASK), "approve", {}, by="diep", now=NOW)
    with pytest.raises(UserError, match=r"review\.move"):
        apply_verdict(approved, "approve", {}, by="diep", now=NOW)


def test_what_is_approved_cannot_be_rejected() -> None:
    with pytest.raises(UserError, match=r"review\.move"):
        apply_verdict(proposal(TASK, ReviewState.APPROVED), "reject", {}, by="diep", now=NOW)


def test_what_is_rejected_may_still_be_approved_and_keeps_both_verdicts() -> None:
    rejected = apply_verdict(proposal(TASK), "reject", {}, by="diep", now=NOW)
    approved = apply_verdict(rejected, "approve", {}, by="loc", now=NOW)
    assert [verdict.kind for verdict in approved.verdicts] == ["reject", "approve"]


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(UserError, match=r"review\.verdict"):
        apply_verdict(proposal(TASK), "postpone", {}, by="diep", now=NOW)
