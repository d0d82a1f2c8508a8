"""Work handed out in fragments at the end of a long English meeting."""

from collections.abc import Callable

from models.findings import ActionItem, Findings

Converse = Callable[..., Findings]

CHAT = [("A", "and the battery lasts about a year"), ("B", "mm-hmm"), ("C", "I like the yellow one"), ("D", "right")]
CLOSING = [
    ("A", "okay so for the next meeting"),
    ("A", "the industrial designer will be working on the working design"),
    ("A", "and marketing you'll be doing the user requirements specification"),
    ("A", "and specific instructions will be sent to you by email"),
]


def found(findings: Findings) -> set[str]:
    return {e.utterance for item in findings.items if isinstance(item, ActionItem) for e in item.evidence}


def test_the_closing_handout_is_found_and_the_chat_is_not(converse: Converse) -> None:
    lines = CHAT * 60 + CLOSING
    evidence = found(converse(*lines, language="en"))
    assert {f"u{len(lines) - 2}", f"u{len(lines) - 1}"} <= evidence
    assert all(int(utterance[1:]) > len(CHAT) * 60 - 4 for utterance in evidence)


def test_a_short_meeting_is_left_to_the_grammar(converse: Converse) -> None:
    assert found(converse(*(CHAT * 2 + CLOSING[:1]), language="en")) == set()
