"""What the meeting settled, and what it did not."""

from collections.abc import Callable

import pytest

from models.findings import Decision, Findings

Converse = Callable[..., Findings]


def decisions(findings: Findings) -> list[str]:
    return [item.text for item in findings.items if isinstance(item, Decision)]


def talk(said: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Diệp An", "Ta bắt đầu nhé, việc thứ nhất là giờ mở cửa thư viện."),
        ("Lộc Mai", "Dạ, em đề xuất mở thêm buổi tối, có hai phương án."),
        ("Diệp An", "Ai có ý kiến khác không?"),
        ("Diệp An", said),
        ("Lộc Mai", "Dạ vâng."),
    )


@pytest.mark.parametrize(
    "said",
    [
        "Thống nhất từ ngày 1 tháng 11 thư viện mở cửa đến 21 giờ các tối thứ ba và thứ năm.",
        "Vậy chốt phương án hai, thuê dàn âm thanh sáu triệu.",
        "Đồng ý chi 9 triệu sửa phòng máy.",
        "Từ ngày mai không cho xe máy chạy vào sân trường nữa.",
    ],
)
def test_choices_rules_and_amounts_are_decisions(converse: Converse, said: str) -> None:
    assert len(decisions(converse(*talk(said)))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Thôi, cái này để hôm khác bàn.",
        "Tôi không đồng ý, giữ nguyên như cũ.",
        "Ai đồng ý thì giơ tay?",
        "Nếu đông quá thì mình mới tính mở thêm.",
        "Các đồng chí phải thống nhất ý chí, đoàn kết một lòng.",
    ],
)
def test_postponing_refusing_asking_and_exhorting_decide_nothing(converse: Converse, said: str) -> None:
    assert decisions(converse(*talk(said))) == []


def test_the_wording_drops_what_leads_in(converse: Converse) -> None:
    assert decisions(converse(*talk("Rồi, vậy chốt thuê dàn âm thanh sáu triệu nhé.")))[0].endswith(
        "huê dàn âm thanh sáu triệu"
    )


def test_a_choice_in_english(converse: Converse) -> None:
    findings = converse(
        ("Greta", "Let us begin with the rates."),
        ("Samuel", "We have two options, 400 or 450 thousand a day."),
        ("Trang", "450 would be fair."),
        ("Greta", "OK, we'll go with 450 thousand from June 1."),
        language="en",
    )
    assert decisions(findings) == ["We'll go with 450 thousand from June 1"]


def test_a_motion_that_is_carried_is_worded_as_moved(converse: Converse) -> None:
    findings = converse(
        ("Moira", "Good afternoon, everyone."),
        ("Hamid", "The costs have gone up."),
        ("Moira", "The cap. I propose we raise it to fifteen thousand. All in favour? Carried."),
        language="en",
    )
    assert decisions(findings) == ["I propose we raise it to fifteen thousand"]
