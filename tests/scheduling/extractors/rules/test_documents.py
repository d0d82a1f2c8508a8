"""Letters, notices, invitations, plans and schedules of invented bodies."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.findings import ActionItem, Decision, Findings, PlannedMeeting

Read = Callable[[str], Findings]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

NOTICE = """ĐẢNG ỦY PHƯỜNG TÂN QUY                        ĐẢNG CỘNG SẢN VIỆT NAM
            *                              Tân Quy, ngày 02 tháng 10 năm 2026
      Số 87-TB/ĐU

                              THÔNG BÁO
        Kết luận của đồng chí Bí thư Đảng ủy tại hội nghị giao ban tháng 9

     Ngày 29/9/2026, Thường trực Đảng ủy tổ chức hội nghị giao ban. Sau khi nghe các ban báo cáo,
đồng chí Bí thư Đảng ủy kết luận:

     1. Đồng ý giao chỉ tiêu kết nạp 25 đảng viên mới trong năm 2027.
     2. Giao Ban Xây dựng Đảng chủ trì, phối hợp với Văn phòng tham mưu kế hoạch kiểm tra chuyên đề,
trình Thường trực Đảng ủy trước ngày 15/10/2026.
     3. Các chi bộ tiếp tục quán triệt, nâng cao chất lượng sinh hoạt.

Nơi nhận:                                        T/M ĐẢNG ỦY
"""

INVITATION = """CÔNG TY CẤP NƯỚC HÒA AN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                  Độc lập - Tự do - Hạnh phúc
Số: 44/TM-CNHA                    Hòa An, ngày 01 tháng 10 năm 2026

THƯ MỜI HỌP

Kính gửi: Các phòng, đội trực thuộc
- Nội dung: Họp rà soát tiến độ thay thế đồng hồ nước.
- Thời gian: 8h30 ngày 07/10/2026 (Thứ Tư).
- Địa điểm: Phòng họp số 3, tầng 5.
Đề nghị Phòng Kỹ thuật chuẩn bị báo cáo và gửi về Phòng Tổng hợp trước 16h00 ngày 06/10/2026.
"""

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG BÌNH LỘC
Số: 210/KH-UBND
Bình Lộc, ngày 01 tháng 10 năm 2026

KẾ HOẠCH
Tháng cao điểm vệ sinh môi trường

| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |
| 1 | Lắp đặt 200 thùng rác công cộng | Công ty Dịch vụ công ích | Trước ngày 15/10/2026 |
| 2 | Theo dõi, nhắc nhở | Các khu phố | Thường xuyên |
"""

SCHEDULE = """TRƯỜNG ĐẠI HỌC KỸ THUẬT BIỂN ĐÔNG
LỊCH CÔNG TÁC TUẦN 41

Thứ Hai (12/10):
- 08g00: Giao ban Ban Giám hiệu. Địa điểm: Phòng họp A1. Chủ trì: Hiệu trưởng.
- 09g30: HOÃN - Tiếp đoàn doanh nghiệp.
Thứ Ba (13/10):
- 08g00 - 11g00: Tập huấn phòng cháy chữa cháy, tại sân trường.
"""


def test_the_head_of_a_notice(read_document: Read) -> None:
    metadata = read_document(NOTICE).metadata
    assert metadata is not None
    assert metadata.number == "87-TB/ĐU"
    assert metadata.dated == date(2026, 10, 2)
    assert metadata.issuer == "Đảng ủy phường Tân Quy"
    assert metadata.subject == "Kết luận của đồng chí Bí thư Đảng ủy tại hội nghị giao ban tháng 9"


def test_a_conclusion_is_a_decision_an_order_a_task_of_the_lead_and_a_duty_nothing(read_document: Read) -> None:
    decision, task = read_document(NOTICE).items
    assert isinstance(decision, Decision)
    assert isinstance(task, ActionItem)
    assert task.owners == ("Ban Xây dựng Đảng",)
    assert task.text == "Tham mưu kế hoạch kiểm tra chuyên đề, trình Thường trực Đảng ủy"
    assert task.due is not None
    assert task.due.value == date(2026, 10, 15)


def test_evidence_of_a_document_are_its_lines_word_for_word(read_document: Read) -> None:
    lines = NOTICE.splitlines()
    for item in read_document(NOTICE).items:
        for evidence in item.evidence:
            assert evidence.quote == lines[int(evidence.utterance[1:]) - 1].strip()


def test_an_invitation_gives_its_meeting_and_its_order(read_document: Read) -> None:
    meeting, task = read_document(INVITATION).items
    assert isinstance(meeting, PlannedMeeting)
    assert meeting.text == "Họp rà soát tiến độ thay thế đồng hồ nước"
    assert meeting.start == datetime(2026, 10, 7, 8, 30, tzinfo=ZONE)
    assert meeting.place == "Phòng họp số 3, tầng 5"
    assert isinstance(task, ActionItem)
    assert task.owners == ("Phòng Kỹ thuật",)
    assert task.due is not None
    assert task.due.value == datetime(2026, 10, 6, 16, 0, tzinfo=ZONE)


def test_a_table_of_work_gives_a_task_a_row_but_not_what_never_ends(read_document: Read) -> None:
    (task,) = read_document(PLAN).items
    assert isinstance(task, ActionItem)
    assert (task.text, task.owners) == ("Lắp đặt 200 thùng rác công cộng", ("Công ty Dịch vụ công ích",))


def test_a_schedule_gives_every_hour_that_is_held(read_document: Read) -> None:
    first, second = read_document(SCHEDULE).items
    assert isinstance(first, PlannedMeeting)
    assert isinstance(second, PlannedMeeting)
    assert (first.text, first.place) == ("Giao ban Ban Giám hiệu", "Phòng họp A1")
    assert second.start == datetime(2026, 10, 13, 8, 0, tzinfo=ZONE)
    assert second.end == datetime(2026, 10, 13, 11, 0, tzinfo=ZONE)


def test_plain_prose_gives_nothing(read_document: Read) -> None:
    assert read_document("Hôm nay trời đẹp.\n\nChúng tôi đi dạo quanh hồ.").items == ()


def test_an_empty_document_gives_nothing(read_document: Read) -> None:
    assert read_document("").items == ()


def test_an_annex_after_the_addressees_is_read_too(read_document: Read) -> None:
    letter = """UBND XÃ ĐỒNG NAI HẠ
Số: 41/UBND-VP
Đồng Nai Hạ, ngày 01 tháng 10 năm 2026

Kính gửi: Các bộ phận chuyên môn.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH

PHỤ LỤC
(Kèm theo Công văn số 41/UBND-VP)
1. Trạm Y tế rà soát tủ thuốc, báo cáo trước ngày 20/10/2026.
"""
    (task,) = (item for item in read_document(letter).items if isinstance(item, ActionItem))
    assert task.owners == ("Trạm Y tế",)
    assert task.due is not None
    assert task.due.value == date(2026, 10, 20)
    assert [evidence.utterance for evidence in task.evidence] == ["l14"]
