"""Who is called on before a voice speaks, and who is merely mentioned."""

import pytest

from models.conversation import Conversation, Utterance
from models.directory import Person
from models.span import TimeSpan
from scheduling.addressing import called_names

PEOPLE = (Person("Trần Thu Hà"), Person("Nguyễn Văn Bình"), Person("Dana Cole"), Person("Omar Reyes"))


def called(language: str, *lines: tuple[str, str]) -> dict[str, set[str]]:
    utterances = tuple(
        Utterance(f"u{i}", speaker, TimeSpan(i * 1000, i * 1000 + 900), text)
        for i, (speaker, text) in enumerate(lines)
    )
    conversation = Conversation("m", language, utterances, None, "Asia/Ho_Chi_Minh")
    return {speaker: set(names) for speaker, names in called_names(conversation, PEOPLE).items()}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("vi", "Xin mời đồng chí Hà phát biểu.", "Trần Thu Hà"),
        ("vi", "Mời đồng chí Bình.", "Nguyễn Văn Bình"),
        ("vi", "Tiếp theo là chị Hà báo cáo về tiến độ tháng này.", "Trần Thu Hà"),
        ("vi", "Anh Bình ơi, phần này thế nào rồi?", "Nguyễn Văn Bình"),
        ("vi", "Chị Hà có ý kiến gì không ạ?", "Trần Thu Hà"),
        ("en", "Over to Dana Cole.", "Dana Cole"),
        ("en", "Omar Reyes, what do you think?", "Omar Reyes"),
        ("en", "Dana Cole, could you start?", "Dana Cole"),
    ],
)
def test_whoever_is_called_on_is_the_next_voice(language: str, text: str, name: str) -> None:
    assert called(language, ("A", text), ("B", "Vâng, tôi xin báo cáo.")) == {"B": {name}}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Hôm qua anh Bình đã gửi bảng số liệu."),
        ("vi", "Việc này chị Hà làm từ tuần trước rồi."),
        ("vi", "Ta giao cho đồng chí Bình chuẩn bị hồ sơ."),
        ("en", "I met Dana Cole at the station yesterday."),
        ("en", "Omar Reyes sent the numbers on Friday."),
        (
            "vi",
            "Mời đồng chí Bình hôm trước đã nói rồi, nay tôi nhắc lại là cả phòng phải nộp báo cáo trước ngày "
            "mười lăm, ai chậm thì trừ điểm thi đua.",
        ),
    ],
)
def test_whoever_is_merely_mentioned_is_not(language: str, text: str) -> None:
    assert called(language, ("A", text), ("B", "Vâng.")) == {}


def test_a_call_that_the_same_voice_goes_on_after_calls_nobody() -> None:
    assert called("vi", ("A", "Mời đồng chí Hà."), ("A", "À mà khoan đã."), ("B", "Dạ.")) == {}


def test_a_voice_that_says_its_own_name_is_called_by_it() -> None:
    assert called("vi", ("A", "Dạ em là Hà ở phòng hành chính ạ.")) == {"A": {"Trần Thu Hà"}}


def test_somebody_nobody_knows_is_called_as_they_were() -> None:
    assert called("vi", ("A", "Xin mời đồng chí Lan phát biểu."), ("B", "Vâng.")) == {"B": {"Lan"}}
    assert called("vi", ("A", "Xin mời phòng Tổng hợp báo cáo."), ("B", "Vâng.")) == {}


def test_a_call_that_nobody_follows_and_nobody_speaking() -> None:
    assert called("vi", ("A", "Mời đồng chí Hà.")) == {}
    assert called("vi") == {}
