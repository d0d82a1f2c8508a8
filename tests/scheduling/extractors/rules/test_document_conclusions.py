"""What a conclusion settles and what it orders: decisions, amounts, rules; praise and zeal are neither."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.findings import ActionItem, Decision, Findings
from scheduling.extractors.rules.documents.conclusions import decides, fixes_amount, is_settled

Read = Callable[[str], Findings]
DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"


def written(name: str) -> str:
    return (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")


def decided(findings: Findings) -> list[str]:
    return [item.text for item in findings.items if isinstance(item, Decision)]


def ordered(findings: Findings) -> list[tuple[tuple[str, ...], str, object]]:
    found = [item for item in findings.items if isinstance(item, ActionItem)]
    return [(item.owners, item.text, item.due.value if item.due else None) for item in found]


def test_a_conclusion_settles_its_principles_choices_rates_and_bans(read_document: Read) -> None:
    assert decided(read_document(written("forest_conclusion"))) == [
        "Nhất trí ưu tiên trồng cây bản địa trên đất rừng phòng hộ",
        "Trạm gác cũ ở suối Đá: chọn phương án cải tạo, không xây mới",
        "Mức khoán bảo vệ rừng là 600 nghìn đồng/ha/năm, tối đa 30 ha mỗi hộ",
        "Cấm chăn thả gia súc trong khu rừng mới trồng",
    ]


def test_work_under_a_body_alone_on_its_line_is_that_bodys_and_praise_and_zeal_are_nobodys(
    read_document: Read,
) -> None:
    assert ordered(read_document(written("forest_conclusion"))) == [
        (("Sở Tài chính",), "Thẩm định dự toán trồng rừng vụ đông, trình Thường trực Tỉnh ủy", date(2026, 10, 20)),
        (("Sở Tài chính",), "Thuê đơn vị đo đạc ranh giới rừng phòng hộ", None),
        (("Rơ Chăm Hùng",), "Lập bản đồ điểm nóng phá rừng", date(2026, 10, 31)),
        (("Đảng ủy xã Đắk Lang",), "Niêm yết danh sách hộ nhận khoán", date(2026, 10, 23)),
        (("Ban Quản lý rừng",), "Tổng hợp số liệu gửi Văn phòng Tỉnh ủy", date(2026, 10, 30)),
    ]


def test_entries_numbered_in_words_are_entries(read_document: Read) -> None:
    found = read_document(written("ordinal_letter"))
    assert ordered(found) == [
        (("UBND xã Ia Nhin",), "Lập danh sách hộ bán hàng, gửi Sở", date(2026, 10, 12)),
        (("Ban Quản lý chợ huyện",), "Kẻ vạch 40 chỗ bán tạm trong sân chợ", date(2026, 10, 16)),
        (("Ban Quản lý chợ huyện",), "Niêm phong các quầy bỏ trống", date(2026, 10, 19)),
    ]
    assert [text[:40] for text in decided(found)] == [
        "Về nguyên tắc: các sạp lấn hành lang đườ",
        "Mức hỗ trợ di dời là 3 triệu đồng/sạp",
        "Từ ngày 01/11/2026 chợ đóng cửa lúc 19 g",
    ]


def test_minutes_decide_item_by_item_and_in_lists(read_document: Read) -> None:
    found = read_document(written("agenda_minutes"))
    assert decided(found) == [
        "Tăng giá vé lên 22.000 đồng/lượt từ ngày 01/11/2026",
        "Ban Quản trị biểu quyết 6/7 thành viên đồng ý thuê 02 xe 16 chỗ trong năm 2027",
        "Không nhận chở hàng dễ cháy trên xe khách",
        "Mỗi xe nghỉ bảo dưỡng một ngày trong tháng",
    ]
    assert [(owners, due) for owners, _, due in ordered(found)] == [
        (("Kế toán trưởng",), date(2026, 10, 15)),
        (("Tư Hòa",), date(2026, 10, 28)),
    ]


def test_an_invitation_fixes_its_rates_and_rules(read_document: Read) -> None:
    assert decided(read_document(written("museum_invitation"))) == [
        "Bảo tàng hỗ trợ tiền xe 300.000 đồng/người đối với đại biểu ở xa",
        "Không thu phí tham dự",
        "Từ năm nay không in kỷ yếu giấy, tài liệu gửi qua thư điện tử",
    ]


def test_the_notes_of_a_week_decide_and_order(read_document: Read) -> None:
    found = read_document(written("noted_week"))
    assert decided(found) == [
        "Từ tuần này, giao ban Ban Giám hiệu chuyển từ chiều thứ Sáu sang sáng thứ Hai",
        "Không bố trí xe đưa đón trong tuần do bảo dưỡng",
        "Tạm dừng tiếp khách tại sảnh A đến hết ngày 16/10",
    ]
    assert [owners for owners, _, _ in ordered(found)] == [("Phòng Đào tạo",)]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("trong thời hạn 10 ngày làm việc kể từ ngày ban hành Thông báo này", date(2026, 10, 20)),
        ("thời hạn: 07 ngày kể từ ngày ban hành Thông báo này", date(2026, 10, 13)),
        ("trước phiên họp kiểm điểm ngày 28/12/2026 đúng 05 ngày", date(2026, 12, 23)),
        ("trước rằm tháng Mười (âm lịch) 03 ngày", date(2026, 11, 20)),
        ("trước Tết Dương lịch", date(2026, 12, 31)),
        ("tại hội nghị ngày 16/12/2026", date(2026, 12, 16)),
    ],
)
def test_deadlines_counted_from_the_issue_or_from_a_day_that_is_said(
    read_document: Read, said: str, due: date
) -> None:
    text = written("forest_conclusion").replace("trước ngày\n20/10/2026;", f"{said};")
    assert due in [found for _, _, found in ordered(read_document(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cơ bản tán thành nội dung Đề án",
        "Về phương án thi công: đồng ý đào hở đoạn qua chợ",
        "Hội nghị nhất trí đổi tên đội thành Đội Quản lý đường bộ số 3",
        "Tạm dừng chủ trương xây trạm bơm mới",
        "Từ kỳ lương tháng 12, ngừng chi tiền mặt",
        "Không sử dụng bạt nhựa trong sân trường",
        "Chỉ nhận hồ sơ qua cổng dịch vụ công",
        "Lệ phí thi tối đa 150 nghìn đồng/người",
        "Biểu quyết (9/9 phiếu) cảnh cáo ông Tư",
    ],
)
def test_what_settles_a_question(sentence: str) -> None:
    assert is_settled(sentence, listed=False, concluding=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đối với bến xe cũ: chưa thống nhất, tiếp tục nghiên cứu",
        "Giá vé xe đưa đón: giữ nguyên",
        "Không để xảy ra mất an toàn",
        "Không ngừng nâng cao chất lượng phục vụ",
        "Chỉ đạo các xã rà soát hộ nghèo",
        "Mức thu tháng 9 đạt 104% so với cùng kỳ",
        "Thống nhất với Sở Xây dựng về phương án",
        "Sở Y tế phê duyệt danh sách trước ngày 5/10",
        "Không xem xét đề nghị tăng biên chế",
    ],
)
def test_what_settles_nothing(sentence: str) -> None:
    assert not is_settled(sentence, listed=False, concluding=False)


def test_a_change_without_anybody_to_make_it_is_a_decision_in_a_conclusion_only() -> None:
    assert is_settled("Nâng mức phụ cấp trực đêm lên 90 nghìn đồng", listed=False, concluding=True)
    assert not is_settled("Nâng mức phụ cấp trực đêm lên 90 nghìn đồng", listed=False, concluding=False)


@pytest.mark.parametrize("heading", ["Về một số chủ trương", "NHỮNG NỘI DUNG ĐÃ THỐNG NHẤT", "Quyết định"])
def test_headings_that_announce_decisions(heading: str) -> None:
    assert decides(heading)


@pytest.mark.parametrize("heading", ["Quyết định số 12/QĐ-UBND", "Nhiệm vụ giao các cơ quan", "Tổ chức thực hiện"])
def test_headings_that_announce_none(heading: str) -> None:
    assert not decides(heading)


def test_an_upper_limit_among_the_background_is_a_decision() -> None:
    assert fixes_amount("Từ nguồn thu sự nghiệp, tối đa 60 triệu đồng")
    assert not fixes_amount("Kinh phí thực hiện theo quy định hiện hành")


def test_a_rule_among_the_contents_is_a_decision_one_among_the_aims_is_not(read_document: Read) -> None:
    rule = "Không nhận đăng ký tại chỗ trong hai ngày hội."
    plan = written("harvest_plan")
    told = plan.replace("I. CÁC HOẠT ĐỘNG", f"I. NỘI DUNG\n{rule}\n\nII. CÁC HOẠT ĐỘNG")
    aimed = plan.replace("I. CÁC HOẠT ĐỘNG", f"I. MỤC ĐÍCH\n{rule}\n\nII. CÁC HOẠT ĐỘNG")
    assert decided(read_document(told)) == [rule.rstrip(".")]
    assert decided(read_document(aimed)) == []
