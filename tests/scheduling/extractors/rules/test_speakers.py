"""Anonymous voices: who is who."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.conversation import Conversation, Utterance
from models.directory import Department, Person
from models.span import TimeSpan
from scheduling.extractors.rules.grammar import load_grammar
from scheduling.extractors.rules.people import Roster
from scheduling.extractors.rules.speakers import identify_speakers

PEOPLE = (
    Person("Bành Trọng Nghĩa", "Giám đốc", "Ban Giám đốc"),
    Person("Từ Công Hậu", "Kỹ sư", "Tổ Kỹ thuật"),
    Person("La Thị Kim Xuyến", "Cán bộ an toàn", "Tổ An toàn"),
)


def identify(*lines: tuple[str, str]) -> dict[str, str]:
    utterances = tuple(
        Utterance(f"u{i}", speaker, TimeSpan(i * 1000, i * 1000 + 900), text)
        for i, (speaker, text) in enumerate(lines)
    )
    conversation = Conversation(
        "c", "vi", utterances, datetime(2026, 3, 18, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), "Asia/Ho_Chi_Minh"
    )
    grammar = load_grammar(("vi",))
    roster = Roster(PEOPLE, (Department("Tổ An toàn"),), conversation.speakers, grammar)
    return identify_speakers(conversation, roster, grammar)


def test_who_is_called_and_answers_is_known() -> None:
    known = identify(
        ("SPEAKER_00", "anh hậu báo cáo phần cốp pha đi"),
        ("SPEAKER_01", "dạ cốp pha xong chín mươi phần trăm"),
        ("SPEAKER_00", "chị xuyến có ý kiến gì không"),
        ("SPEAKER_02", "dạ lan can chưa đủ"),
    )
    assert known["SPEAKER_01"] == "Từ Công Hậu"
    assert known["SPEAKER_02"] == "La Thị Kim Xuyến"


def test_who_introduces_himself_is_known() -> None:
    known = identify(("SPEAKER_03", "dạ em là hậu bên kỹ thuật"), ("SPEAKER_00", "ừ nói đi em"))
    assert known["SPEAKER_03"] == "Từ Công Hậu"


def test_nobody_is_guessed_without_a_sign() -> None:
    assert identify(("SPEAKER_00", "trời mưa quá"), ("SPEAKER_01", "ờ mưa thiệt")) == {}


def test_named_speakers_are_themselves() -> None:
    assert identify(("Từ Công Hậu", "tôi xin phép")) == {"Từ Công Hậu": "Từ Công Hậu"}


def test_a_voice_that_announces_itself_is_known() -> None:
    known = identify(
        ("SPEAKER_00", "who has the floor now"),
        ("SPEAKER_01", "it's hậu here the crane is back"),
        ("SPEAKER_02", "xuyến speaking i need the key"),
        ("SPEAKER_00", "fine"),
    )
    assert known["SPEAKER_01"] == "Từ Công Hậu"
    assert known["SPEAKER_02"] == "La Thị Kim Xuyến"
