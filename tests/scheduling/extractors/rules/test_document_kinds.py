"""Writings of other bodies: companies, parishes, schools, wards; rulings, minutes, weeks by day and in columns."""

import random
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.conversation import Document
from models.findings import ActionItem, CivilTime, Decision, Findings, PlannedMeeting
from scheduling.extractors import load_extractor
from scheduling.protocol import ExtractContext

Read = Callable[[str], Findings]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"


def written(name: str) -> str:
    """An invented document of the corpus."""
    return (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")


COMPANY_NOTICE = written("company_notice")
RULING = written("ruling")
MINUTES = written("minutes")
PARISH_INVITATION = written("parish_invitation")
COOPERATIVE_PLAN = written("cooperative_plan")
WEEK_IN_COLUMNS = written("week_in_columns")
WEEK_BY_DAY = written("week_by_day")
SCHOOL_NOTICE = written("school_notice")
LETTERED_LETTER = written("lettered_letter")
COMPANY_INVITATION = written("company_invitation")
CONSTRUCTION_LETTER = written("construction_letter")
PARTY_CONCLUSION = written("party_conclusion")
SPORTS_PLAN = written("sports_plan")
WEEK_BY_HALF_DAY = written("week_by_half_day")
HOSPITAL_MEMO = written("hospital_memo")


def tasks(findings: Findings) -> list[tuple[tuple[str, ...], str, CivilTime | None]]:
    found = [item for item in findings.items if isinstance(item, ActionItem)]
    return [(item.owners, item.text, item.due.value if item.due else None) for item in found]


def meetings(findings: Findings) -> list[tuple[str, CivilTime, str | None]]:
    found = [item for item in findings.items if isinstance(item, PlannedMeeting)]
    return [(item.text, item.start, item.place) for item in found]


def decisions(findings: Findings) -> list[str]:
    return [item.text for item in findings.items if isinstance(item, Decision)]


def head(findings: Findings) -> tuple[str | None, date | None, str | None, str | None]:
    metadata = findings.metadata
    assert metadata is not None
    return metadata.number, metadata.dated, metadata.issuer, metadata.subject


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=ZONE)


EVERY_LINE = tuple(
    line
    for text in (COMPANY_NOTICE, RULING, MINUTES, PARISH_INVITATION, COOPERATIVE_PLAN, WEEK_IN_COLUMNS, WEEK_BY_DAY)
    for line in (*text.splitlines(), "(Đã họp)", "| STT | Nhiệm vụ | Chủ trì | Thời hạn |", "| 1 | (…………) | | 5/5 |")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(EVERY_LINE), max_size=40))
def test_lines_in_any_order_are_read_without_raising(read_document: Read, lines: list[str]) -> None:
    for item in read_document("\n".join(lines)).items:
        assert item.text
        assert item.evidence


def test_twice_the_text_takes_no_more_than_about_twice_the_time(read_document: Read) -> None:
    shuffled = random.Random(1).choices(EVERY_LINE, k=600)
    spent = []
    for lines in (shuffled[:300], shuffled):
        begun = time.process_time()
        read_document("\n".join(lines))
        spent.append(time.process_time() - begun)
    assert spent[1] < 3.5 * spent[0] + 0.2


def test_two_gatherings_of_one_notice_each_have_their_labels(read_document: Read) -> None:
    found = read_document(COMPANY_NOTICE)
    assert [(start, place) for _, start, place in meetings(found)] == [
        (at(20, 7, 30), "Trạm Y tế Công ty"),
        (at(22, 14), "Hội trường B"),
    ]
    assert tasks(found) == [
        (("Các tổ trưởng",), "Lập danh sách gửi về Phòng Nhân sự", date(2026, 10, 12)),
        (("Phòng Hành chính",), "Liên hệ Bệnh viện Trung ương ký hợp đồng khám", date(2026, 10, 2)),
    ]


def test_an_article_that_founds_is_a_decision_one_that_charges_a_task(read_document: Read) -> None:
    found = read_document(RULING)
    (decision,) = decisions(found)
    assert decision.startswith("Thành lập Tổ công tác rà soát hộ nghèo năm 2026")
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Tổ công tác",), date(2026, 11, 15)),
        (("Phòng Kinh tế",), date(2026, 10, 20)),
    ]


def test_minutes_give_what_was_concluded_not_the_gathering_already_held(read_document: Read) -> None:
    found = read_document(MINUTES)
    assert head(found)[1] == date(2026, 10, 5)
    assert decisions(found) == ["Thống nhất áp dụng bệnh án điện tử từ ngày 01/11/2026"]
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Nam",), date(2026, 10, 10)),
        (("Điều dưỡng trưởng Kim Oanh",), at(28, 16)),
    ]
    assert meetings(found) == [("Họp khoa lần tới", at(12, 7, 30), "Phòng giao ban")]


def test_a_title_in_capitals_above_time_and_place_names_the_gathering(read_document: Read) -> None:
    found = read_document(PARISH_INVITATION)
    assert head(found)[:3] == ("12/2026/TB-GX", date(2026, 10, 1), "Giáo xứ Thánh Tâm")
    assert meetings(found) == [("Họp chuẩn bị lễ giáng sinh", at(24, 19, 30), "Nhà xứ Thánh Tâm")]


def test_a_date_before_the_colon_is_the_deadline_of_what_follows(read_document: Read) -> None:
    found = read_document(COOPERATIVE_PLAN)
    assert [(owners, due) for owners, _, due in tasks(found)][:3] == [
        (("Ban Giám đốc",), date(2026, 10, 15)),
        (("Tổ thủy nông",), date(2026, 10, 25)),
        (("Ban Giám đốc",), date(2026, 10, 10)),
    ]


def test_a_row_without_a_day_belongs_to_the_day_above_it(read_document: Read) -> None:
    assert meetings(read_document(WEEK_IN_COLUMNS)) == [
        ("Họp giao ban Lãnh đạo Sở", at(12, 8), "Phòng họp tầng 2"),
        ("Làm việc với Sở Tài chính về biên chế", at(12, 14), "Sở Tài chính"),
        ("Tiếp đoàn kiểm tra Bộ Nội vụ", at(14, 9, 30), "Hội trường"),
    ]


def test_weekdays_without_dates_count_from_the_first_day_of_the_week_named_above(read_document: Read) -> None:
    found = read_document(WEEK_BY_DAY)
    assert head(found)[1] == date(2026, 10, 9)
    assert meetings(found) == [
        ("Chào cờ đầu tuần", at(12, 7), "sân trường"),
        ("Họp Hội đồng sư phạm", at(12, 8, 30), "phòng Hội đồng"),
        ("Sinh hoạt chuyên môn tổ 4-5", at(12, 14), "phòng Tin học"),
        ("Họp Ban đại diện cha mẹ học sinh", at(13, 15), "Hội trường"),
    ]


def test_an_english_notice() -> None:
    document = Document("test", "en", SCHOOL_NOTICE, at(5, 8), ZONE.key)
    found = load_extractor("rules").extract(document, ExtractContext(at(5, 8), ZONE.key, ("en",)))
    assert head(found) == (
        "GIS/2026/118",
        date(2026, 10, 1),
        "Greenfield International School",
        "Annual fire safety inspection",
    )
    assert meetings(found)[0][1:] == (at(15, 9), "Main Hall")


def test_lettered_orders_of_a_letter_and_the_event_after_them(read_document: Read) -> None:
    found = read_document(LETTERED_LETTER)
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Các trường học",), date(2026, 10, 14)),
        (("Phòng Văn hóa - Xã hội",), date(2026, 10, 9)),
        (("Công an phường",), at(16, 17)),
    ]
    assert [(start, place) for _, start, place in meetings(found)] == [(at(24, 6), "Quảng trường 30/4")]


def test_labels_wrapped_over_hanging_lines_keep_to_themselves(read_document: Read) -> None:
    found = read_document(COMPANY_INVITATION)
    assert meetings(found) == [
        (
            "Sơ kết 9 tháng và bàn phương án vận tải Tết",
            at(9, 14),
            "Phòng họp tầng 3, trụ sở Công ty, số 18 Lê Duẩn",
        )
    ]
    assert [(owners, due) for owners, _, due in tasks(found)][-1] == (("Đội trưởng Đội xe",), date(2026, 10, 8))


def test_the_addressees_of_a_letter_are_given_no_orders_by_being_listed(read_document: Read) -> None:
    found = read_document(CONSTRUCTION_LETTER)
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Ban điều hành gói thầu XL-02",), at(6, 10)),
        (("Các đội thi công",), date(2026, 10, 5)),
        (("Phòng Kế hoạch",), date(2026, 10, 7)),
    ]
    assert [(start, place) for _, start, place in meetings(found)] == [(at(8, 9), "Văn phòng Ban Quản lý dự án")]


def test_a_point_that_agrees_and_then_charges_is_a_decision_and_a_task(read_document: Read) -> None:
    found = read_document(PARTY_CONCLUSION)
    assert decisions(found) == [
        'Thống nhất chọn năm 2027 là "Năm Thanh niên tình nguyện"',
        "Đồng ý bổ sung 2,5 tỷ đồng cho Quỹ hỗ trợ thanh niên khởi nghiệp",
        "Không tổ chức Đại hội thể thao thanh niên trong năm 2026",
    ]
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Sở Tài chính",), date(2026, 11, 30)),
        (("Tỉnh đoàn",), date(2026, 12, 31)),
    ]


def test_a_table_goes_on_after_a_blank_line(read_document: Read) -> None:
    found = read_document(SPORTS_PLAN)
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Ban Tổ chức",), date(2026, 10, 5)),
        (("Các công đoàn cơ sở",), date(2026, 10, 10)),
        (("Tiểu ban Chuyên môn",), date(2026, 10, 14)),
        (("Văn phòng",), date(2026, 10, 17)),
    ]
    assert [(start, place) for _, start, place in meetings(found)] == [(at(18, 7), "Nhà thi đấu đa năng tỉnh")]


def test_an_hour_that_opens_the_cell_of_the_event_is_its_hour(read_document: Read) -> None:
    assert meetings(read_document(WEEK_BY_HALF_DAY)) == [
        ("Giao ban lãnh đạo", at(5, 8), "Phòng họp 1"),
        ("Kiểm tra Trường THCS A", at(5, 14), "Trường THCS A"),
        ("Dự khai giảng lớp chính trị", at(6, 7, 30), "TT Chính trị"),
    ]


def test_an_english_memorandum() -> None:
    document = Document("test", "en", HOSPITAL_MEMO, at(5, 8), ZONE.key)
    found = load_extractor("rules").extract(document, ExtractContext(at(5, 8), ZONE.key, ("en",)))
    assert [(owners, due) for owners, _, due in tasks(found)] == [
        (("Pharmacy",), date(2026, 10, 9)),
        (("Nursing Education",), date(2026, 10, 14)),
        (("Patel",), date(2026, 10, 16)),
    ]
    assert decisions(found) == ["It was decided that the visitor policy will be suspended on survey day"]
