"""What was agreed, each with the words that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from models.span import TimeSpan

CivilTime = date | datetime
"""A ``date`` when only the day is known, an aware ``datetime`` when the hour was said."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation. ``utterance`` is an utterance id, or ``l7`` for line 7 of a document (which has no span)."""

    utterance: str
    quote: str
    span: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """By when. ``value`` is the last acceptable day or minute; ``phrase`` the words it was understood from."""

    value: CivilTime | None
    phrase: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A question the meeting settled."""

    text: str
    evidence: tuple[Evidence, ...]
    confidence: float
    doubts: tuple[str, ...] = ()
    kind: Literal["decision"] = "decision"

    def __post_init__(self) -> None:
        _check(self.text, self.evidence, self.confidence)


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something somebody is to finish. ``owners`` are names, units or speaker labels; empty when addressed to all."""

    text: str
    owners: tuple[str, ...]
    due: Due | None
    evidence: tuple[Evidence, ...]
    confidence: float
    doubts: tuple[str, ...] = ()
    kind: Literal["task"] = "task"

    def __post_init__(self) -> None:
        _check(self.text, self.evidence, self.confidence)


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A gathering at a set time. ``start`` is its first occurrence; ``end`` is exclusive and only if said."""

    text: str
    start: CivilTime
    end: CivilTime | None
    phrase: str
    place: str | None
    participants: tuple[str, ...]
    rrule: str | None
    evidence: tuple[Evidence, ...]
    confidence: float
    doubts: tuple[str, ...] = ()
    reading: str = ""
    kind: Literal["meeting"] = "meeting"

    def __post_init__(self) -> None:
        _check(self.text, self.evidence, self.confidence)
        for moment in (self.start, self.end):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError(f"{self.text!r}: a time without a zone")


Finding = Decision | ActionItem | PlannedMeeting


def with_names(finding: Finding, names: Mapping[str, str]) -> Finding:
    """The same with speaker labels among owners and participants called by ``names``, each person once."""
    match finding:
        case ActionItem():
            return replace(finding, owners=_called(finding.owners, names))
        case PlannedMeeting():
            return replace(finding, participants=_called(finding.participants, names))
        case _:
            return finding


def _called(people: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(each, each) for each in people))


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """The head of an official document; absent parts are None."""

    number: str | None = None
    dated: date | None = None
    issuer: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one conversation or document, in the order of their first evidence."""

    source_id: str
    items: tuple[Finding, ...]
    metadata: DocumentMetadata | None = None


def _check(text: str, evidence: tuple[Evidence, ...], confidence: float) -> None:
    if not text.strip():
        raise ValueError("a finding says something")
    if not evidence:
        raise ValueError(f"a finding without evidence is not a finding: {text!r}")
    if not 0.0 <= confidence <= 1.0:
        raise ValueError(f"confidence lies in 0..1: {confidence}")
