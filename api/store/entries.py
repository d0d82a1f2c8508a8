"""What the store answers with besides the nouns: plain values, free of rows."""

from dataclasses import dataclass
from datetime import datetime

from models.agenda import CalendarEvent, Task
from models.recording import Recording
from models.run import Run
from models.voices import Consent


@dataclass(frozen=True, slots=True)
class RecordingEntry:
    """A recording as lists show it: with its latest run and the ids of the accounts that hold it."""

    recording: Recording
    run: Run
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approved proposal became, if it became anything: a decision does not."""

    task: Task | None = None
    event: CalendarEvent | None = None


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A reviewer's word that a label is a person: ``by`` whom and when, and whether it gave to a voice profile."""

    label: str
    person_id: str
    name: str
    by: str
    at: datetime
    voice_kept: bool


@dataclass(frozen=True, slots=True)
class SealedShare:
    """A ``VoiceShare`` as it lies in the database."""

    diarization_id: str
    label: str
    network: str
    speech_ms: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """A person's voice profile without its vectors."""

    person_id: str
    name: str
    consent: Consent
    shares: tuple[SealedShare, ...]

    @property
    def speech_ms(self) -> int:
        return sum(share.speech_ms for share in self.shares)
