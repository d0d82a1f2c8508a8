"""The shape of an extractor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.conversation import Conversation, Document
from models.directory import Department, Person
from models.findings import Findings
from models.recording import Level
from models.run import Fingerprint


@dataclass(frozen=True, slots=True)
class ExtractContext:
    """What an extractor may know besides the words.

    ``reference_time`` is aware: the meeting's start, from which "tomorrow" counts; never the clock.
    ``languages`` are the grammars to use (``vi``, ``en``), the first being the likelier. ``level`` bounds where an
    engine may send the words.
    """

    reference_time: datetime
    zone: str
    languages: tuple[str, ...]
    people: tuple[Person, ...] = ()
    departments: tuple[Department, ...] = ()
    level: Level = Level.INTERNAL

    def __post_init__(self) -> None:
        if self.reference_time.tzinfo is None:
            raise ValueError("reference_time needs a time zone")


class Extractor(Protocol):
    """Finds what was agreed."""

    @property
    def fingerprint(self) -> Fingerprint: ...

    def extract(self, source: Conversation | Document, context: ExtractContext) -> Findings:
        """Findings in order of their first evidence; each cites words of ``source``."""
        ...
