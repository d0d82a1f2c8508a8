"""A meeting in a few lines: who says what, read by the rules."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models.conversation import Conversation, Document, Utterance
from models.directory import Department, Person
from models.findings import Findings
from models.span import TimeSpan
from scheduling.extractors import load_extractor
from scheduling.protocol import ExtractContext

ZONE = "Asia/Ho_Chi_Minh"
MONDAY = datetime(2026, 10, 5, 8, 0, tzinfo=ZoneInfo(ZONE))

Converse = Callable[..., Findings]


@pytest.fixture
def converse() -> Converse:
    """Lines of (speaker, words), extracted on Monday 5 October 2026 at 8:00."""

    def extract(
        *lines: tuple[str | None, str],
        people: Sequence[Person] = (),
        departments: Sequence[str] = (),
        language: str = "vi",
    ) -> Findings:
        utterances = tuple(
            Utterance(f"u{index}", speaker, TimeSpan(index * 5000, index * 5000 + 4000), text)
            for index, (speaker, text) in enumerate(lines, 1)
        )
        conversation = Conversation(
            "test", language, utterances, MONDAY, ZONE, participants=tuple(people), departments=tuple(departments)
        )
        languages = {"vi": ("vi",), "en": ("en",)}.get(language, ("vi", "en"))
        units = tuple(Department(name) for name in departments)
        context = ExtractContext(MONDAY, ZONE, languages, tuple(people), units)
        return load_extractor("rules").extract(conversation, context)

    return extract


@pytest.fixture
def read_document() -> Callable[[str], Findings]:
    """A document received on Monday 5 October 2026 at 8:00."""

    def extract(text: str) -> Findings:
        document = Document("test", "vi", text, MONDAY, ZONE)
        return load_extractor("rules").extract(document, ExtractContext(MONDAY, ZONE, ("vi",)))

    return extract
