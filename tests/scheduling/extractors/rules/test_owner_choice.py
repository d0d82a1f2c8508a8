"""Who may own a task, and whom the trained judge believes in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models.conversation import Conversation, Utterance
from models.directory import Department, Person
from models.findings import ActionItem
from models.span import TimeSpan
from scheduling.extractors.rules.assessor import SHORTEST, Assessor
from scheduling.extractors.rules.conversations import draft_tasks, extract_conversation, understand
from scheduling.extractors.rules.judge import load_judge
from scheduling.extractors.rules.owner_choice import OwnerCandidate, OwnerChoice
from scheduling.extractors.rules.owners import Owners
from scheduling.protocol import ExtractContext

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 9, 7, 8, 0, tzinfo=ZoneInfo(ZONE))
PEOPLE = (
    Person("Trần Thu Hà", "Trưởng phòng", "Phòng Tài chính"),
    Person("Lê Văn Dũng", "Chánh Văn phòng", "Văn phòng"),
    Person("Phạm Minh Tuấn", "Chuyên viên", "Phòng Tài chính"),
)
CONTEXT = ExtractContext(NOW, ZONE, ("vi",), PEOPLE, (Department("Phòng Tài chính"), Department("Văn phòng")))


def conversation(*said: tuple[str, str]) -> Conversation:
    utterances = tuple(
        Utterance(f"u{n}", speaker, TimeSpan(n * 1000, n * 1000 + 900), text)
        for n, (speaker, text) in enumerate(said)
    )
    return Conversation("c", "vi", utterances, NOW, ZONE, PEOPLE, ("Phòng Tài chính", "Văn phòng"))


def candidates(*said: tuple[str, str]) -> list[OwnerCandidate]:
    """Those of the first task drafted."""
    reading, names = understand(conversation(*said), CONTEXT)
    assessor, owners = Assessor(reading, load_judge()), Owners(reading, names)
    draft = draft_tasks(reading, names, assessor, [])[0]
    return OwnerChoice(reading, assessor.signs, owners).candidates(draft)


ORDER = (
    ("Lê Văn Dũng", "Chị Hà gửi báo cáo quý cho Phòng Tài chính trước thứ sáu nhé."),
    ("Trần Thu Hà", "Vâng, em gửi trước thứ sáu."),
    ("Phạm Minh Tuấn", "Dạ, máy in hôm qua hỏng."),
)


def test_all_who_speak_or_are_named_may_own_it_and_nobody_too() -> None:
    names = {candidate.names for candidate in candidates(*ORDER)}
    assert names >= {
        (),
        ("Trần Thu Hà",),
        ("Lê Văn Dũng",),
        ("Phạm Minh Tuấn",),
        ("Phòng Tài chính",),
        ("Văn phòng",),
    }


def test_each_is_one_answer_with_its_own_signs() -> None:
    found = candidates(*ORDER)
    assert len({candidate.names for candidate in found}) == len(found)
    by_names = {candidate.names: candidate.features for candidate in found}
    assert {"rules", "named core", "addressed core", "before_verb"} <= by_names["Trần Thu Hà",].keys()
    assert "asker" in by_names["Lê Văn Dũng",]
    assert "rules" not in by_names["Lê Văn Dũng",]
    assert {"behind_verb", "named unit"} <= by_names["Phòng Tài chính",].keys()
    assert "nobody" in by_names[()]


@pytest.mark.parametrize(
    ("told", "owner"),
    [
        ((("Lê Văn Dũng", "Chị Hà gửi báo cáo trước thứ sáu nhé."), ("Trần Thu Hà", "Vâng ạ.")), "Trần Thu Hà"),
        (
            (
                ("Lê Văn Dũng", "Ai soạn được công văn này trước thứ năm?"),
                ("Phạm Minh Tuấn", "Dạ để em soạn, thứ năm em gửi anh."),
                ("Lê Văn Dũng", "Được, cậu soạn đi."),
            ),
            "Phạm Minh Tuấn",
        ),
        (
            (
                ("Lê Văn Dũng", "Giao Phòng Tài chính rà soát dự toán, xong trước ngày 20/9."),
                ("Trần Thu Hà", "Dạ vâng, phòng em làm."),
            ),
            "Phòng Tài chính",
        ),
    ],
)
def test_plain_orders_and_promises_have_their_owner(told: tuple[tuple[str, str], ...], owner: str) -> None:
    """Among so much other talk that the judge is asked."""
    voices = [person.name for person in PEOPLE]
    talk = tuple(
        (voices[n % 3], f"Tình hình tuần qua ở khu {n} vẫn bình thường, khách không đông.") for n in range(12)
    )
    assert len(talk) >= SHORTEST
    found = extract_conversation(conversation(*talk, *told, *talk[:3]), CONTEXT)
    owners = [item.owners for item in found.items if isinstance(item, ActionItem)]
    assert owners == [(owner,)]
