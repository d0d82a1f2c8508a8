"""Who said what, when; and its written cousin, the document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.directory import Person
from models.span import TimeSpan
from models.transcript import Word

Style = Literal["clean", "asr"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one turn. ``speaker`` is a person's name or an anonymous label.

    ``words`` may be empty when the text did not come from our recogniser.
    ``also_speaking`` names the other candidates where voices overlap.
    """

    id: str
    speaker: str | None
    span: TimeSpan
    text: str
    words: tuple[Word, ...] = ()
    also_speaking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Utterances in time order with what is known about the meeting.

    ``recorded_at`` is aware and is the reference time of every "tomorrow" said; None when nobody knows.
    ``zone`` is an IANA name. ``style`` tells edited text from a recogniser's raw output.
    """

    id: str
    language: str
    utterances: tuple[Utterance, ...]
    recorded_at: datetime | None
    zone: str
    participants: tuple[Person, ...] = ()
    departments: tuple[str, ...] = ()
    style: Style = "asr"

    def __post_init__(self) -> None:
        if self.recorded_at is not None and self.recorded_at.tzinfo is None:
            raise ValueError("recorded_at needs a time zone")
        ids = [utterance.id for utterance in self.utterances]
        if len(ids) != len(set(ids)):
            raise ValueError("utterance ids are unique")

    @property
    def speakers(self) -> tuple[str, ...]:
        """Each speaker once, in order of first speech."""
        return tuple(dict.fromkeys(u.speaker for u in self.utterances if u.speaker is not None))


@dataclass(frozen=True, slots=True)
class Document:
    """An official letter, notice or schedule as plain text. ``received_at`` is aware, or None when unknown."""

    id: str
    language: str
    text: str
    received_at: datetime | None
    zone: str
    departments: tuple[str, ...] = ()
