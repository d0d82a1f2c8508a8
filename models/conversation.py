"""Who said what, when; and its written cousin, the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Literal

from models.directory import Person
from models.span import TimeSpan
from models.transcript import Word

Style = Literal["clean", "asr"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words ``[first, end)`` of an utterance over which others speak, too: ``speakers`` are the other candidates."""

    first: int
    end: int
    speakers: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.end or not self.speakers:
            raise ValueError(f"not an overlap: words {self.first}..{self.end} with {self.speakers}")


def overlaps_of(others: Sequence[tuple[str, ...]]) -> tuple[Overlap, ...]:
    """Runs of words over which the same ``others`` speak; one entry a word, empty where nobody does."""
    overlaps, first = [], 0
    for speakers, run in groupby(others):
        end = first + len(list(run))
        if speakers:
            overlaps.append(Overlap(first, end, speakers))
        first = end
    return tuple(overlaps)


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one turn. ``speaker`` is a person's name or an anonymous label.

    ``words`` may be empty when the text did not come from our recogniser.
    ``also_speaking`` names the other candidates where voices overlap, ``overlaps`` over which words, in order.
    """

    id: str
    speaker: str | None
    span: TimeSpan
    text: str
    words: tuple[Word, ...] = ()
    also_speaking: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    def __post_init__(self) -> None:
        ends = [0, *(edge for each in self.overlaps for edge in (each.first, each.end))]
        if ends != sorted(ends) or ends[-1] > len(self.words):
            raise ValueError(f"overlaps of {self.id} are in order and inside its {len(self.words)} words")

    def runs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The text in parts: each with those who speak over it, nobody over most."""
        if not self.overlaps:
            return ((self.text, ()),)
        parts: list[tuple[str, tuple[str, ...]]] = []
        told = 0
        for overlap in (*self.overlaps, None):
            begin = len(self.words) if overlap is None else overlap.first
            if told < begin:
                parts.append((self._words(told, begin), ()))
            if overlap is not None:
                parts.append((self._words(overlap.first, overlap.end), overlap.speakers))
                told = overlap.end
        return tuple(parts)

    def named(self, names: Mapping[str, str]) -> "Utterance":
        """Who speaks and who else does, called by ``names``."""

        def called(labels: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(names.get(label, label) for label in labels)

        return replace(
            self,
            speaker=None if self.speaker is None else names.get(self.speaker, self.speaker),
            also_speaking=called(self.also_speaking),
            overlaps=tuple(replace(overlap, speakers=called(overlap.speakers)) for overlap in self.overlaps),
        )

    def _words(self, first: int, end: int) -> str:
        return " ".join(word.text for word in self.words[first:end])


@dataclass(frozen=True, slots=True)
class Conversation:
    """Utterances in time order with what is known about the meeting.

    ``recorded_at`` is aware and is the reference time of every "tomorrow" said; None when nobody knows.
    ``zone`` is an IANA name. ``style`` tells edited text from a recogniser's raw output.
    ``wordless`` is speech for which there are no words.
    """

    id: str
    language: str
    utterances: tuple[Utterance, ...]
    recorded_at: datetime | None
    zone: str
    participants: tuple[Person, ...] = ()
    departments: tuple[str, ...] = ()
    style: Style = "asr"
    wordless: tuple[TimeSpan, ...] = ()

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

    def named(self, names: Mapping[str, str]) -> "Conversation":
        """The same with speakers called by ``names``; labels without a name stay. Two labels may be one person."""
        if not names:
            return self
        return replace(self, utterances=tuple(utterance.named(names) for utterance in self.utterances))


@dataclass(frozen=True, slots=True)
class Document:
    """An official letter, notice or schedule as plain text. ``received_at`` is aware, or None when unknown."""

    id: str
    language: str
    text: str
    received_at: datetime | None
    zone: str
    departments: tuple[str, ...] = ()
