"""Gatherings that one sentence of a plan or an order announces."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.findings import ActionItem, Findings, PlannedMeeting

Read = Callable[[str], Findings]
PLAN = (Path(__file__).parents[3] / "corpus" / "documents" / "harvest_plan.txt").read_text(encoding="utf-8")


def held(findings: Findings) -> list[tuple[str, datetime]]:
    found = [item for item in findings.items if isinstance(item, PlannedMeeting)]
    return [(item.text, item.start) for item in found if isinstance(item.start, datetime)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_each_sentence_that_sets_a_day_and_an_hour_is_one_meeting(read_document: Read) -> None:
    assert held(read_document(PLAN)) == [
        ("Lớp kỹ thuật sấy lúa - lớp 1", at(14, 8)),
        ("Lớp kỹ thuật sấy lúa - lớp 2", at(16, 8)),
        ("Chợ phiên nông sản", at(24, 7)),
        ("Khai mạc Chợ phiên nông sản", at(24, 9)),
        ("Đối thoại với các hộ trồng lúa", at(21, 14)),
        ("Kiểm tra các lò sấy", at(22, 7, 30)),
        ("Phiên họp tổng kết", at(30, 15)),
    ]


def test_an_order_beside_an_announced_gathering_stays_an_order(read_document: Read) -> None:
    found = [item for item in read_document(PLAN).items if isinstance(item, ActionItem)]
    assert [(item.owners, item.due.value if item.due else None) for item in found][:1] == [
        (("Hợp tác xã Tân Tiến",), at(19, 16))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Các ấp gửi danh sách hộ nghèo trước 16 giờ 00 ngày 19/10/2026.",
        "Trạm cấp nước tiếp nhận hồ sơ từ 7 giờ 30 ngày 19/10/2026.",
        "Nếu mưa lớn thì tổ chức đối thoại vào 8 giờ 00 ngày 20/10/2026.",
        "Chợ đóng cửa lúc 19 giờ 00 ngày 20/10/2026.",
        "Ngày 01/9/2026, lúc 8 giờ 00, Hội đã họp với các ấp.",
    ],
)
def test_a_deadline_a_condition_or_the_past_is_no_gathering(read_document: Read, line: str) -> None:
    assert held(read_document(PLAN[: PLAN.index("I. CÁC")] + f"II. PHÂN CÔNG\n1. {line}\n")) == []
