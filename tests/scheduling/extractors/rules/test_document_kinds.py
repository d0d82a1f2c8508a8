"""Writings of other bodies: companies, parishes, schools, wards; rulings, minutes, weeks by day and in columns."""

import random
import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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

CONSTRUCTION_LETTER = """BỘ TƯ LỆNH QUÂN KHU
CÔNG TY TNHH MTV XÂY DỰNG 59
Số: 612/CV-CT59          Cần Thơ, ngày 29 tháng 9 năm 2026
V/v báo cáo tiến độ thi công
Quý III/2026

Kính gửi:
- Ban điều hành gói thầu XL-02;
- Các đội thi công.

Để phục vụ cuộc họp giao ban với chủ đầu tư lúc 9 giờ ngày 08/10/2026 tại Văn phòng Ban Quản lý dự án,
Giám đốc Công ty yêu cầu:

1. Ban điều hành gói thầu XL-02: tổng hợp khối lượng hoàn thành, giá trị giải ngân, gửi về phòng Kế hoạch
trước 10h00 ngày 06/10/2026.
2. Các đội thi công báo cáo nhân lực, thiết bị và những khó khăn, vướng mắc (theo mẫu đính kèm), thời hạn
chậm nhất ngày 05/10/2026.
3. Phòng Kế hoạch chịu trách nhiệm tổng hợp, trình Giám đốc ký trong ngày 07/10/2026.

Yêu cầu các đơn vị thực hiện nghiêm túc.
Trân trọng./.
Nơi nhận:
"""

PARTY_CONCLUSION = """TỈNH ỦY AN PHÚ                         ĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG
     *                                 An Phú, ngày 01 tháng 10 năm 2026
Số 145-TB/VPTU

THÔNG BÁO
Kết luận của đồng chí Phó Bí thư Thường trực Tỉnh ủy tại buổi làm việc với Tỉnh đoàn

Ngày 29-9-2026, đồng chí Phó Bí thư Thường trực Tỉnh ủy đã có buổi làm việc với Ban Thường vụ Tỉnh đoàn.
Sau khi nghe báo cáo, đồng chí kết luận như sau:

1. Về chủ trương: Thống nhất chọn năm 2027 là "Năm Thanh niên tình nguyện".
2. Về kinh phí: Đồng ý bổ sung 2,5 tỷ đồng cho Quỹ hỗ trợ thanh niên khởi nghiệp; giao Sở Tài chính tham
mưu UBND tỉnh cấp kinh phí trước ngày 30-11-2026.
3. Tỉnh đoàn phối hợp với Ban Tuyên giáo và Dân vận Tỉnh ủy xây dựng đề án, báo cáo Ban Thường vụ Tỉnh ủy
trong quý IV năm 2026.
4. Không tổ chức Đại hội thể thao thanh niên trong năm 2026.
5. Các cấp bộ đoàn tiếp tục đổi mới phương thức hoạt động.

T/L BAN THƯỜNG VỤ
"""

SPORTS_PLAN = """CÔNG ĐOÀN NGÀNH Y TẾ
Số 12/KH-CĐYT
Ngày 30/9/2026

KẾ HOẠCH
Tổ chức Hội thao chào mừng ngày 20/10

1. Thời gian, địa điểm
a) Thời gian: Từ 07h00 - 17h00 ngày 18/10/2026 (Chủ nhật).
b) Địa điểm: Nhà thi đấu đa năng tỉnh.
2. Thành phần: Đoàn viên công đoàn các bệnh viện, trung tâm y tế.
3. Phân công nhiệm vụ

STT  Nội dung công việc                       Đơn vị thực hiện          Thời gian hoàn thành
1    Ban hành điều lệ hội thao                Ban Tổ chức               05/10/2026
2    Đăng ký vận động viên, nộp danh sách     Các công đoàn cơ sở       10/10/2026
     kèm ảnh 3x4
3    Bốc thăm, xếp lịch thi đấu               Tiểu ban Chuyên môn       Trước 14/10/2026

4    Trang trí khánh tiết, âm thanh           Văn phòng                 17/10/2026
"""

WEEK_BY_HALF_DAY = """PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
LỊCH CÔNG TÁC TUẦN 41 (Từ 05/10/2026 đến 11/10/2026)

Thứ/ngày        Buổi    Nội dung công việc                    Địa điểm         Thành phần
Hai 05/10       Sáng    8h00: Giao ban lãnh đạo               Phòng họp 1      Lãnh đạo Phòng
                Chiều   14h00: Kiểm tra Trường THCS A         Trường THCS A    Đoàn kiểm tra
Ba 06/10        Sáng    7h30: Dự khai giảng lớp chính trị     TT Chính trị     Đ/c Hùng
Tư 07/10        Cả ngày Làm việc tại cơ quan
"""

HOSPITAL_MEMO = """RIVERSIDE COMMUNITY HOSPITAL
MEMORANDUM
To: Department Directors
From: Office of the Chief Medical Officer
Date: October 2, 2026
Re: Joint Commission mock survey

A mock survey will take place on October 21, 2026 from 8:00 am to 4:00 pm. The opening briefing is at
8:15 am in Conference Room B.
Please complete the following:
- Pharmacy: submit the medication reconciliation audit by October 9.
- Nursing Education must upload training records no later than October 14, 2026.
- Dr. Patel to prepare the opening presentation by Friday, October 16.
It was decided that the visitor policy will be suspended on survey day.
Thank you for your cooperation.
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
