"""Orders, promises and bargains of invented meetings, and what must give no task."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.directory import Person
from models.findings import ActionItem, Findings

Converse = Callable[..., Findings]

HEAD = Person("Tô Ngọc Diệp", "Giám đốc", "Ban Giám đốc")
TUAN = Person("Đàm Quốc Tuấn", "Tổ trưởng", "Tổ Kỹ thuật")
THUY = Person("Kha Thị Bích Thủy", "Kế toán", "Tổ Hành chính")
PEOPLE = (HEAD, TUAN, THUY)
UNITS = ("Ban Giám đốc", "Tổ Kỹ thuật", "Tổ Hành chính")
D, Q, T = HEAD.name, TUAN.name, THUY.name


def tasks(findings: Findings) -> list[ActionItem]:
    return [item for item in findings.items if isinstance(item, ActionItem)]


def only_task(findings: Findings) -> ActionItem:
    (task,) = tasks(findings)
    return task


def due(task: ActionItem) -> object:
    return task.due.value if task.due else None


def test_an_order_by_name_that_is_accepted(converse: Converse) -> None:
    task = only_task(
        converse(
            (D, "Anh Tuấn kiểm tra lại toàn bộ dây điện ngoài sân, xong trước thứ năm."),
            (Q, "Dạ rõ."),
            people=PEOPLE,
        )
    )
    assert task.text == "Kiểm tra lại toàn bộ dây điện ngoài sân"
    assert task.owners == (Q,)
    assert due(task) == date(2026, 10, 8)
    assert [evidence.utterance for evidence in task.evidence] == ["u1", "u2"]


def test_a_unit_that_is_named_owns_the_work_even_when_its_head_answers(converse: Converse) -> None:
    task = only_task(
        converse(
            (D, "Tổ Kỹ thuật lắp lại máy chiếu phòng A, chậm nhất 16 giờ thứ tư."),
            (Q, "Dạ, để em làm."),
            people=PEOPLE,
            departments=UNITS,
        )
    )
    assert task.owners == ("Tổ Kỹ thuật",)
    assert due(task) == datetime(2026, 10, 7, 16, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_a_promise_belongs_to_its_speaker(converse: Converse) -> None:
    task = only_task(converse((T, "Để em soạn hợp đồng, sáng mai em trình chị ký."), (D, "Ừ, được."), people=PEOPLE))
    assert task.owners == (T,)
    assert due(task) == date(2026, 10, 6)


def test_a_deadline_that_is_bargained_is_one_task_with_the_agreed_day(converse: Converse) -> None:
    task = only_task(
        converse(
            (D, "Chị Thủy nộp báo cáo quyết toán trước thứ tư nhé."),
            (T, "Thứ tư em vướng kiểm kê, em xin tới thứ sáu ạ."),
            (D, "Được, thứ sáu."),
            people=PEOPLE,
        )
    )
    assert due(task) == date(2026, 10, 9)
    assert {"u1", "u2"} <= {evidence.utterance for evidence in task.evidence}


def test_a_question_that_is_accepted_is_a_task(converse: Converse) -> None:
    task = only_task(
        converse((D, "Anh Tuấn gửi danh sách thiết bị trong ngày mai được không?"), (Q, "Dạ được."), people=PEOPLE)
    )
    assert task.owners == (Q,)


def test_work_taken_back_is_no_task(converse: Converse) -> None:
    findings = converse(
        (D, "Anh Tuấn in thêm 50 bộ tài liệu nhé."), (T, "Tài liệu còn nhiều lắm chị."), (D, "Vậy thôi khỏi in."),
        people=PEOPLE,
    )  # fmt: skip
    assert tasks(findings) == []


def test_text_without_punctuation_and_cut_in_the_middle(converse: Converse) -> None:
    task = only_task(
        converse(
            ("SPEAKER_00", "anh tuấn kiểm tra máy phát điện rồi báo lại tôi hạn là"),
            ("SPEAKER_00", "chiều thứ sáu tuần này nghen"),
            ("SPEAKER_01", "dạ rõ"),
            people=PEOPLE,
        )
    )
    assert task.owners == (Q,)
    assert due(task) == date(2026, 10, 9)


def test_an_order_in_english(converse: Converse) -> None:
    task = only_task(
        converse(
            ("Greta Lindqvist", "Samuel, please submit the report to the donor no later than October 20."),
            ("Samuel Okafor", "Will do."),
            people=(Person("Greta Lindqvist"), Person("Samuel Okafor")),
            language="en",
        )
    )
    assert task.text == "Submit the report to the donor"
    assert task.owners == ("Samuel Okafor",)
    assert due(task) == date(2026, 10, 20)


def test_an_unanswered_offer_is_marked_as_only_proposed(converse: Converse) -> None:
    task = only_task(converse((T, "Để em soạn hợp đồng, sáng mai em trình chị ký."), people=PEOPLE))
    assert "only_proposed" in task.doubts


@pytest.mark.parametrize(
    "said",
    [
        "Dạ, báo cáo quý II em đã gửi phường hôm thứ sáu rồi.",
        "Nếu mưa lớn thì tổ em dời sân khấu vào trong.",
        "Các đồng chí cần nêu cao tinh thần trách nhiệm, phục vụ bà con chu đáo.",
        "Năm ngoái mình cũng làm y như vậy mà.",
        "Loa cũ rè quá, nghe không rõ gì hết.",
        "Cái đó để tôi xem xét, chưa dám hứa.",
    ],
)
def test_reports_hypotheses_and_exhortations_give_no_task(converse: Converse, said: str) -> None:
    assert tasks(converse((Q, said), (D, "Tiếp đi."), people=PEOPLE, departments=UNITS)) == []


def test_upper_case_and_decomposed_letters_change_nothing(converse: Converse) -> None:
    import unicodedata

    said = "anh tuấn kiểm tra lại dây điện ngoài sân trước thứ năm nhé"
    plain = only_task(converse((D, said), (Q, "dạ rõ"), people=PEOPLE))
    for form in (unicodedata.normalize("NFD", said), said.upper()):
        task = only_task(converse((D, form), (Q, "dạ rõ"), people=PEOPLE))
        assert (task.owners, due(task)) == (plain.owners, due(plain))


def test_a_verb_nobody_taught_is_work_when_somebody_is_called_and_urged(converse: Converse) -> None:
    task = only_task(
        converse((D, "anh tuấn đánh vecni lại bục sân khấu giúp tôi nhé"), (Q, "dạ vâng"), people=PEOPLE)
    )
    assert task.owners == (Q,)
    assert task.text.startswith("Đánh vecni lại bục sân khấu")


def test_a_later_request_moves_the_date_of_ones_own_task_only(converse: Converse) -> None:
    first, second = tasks(
        converse(
            (D, "Anh Tuấn sửa cửa kho xong trước thứ tư nhé."),
            (Q, "Dạ rõ."),
            (D, "Chị Thủy nộp quyết toán trước thứ năm nhé."),
            (T, "Dạ vâng."),
            (D, "Tiếp theo là chuyện xe cộ, bãi xe chật quá."),
            (T, "Xe máy để hai hàng thì vừa."),
            (D, "Ừ, hai hàng cho gọn."),
            (T, "Loa phát thanh vẫn rè lắm chị."),
            (Q, "Thưa chị, vụ cửa kho thợ bận, em xin tới chiều thứ sáu."),
            (D, "Được."),
            people=PEOPLE,
        )
    )
    assert {first.owners: due(first), second.owners: due(second)} == {
        (T,): date(2026, 10, 8),
        (Q,): date(2026, 10, 9),
    }


def test_somebody_absent_is_named_as_said_without_the_word_of_address(converse: Converse) -> None:
    task = only_task(
        converse((D, "Em dặn anh Quân giùm, ngày 20 phải kiểm kê xong kho vải."), (T, "Dạ vâng."), people=PEOPLE)
    )
    assert task.owners == ("Quân",)


def test_the_one_called_at_the_end_is_asked(converse: Converse) -> None:
    (task,) = tasks(
        converse(
            ("Ada Quist", "Could you send the plan by Friday, Ben?"),
            ("Cara Lund", "I saw it yesterday."),
            ("Ben Ode", "Yes, will do."),
            language="en",
        )
    )
    assert task.owners == ("Ben Ode",)


@pytest.mark.parametrize(
    "order",
    [
        "Giao Sở Xây dựng chủ trì, phối hợp với Công an tỉnh rà soát hồ sơ trước thứ sáu.",
        "Giao Sở Xây dựng chủ trì, Công an tỉnh phối hợp, rà soát hồ sơ trước thứ sáu.",
    ],
)
def test_who_leads_owns_and_who_assists_does_not(converse: Converse, order: str) -> None:
    found = converse(
        ("Đàm Quốc Tuấn", order), ("Kha Thị Bích", "Vâng ạ."), departments=("Sở Xây dựng", "Công an tỉnh")
    )
    assert [task.owners for task in tasks(found)] == [("Sở Xây dựng",)]


@pytest.mark.parametrize("day", ["trước ngày 31/2", "trước 31/2", "trước ngày 35 tháng 3", "trước 25 giờ"])
def test_a_date_that_does_not_exist_is_doubted_and_not_shifted(converse: Converse, day: str) -> None:
    found = converse(("An", f"Anh Hải nộp báo cáo cho tôi {day} nhé."), ("Hải", "Vâng, em nộp."))
    (task,) = (item for item in found.items if item.kind == "task")
    assert "date_ambiguous" in task.doubts
    assert task.due is None or task.due.value is None
