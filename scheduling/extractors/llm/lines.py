"""A conversation or a document as numbered lines, which is all a model is shown of it."""

from dataclasses import dataclass

from models.conversation import Conversation, Document
from models.span import TimeSpan


@dataclass(frozen=True, slots=True)
class Line:
    """``id`` is the utterance's, or ``l7`` for line 7 of a document; ``speaker`` is None there."""

    id: str
    speaker: str | None
    text: str
    span: TimeSpan | None = None


def lines_of(source: Conversation | Document) -> tuple[Line, ...]:
    """In order, empty ones left out."""
    if isinstance(source, Conversation):
        return tuple(Line(u.id, u.speaker, u.text.strip(), u.span) for u in source.utterances if u.text.strip())
    numbered = enumerate(source.text.splitlines(), start=1)
    return tuple(Line(f"l{number}", None, " ".join(text.split())) for number, text in numbered if text.strip())
