"""Drafts of one gathering become one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.meeting_merge import merge_same

NINE = datetime(2026, 9, 18, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def draft(main: int, start: datetime | date, weight: float = 2.0, place: str | None = None) -> MeetingDraft:
    return MeetingDraft(main, start, "", "", weight, [main, main + 1], place=place, title=f"m{main}")


def test_two_drafts_of_one_moment_are_one_with_both_places_of_proof() -> None:
    (merged,) = merge_same([draft(10, NINE, 2.5), draft(15, NINE, 1.8, "phòng 2")])
    assert (merged.title, merged.place, merged.sentences) == ("m10", "phòng 2", [10, 15, 16])


def test_the_hour_said_in_one_of_them_holds() -> None:
    (merged,) = merge_same([draft(10, date(2026, 9, 18), 2.5), draft(15, NINE, 1.8)])
    assert merged.start == NINE


def test_other_hours_and_far_off_talk_stay_apart() -> None:
    assert len(merge_same([draft(10, NINE), draft(15, NINE.replace(hour=14))])) == 2
    assert len(merge_same([draft(10, NINE), draft(60, NINE)])) == 2
