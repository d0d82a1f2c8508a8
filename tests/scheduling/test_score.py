"""Agreement with a secretary's list: what counts as the same item, the same day, the same doer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.findings import ActionItem, CivilTime, Decision, Due, Evidence, Finding, Findings, PlannedMeeting
from scheduling.score import MOST_CITED, Agreement, Tally, same_moment, score_findings

DAY = date(2026, 10, 9)
MINUTE = datetime(2026, 10, 9, 17, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def findings(*items: Finding) -> Findings:
    return Findings("test", items)


def cite(*ids: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(id, "…") for id in ids)


def task(
    text: str = "gửi bảng số liệu",
    *cited: str,
    owners: tuple[str, ...] = ("Mạc Hải",),
    due: CivilTime | None = DAY,
) -> ActionItem:
    return ActionItem(text, owners, Due(due, "thứ sáu"), cite(*(cited or ("u1", "u2"))), 1.0)


def meeting(start: CivilTime) -> PlannedMeeting:
    return PlannedMeeting("Họp lại", start, None, "", None, (), None, cite("u3"), 1.0)


def test_the_same_list_agrees_fully() -> None:
    wanted = findings(task(), Decision("Chọn phương án hai", cite("u5"), 1.0), meeting(DAY))
    agreement = score_findings(wanted, wanted)
    assert agreement.tallies == (Tally(1), Tally(1), Tally(1))
    assert (agreement.owners.value, agreement.dues.value, agreement.starts.value) == (1, 1, 1)


def test_an_item_of_another_kind_is_invented_and_the_wanted_one_missed() -> None:
    agreement = score_findings(findings(task()), findings(Decision("gửi bảng số liệu", cite("u1"), 1.0)))
    assert agreement.of("task") == Tally(missed=1)
    assert agreement.of("decision") == Tally(invented=1)


def test_one_shared_utterance_among_many_is_not_enough_without_like_words() -> None:
    wanted = findings(task("gửi bảng số liệu", "u1"))
    assert score_findings(wanted, findings(task("trồng thêm cây xanh", "u1", "u7", "u8"))).of("task").found == 0
    assert score_findings(wanted, findings(task("gửi lại bảng số liệu", "u1", "u7", "u8"))).of("task").found == 1


def test_an_item_that_cites_half_the_meeting_proves_nothing() -> None:
    everything = tuple(f"u{index}" for index in range(MOST_CITED + 1))
    assert score_findings(findings(task()), findings(task("gửi bảng số liệu", *everything))).of("task").found == 0


def test_each_wanted_item_is_found_once() -> None:
    agreement = score_findings(findings(task()), findings(task(), task()))
    assert agreement.of("task") == Tally(found=1, invented=1)


def test_the_nearer_of_two_takes_the_item() -> None:
    near, far = task("x", "u1", "u2", owners=("A",)), task("x", "u1", owners=("B",))
    assert score_findings(findings(task("y", owners=("A",))), findings(far, near)).owners.value == 1


def test_in_a_document_the_words_decide() -> None:
    uncited = ActionItem("Báo cáo kết quả chi trả", ("Sở Y tế",), None, (Evidence("", "…"),), 1.0)
    same = ActionItem("báo cáo kết quả chi trả bồi thường", ("Sở Y tế",), None, cite("l7"), 1.0)
    other = ActionItem("lập danh sách hộ nghèo", ("Sở Y tế",), None, cite("l7"), 1.0)
    assert score_findings(findings(uncited), findings(same)).of("task").found == 1
    assert score_findings(findings(uncited), findings(other)).of("task").found == 0


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        (DAY, DAY, True),
        (DAY, MINUTE, True),
        (MINUTE, DAY, False),
        (MINUTE, MINUTE, True),
        (MINUTE, MINUTE + timedelta(minutes=1), False),
        (DAY, DAY + timedelta(days=1), False),
        (None, None, True),
        (None, DAY, False),
        (DAY, None, False),
    ],
)
def test_the_minute_counts_where_it_was_said(wanted: CivilTime | None, found: CivilTime | None, same: bool) -> None:
    assert same_moment(wanted, found) is same


def test_owners_agree_in_part() -> None:
    agreement = score_findings(findings(task(owners=("A", "B"))), findings(task(owners=("A",))))
    assert agreement.owners.value == pytest.approx(2 / 3)


def test_agreements_of_several_sources_add_up() -> None:
    one = score_findings(findings(task(), meeting(DAY)), findings(task(due=None)))
    both = one + score_findings(findings(task()), findings(task()))
    assert both.of("task") == Tally(found=2)
    assert both.dues.value == 0.5
    assert both.of("meeting").f1 == 0.0


def test_nothing_wanted_and_nothing_found_is_agreement() -> None:
    assert Agreement().of("task").f1 == 1.0
