"""Plans by milestone, notices that move meetings, Party weeks, memoranda: what is agreed in them, and what is not."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.conversation import Document
from models.findings import ActionItem, Decision, Findings, PlannedMeeting
from scheduling.extractors import load_extractor
from scheduling.protocol import ExtractContext

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def read(name: str, received: datetime, language: str = "vi") -> Findings:
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    context = ExtractContext(received, ZONE.key, (language,))
    return load_extractor("rules").extract(Document(name, language, text, received, ZONE.key), context)


def tasks(findings: Findings) -> list[tuple[tuple[str, ...], str, object]]:
    items = [item for item in findings.items if isinstance(item, ActionItem)]
    return [(item.owners, item.text, item.due.value if item.due else None) for item in items]


def meetings(findings: Findings) -> list[tuple[str, object, str | None, str | None]]:
    items = [item for item in findings.items if isinstance(item, PlannedMeeting)]
    return [(item.text, item.start, item.place, item.rrule) for item in items]


def test_milestones_in_the_first_column_are_deadlines_and_may_count_from_an_event() -> None:
    assert tasks(read("festival_plan", at(3, 3, 8))) == [
        (("Hội cơ sở",), "Gửi danh sách đội thi, kèm ảnh chân dung", date(2026, 4, 9)),
        (("Ban Tuyên giáo",), "Biên soạn 100 câu hỏi", date(2026, 3, 31)),
        (("Văn phòng",), "Báo cáo tổng kết", date(2026, 5, 5)),
        (("Ban Tuyên giáo",), "Treo băng rôn", date(2026, 4, 10)),
        (("Ban Tuyên giáo",), "Đăng tin trên trang thông tin", date(2026, 4, 12)),
        (("Văn phòng",), "Lấy báo giá, trình Chủ tịch Hội", date(2026, 3, 20)),
    ]


def test_parts_of_an_event_named_before_a_colon_carry_its_name_and_run_over_days() -> None:
    assert meetings(read("festival_plan", at(3, 3, 8))) == [
        ('Vòng sơ khảo Hội thi "Bếp xanh"', at(4, 14, 8), "Nhà văn hóa Cầu Đá", "FREQ=DAILY;COUNT=2"),
        ('Chung kết Hội thi "Bếp xanh"', at(4, 25, 18), "Quảng trường Bình Hải", None),
    ]


def test_a_meeting_that_is_moved_stands_at_its_new_time_and_one_called_off_not_at_all() -> None:
    found = read("moved_notice", at(6, 10, 9))
    assert meetings(found) == [("Hội nghị khách hàng", at(6, 19, 14), "Khách sạn Sông Thao", None)]
    assert tasks(found) == [
        (("Phòng Kế hoạch – Đầu tư",), "Gửi lại giấy mời", date(2026, 6, 16)),
        (("Trịnh Thị Lụa", "Cao Văn Mến"), "Nộp bảng chấm công", date(2026, 6, 10)),
    ]


def test_a_week_of_the_party_gives_its_hours_and_what_is_to_be_prepared() -> None:
    found = read("party_week", at(3, 6, 16))
    assert meetings(found) == [
        ("Giao ban Thường trực", at(3, 9, 7, 30), "Phòng họp số 1", None),
        ("Lễ trao Huy hiệu Đảng", at(3, 9, 15), "Hội trường lớn", None),
        ("Đêm nhạc từ thiện", at(3, 14, 19), "Nhà hát An Lĩnh", None),
    ]
    assert tasks(found) == [
        (("Ban Tổ chức",), "Chuẩn bị Lễ trao Huy hiệu Đảng", date(2026, 3, 9)),
        (
            ("Các ban có nội dung trình Thường trực",),
            "Gửi tài liệu về Văn phòng",
            at(3, 8, 10),
        ),
    ]


def test_a_memorandum_by_lettered_points() -> None:
    found = read("college_memo", at(5, 4, 9), "en")
    assert [item.text for item in found.items if isinstance(item, Decision)] == [
        "The reading room will be converted to a seminar room"
    ]
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Head Librarian",), date(2026, 5, 15)),
        (("Estates Team",), date(2026, 5, 11)),
    ]
    assert [start for _, start, _, _ in meetings(found)] == [at(5, 21, 14, 30)]


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("festival_plan", "Hội liên hiệp phụ nữ tỉnh Bình Hải"),
        ("moved_notice", "Công ty Cổ phần May mặc Sông Thao"),
        ("party_week", "Văn phòng Tỉnh ủy An Lĩnh"),
        ("college_memo", "Lakeside College, Office of the Bursar"),
    ],
)
def test_the_issuer_as_people_write_it(name: str, issuer: str) -> None:
    metadata = read(name, at(6, 1, 8)).metadata
    assert metadata is not None
    assert metadata.issuer is not None
    assert metadata.issuer.lower() == issuer.lower()


def test_a_charge_cut_short_gives_nothing_and_ends() -> None:
    context = ExtractContext(at(6, 1, 8), ZONE.key, ("vi",))
    for text in ("Mua loa: giao Tổ", "1. Việc này, giao A", "Xe: phân công B; giao " * 40):
        load_extractor("rules").extract(Document("cut", "vi", text, at(6, 1, 8), ZONE.key), context)
    found = load_extractor("rules").extract(Document("cut", "vi", "Mua loa: giao Tổ", at(6, 1, 8), ZONE.key), context)
    assert found.items == ()
