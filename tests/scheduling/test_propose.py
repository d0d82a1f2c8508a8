"""Proposals: only what is new."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

from models.findings import ActionItem, Decision, Evidence, Finding, Findings
from models.review import Proposal, ReviewState, Verdict
from models.span import TimeSpan
from scheduling.propose import proposal_key, propose

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)


def task(text: str, start_s: int = 10, utterance: str = "u1") -> ActionItem:
    heard = Evidence(utterance, "…", TimeSpan(start_s * 1000, start_s * 1000 + 4000))
    return ActionItem(text, ("Kha Thị Bích Thủy",), None, (heard,), 0.8)


def offer(*items: Finding, existing: tuple[Proposal, ...] = (), recording: str = "r1") -> tuple[Proposal, ...]:
    ids = (f"p{number}" for number in itertools.count(1))
    return propose(Findings("c", items), existing, recording_id=recording, new_id=lambda: next(ids))


def test_every_finding_of_a_first_run_is_proposed() -> None:
    proposals = offer(task("Mua 130 phần quà"), task("Gửi poster cho chị Diệp duyệt", 60, "u7"))
    assert [p.id for p in proposals] == ["p1", "p2"]
    assert all(p.state is ReviewState.PROPOSED and p.recording_id == "r1" for p in proposals)


def test_a_second_run_proposes_nothing_again() -> None:
    first = offer(task("Mua 130 phần quà"))
    assert offer(task("Mua 130 phần quà"), existing=first) == ()


def test_what_was_rejected_or_edited_is_not_proposed_again() -> None:
    (first,) = offer(task("Mua 130 phần quà"))
    verdict = Verdict("reject", "lan", NOW)
    rejected = replace(
        first, finding=task("Mua quà cho lớp tình thương"), state=ReviewState.REJECTED, verdicts=(verdict,)
    )
    assert offer(task("Mua 130 phần quà"), existing=(rejected,)) == ()


def test_small_rewording_at_the_same_moment_is_the_same_item() -> None:
    first = offer(task("Kiểm tra toàn bộ dây điện ngoài sân"))
    assert offer(task("Kiểm tra lại dây điện ngoài sân, có biên bản", 11, "u2"), existing=first) == ()


def test_another_item_is_proposed_beside_the_known_one() -> None:
    first = offer(task("Mua 130 phần quà"))
    (fresh,) = offer(task("Mua 130 phần quà"), task("Trình hợp đồng thuê âm thanh", 90, "u9"), existing=first)
    assert fresh.finding.text == "Trình hợp đồng thuê âm thanh"


def test_the_same_words_of_another_kind_are_another_item() -> None:
    evidence = task("x").evidence
    first = offer(Decision("Thuê dàn âm thanh", evidence, 0.8))
    assert len(offer(task("Thuê dàn âm thanh"), existing=first)) == 1


def test_proposals_of_another_recording_play_no_part() -> None:
    first = offer(task("Mua 130 phần quà"), recording="r0")
    assert len(offer(task("Mua 130 phần quà"), existing=first)) == 1


def test_an_item_found_twice_in_one_run_is_proposed_once() -> None:
    assert len(offer(task("Mua 130 phần quà"), task("mua 130 phần quà.", 200, "u30"))) == 1


def test_the_key_is_blind_to_case_accents_and_order() -> None:
    assert proposal_key(task("Gửi báo cáo quý")) == proposal_key(task("báo cáo quý, GUI"))
    assert proposal_key(task("Gửi báo cáo quý")) != proposal_key(task("Gửi báo cáo tháng"))
