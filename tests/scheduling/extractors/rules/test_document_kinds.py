"""Writings of other bodies: companies, parishes, schools, wards; rulings, minutes, weeks by day and in columns."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.conversation import Document
from models.findings import ActionItem, CivilTime, Decision, Findings, PlannedMeeting
from scheduling.extractors import load_extractor
from scheduling.protocol import ExtractContext

Read = Callable[[str], Findings]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

COMPANY_NOTICE = """CÔNG TY CỔ PHẦN DỆT MAY HƯƠNG GIANG
PHÒNG NHÂN SỰ
Số: 115/TB-NS                                   Huế, ngày 01 tháng 10 năm 2026

THÔNG BÁO
V/v khám sức khỏe định kỳ và tập huấn an toàn lao động

Kính gửi: Toàn thể cán bộ, công nhân viên Công ty

Phòng Nhân sự thông báo kế hoạch như sau:
1. Khám sức khỏe định kỳ
- Thời gian: từ 7h30 đến 16h30, ngày 20/10/2026
- Địa điểm: Trạm Y tế Công ty
- Thành phần: Tổ may 1, Tổ may 2, Tổ cắt
2. Tập huấn an toàn lao động
- Thời gian: 14h00 ngày 22/10/2026
- Địa điểm: Hội trường B
3. Các tổ trưởng lập danh sách gửi về Phòng Nhân sự trước ngày 12/10/2026.
4. Phòng Hành chính liên hệ Bệnh viện Trung ương ký hợp đồng khám, xong trong tuần này.
Đề nghị các đơn vị nghiêm túc thực hiện./.

TRƯỞNG PHÒNG
"""

RULING = """ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
-------
Số: 45/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Tân Hòa, ngày 30 tháng 9 năm 2026

QUYẾT ĐỊNH
Về việc thành lập Tổ công tác rà soát hộ nghèo năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2025;
Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh;
Theo đề nghị của Trưởng phòng Kinh tế,

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ công tác rà soát hộ nghèo năm 2026 gồm 07 thành viên do ông Lê Văn Sang làm Tổ trưởng.
Điều 2. Tổ công tác có nhiệm vụ rà soát toàn bộ hộ nghèo trên địa bàn, báo cáo kết quả về Ủy ban nhân dân
xã trước ngày 15 tháng 11 năm 2026.
Điều 3. Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND bố trí kinh phí; hoàn thành chậm nhất
ngày 20/10/2026.
Điều 4. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng phòng Kinh tế và các thành viên
Tổ công tác chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 4;
"""

MINUTES = """BỆNH VIỆN ĐA KHOA BÌNH AN
KHOA NỘI TỔNG HỢP

BIÊN BẢN HỌP GIAO BAN KHOA

Thời gian: 7 giờ 30 ngày 05/10/2026
Địa điểm: Phòng giao ban Khoa Nội
Chủ trì: BS. Hoàng Thị Lý
Thành phần: toàn thể nhân viên khoa

Nội dung:
- Điều dưỡng trưởng báo cáo tình hình tuần qua.
- Các ý kiến thảo luận về trực Tết.

Kết luận:
1. Thống nhất áp dụng bệnh án điện tử từ ngày 01/11/2026.
2. BS. Nam hoàn thiện quy trình bàn giao ca trực, trình Trưởng khoa trước ngày 10/10/2026.
3. Điều dưỡng trưởng Kim Oanh lập bảng phân công trực tháng 11, nộp Phòng Kế hoạch tổng hợp chậm nhất 16
giờ ngày 28/10/2026.
4. Họp khoa lần tới: 7 giờ 30 ngày 12/10/2026 tại Phòng giao ban.

Cuộc họp kết thúc lúc 8 giờ 30 cùng ngày.
"""

PARISH_INVITATION = """GIÁO XỨ THÁNH TÂM
Số 12/2026/TB-GX

THƯ MỜI
Kính gửi: Quý Ban Hành giáo các giáo họ

Ban Thường vụ Hội đồng Mục vụ Giáo xứ trân trọng kính mời quý vị đến dự:
HỌP CHUẨN BỊ LỄ GIÁNG SINH
Vào lúc 19 giờ 30, thứ Bảy ngày 24/10/2026
Tại: Nhà xứ Thánh Tâm
Thành phần: Trưởng các giới, Ca trưởng, Ban Hành giáo các giáo họ.
Xin quý vị gửi danh sách đăng ký tham gia văn nghệ về cho ông Thư ký trước ngày 20/10/2026.

Thánh Tâm, ngày 01 tháng 10 năm 2026
TM. HỘI ĐỒNG MỤC VỤ
"""

COOPERATIVE_PLAN = """LIÊN MINH HTX TỈNH THANH SƠN
HỢP TÁC XÃ NÔNG NGHIỆP PHÚ LỘC
Số: 07/KH-HTX
Phú Lộc, ngày 02 tháng 10 năm 2026

KẾ HOẠCH
Sản xuất vụ Đông Xuân 2026 - 2027

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao năng suất.
2. Các tổ đội thực hiện đúng lịch thời vụ trước ngày 30/12/2026.
II. NỘI DUNG
1. Diện tích gieo cấy: 120 ha.
III. TIẾN ĐỘ THỰC HIỆN
- Trước ngày 15/10/2026: Ban Giám đốc ký hợp đồng cung ứng giống.
- Từ ngày 16/10 đến 25/10/2026: Tổ thủy nông nạo vét kênh mương nội đồng.
- Ngày 28/10/2026: Họp toàn thể xã viên tại Nhà văn hóa thôn 3.
IV. TỔ CHỨC THỰC HIỆN
1. Ban Giám đốc: Chỉ đạo chung; phân công thành viên phụ trách từng thôn, hoàn thành trước 10/10/2026.
2. Ban Kiểm soát: Giám sát chất lượng giống.
3. Kế toán: Lập dự toán chi tiết, trình Ban Giám đốc ngày 12/10/2026.

Nơi nhận:
"""

WEEK_IN_COLUMNS = """SỞ NỘI VỤ TỈNH ĐÔNG LA
VĂN PHÒNG

LỊCH LÀM VIỆC CỦA LÃNH ĐẠO SỞ
(Tuần 42, từ ngày 12/10 đến ngày 16/10/2026)

Thứ | Giờ | Nội dung | Địa điểm | Thành phần
Thứ Hai 12/10 | 8h00 | Họp giao ban Lãnh đạo Sở | Phòng họp tầng 2 | Giám đốc, các Phó Giám đốc
 | 14h00 | Làm việc với Sở Tài chính về biên chế | Sở Tài chính | PGĐ Tuấn
Thứ Ba 13/10 | Cả ngày | Đi công tác Hà Nội | |
Thứ Tư 14/10 | 9h30 | Tiếp đoàn kiểm tra Bộ Nội vụ | Hội trường | Ban Giám đốc
"""

WEEK_BY_DAY = """TRƯỜNG TIỂU HỌC LÊ LỢI
LỊCH CÔNG TÁC TUẦN 8
Từ ngày 12/10/2026 đến 18/10/2026

THỨ HAI
Sáng: 7h00 Chào cờ đầu tuần (sân trường) - Toàn trường
      8h30 Họp Hội đồng sư phạm tại phòng Hội đồng
Chiều: 14h00 Sinh hoạt chuyên môn tổ 4-5, phòng Tin học
THỨ BA (13/10)
- Sáng: Dự giờ thao giảng lớp 3A
- 15h: Họp Ban đại diện cha mẹ học sinh, tại Hội trường; thành phần: BGH, GVCN
CHỦ NHẬT: Nghỉ
Người lập: Nguyễn Thị Hà
Ngày 09 tháng 10 năm 2026
"""

SCHOOL_NOTICE = """GREENFIELD INTERNATIONAL SCHOOL
Ref: GIS/2026/118
Date: 1 October 2026

NOTICE
Subject: Annual fire safety inspection

To: All Heads of Department

The annual fire safety inspection will be held on Thursday 15 October 2026 at 9:00 am in the Main Hall.
1. The Facilities Office shall test all alarms by 9 October 2026.
2. All Heads of Department are requested to submit their evacuation plans to the Safety Officer no later
than 5 pm on 12 October 2026.
3. Ms Carter will print the floor plans by Friday.
4. Staff are reminded to keep corridors clear at all times.

Yours sincerely,
"""

LETTERED_LETTER = """THÀNH PHỐ HẢI LONG
UỶ BAN NHÂN DÂN PHƯỜNG AN KHÊ         CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 901/UBND-VX               Độc lập – Tự do – Hạnh phúc
V/v đăng ký tham gia giải việt dã
                                    An Khê, ngày 02 tháng 10 năm 2026

Kính gửi: Các trường học; các chi hội phụ nữ; Đoàn Thanh niên phường

Thực hiện Kế hoạch số 55/KH-UBND ngày 20/9/2026 của UBND thành phố, Ủy ban nhân dân phường đề nghị:
a) Các trường học tổ chức tuyên truyền, vận động học sinh tham gia; gửi danh sách về phường trước ngày
14/10/2026 (qua Phòng Văn hóa - Xã hội).
b) Giao Phòng Văn hóa - Xã hội làm đầu mối, chủ trì tham mưu thành lập Ban Tổ chức giải, trình UBND
phường trong ngày 09/10/2026.
c) Yêu cầu Công an phường xây dựng phương án bảo đảm an ninh trật tự, báo cáo Chủ tịch UBND phường trước
17h ngày 16/10/2026.
Lễ khai mạc giải dự kiến lúc 6 giờ 00 phút, ngày 24 tháng 10 năm 2026 (thứ Bảy) tại Quảng trường 30/4.
Mọi chi tiết liên hệ ông Phan Văn Tài, số điện thoại 0905 111 222.
Rất mong sự phối hợp của quý đơn vị./.
"""

COMPANY_INVITATION = """CÔNG TY TNHH VẬN TẢI MINH PHÁT

Hà Nội, ngày 03/10/2026

GIẤY MỜI HỌP

Kính gửi: Ông/Bà Trưởng các bộ phận

Giám đốc Công ty kính mời Ông/Bà đến dự cuộc họp:

Nội dung : Sơ kết 9 tháng và bàn phương án vận tải Tết
Chủ toạ : Giám đốc Trần Quốc Bình
Thành phần : - Trưởng các bộ phận
             - Kế toán trưởng
             - Đội trưởng Đội xe
Thời gian : Bắt đầu từ 14 giờ ngày thứ Sáu, 09/10/2026
            (dự kiến kết thúc 16 giờ 30)
Địa điểm : Phòng họp tầng 3, trụ sở Công ty,
           số 18 Lê Duẩn
Kế toán trưởng chuẩn bị số liệu công nợ; Đội trưởng Đội xe chuẩn bị báo cáo tình trạng xe, gửi về Phòng
Hành chính trước ngày 08/10.
Trân trọng!
"""


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
