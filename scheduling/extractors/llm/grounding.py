"""Claims held against the record: what is not there does not stand."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from models.conversation import Conversation, Document
from models.findings import ActionItem, Decision, Due, Evidence, Finding, PlannedMeeting
from models.when import When
from scheduling.dates import due_value, find_dates, start_value, stated_end
from scheduling.extractors.llm.answers import Claim, Quote
from scheduling.extractors.llm.lines import Line
from scheduling.extractors.rules.grammar import load_grammar
from scheduling.extractors.rules.people import Roster
from scheduling.extractors.rules.speakers import identify_speakers
from scheduling.extractors.rules.text import lower
from scheduling.protocol import ExtractContext

MOST_CITED = 12
_WORD = re.compile(r"\w+")
_CONFIDENCE = 0.7
_DOUBTFUL = 0.5
_LEAST_QUOTE = 2
"""Words a quotation must have, unless it is the whole line: a lone "ok" proves nothing."""


class Ground:
    """The record of one meeting or document, ready to be asked whether something was said in it."""

    def __init__(self, source: Conversation | Document, lines: Sequence[Line], context: ExtractContext) -> None:
        self._context = context
        self._language = source.language if source.language in ("vi", "en", "mixed") else "mixed"
        self._lines = {line.id: line for line in lines}
        self._place = {line.id: index for index, line in enumerate(lines)}
        self._said = f" {' '.join(_plain(line.text) for line in lines)} "
        speakers = source.speakers if isinstance(source, Conversation) else ()
        grammar = load_grammar(context.languages)
        self._roster = Roster(context.people, context.departments, speakers, grammar)
        self._known = {person.name for person in self._roster.people} | {unit.name for unit in context.departments}
        self._names = (
            identify_speakers(source, self._roster, grammar) if isinstance(source, Conversation) else {}
        ) | {speaker: speaker for speaker in speakers if speaker not in self._known}

    def check(self, claim: Claim) -> Finding | None:
        """The finding that the record proves, or None.

        Each quotation must stand in a line; every owner must be known or have been spoken of; a meeting's day must be
        said. When something was said is read from the lines quoted, by our grammar, never taken from the model.
        """
        cited = self._cited(claim.quotes)
        owners = [self._name(owner) for owner in claim.owners]
        if not cited or None in owners:
            return None
        evidence = tuple(Evidence(line.id, line.text, line.span) for line in cited)
        named = tuple(dict.fromkeys(owner for owner in owners if owner is not None))
        when = self._when(claim.phrase, cited)
        match claim.kind:
            case "decision":
                return Decision(claim.text, evidence, _CONFIDENCE)
            case "task":
                return self._task(claim, named, when, evidence)
            case "meeting":
                return self._meeting(claim, when, evidence)

    def in_order(self, items: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(sorted(items, key=lambda item: (self._place[item.evidence[0].utterance], item.kind)))

    def join(self, *proofs: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Each line once, in order; of too many the first and, where the last value was agreed, the last."""
        lines = {evidence.utterance: evidence for proof in proofs for evidence in proof}
        ordered = sorted(lines.values(), key=lambda evidence: self._place[evidence.utterance])
        return tuple(ordered if len(ordered) <= MOST_CITED else [ordered[0], *ordered[1 - MOST_CITED :]])

    def _cited(self, quotes: Sequence[Quote]) -> tuple[Line, ...]:
        """The lines that hold a quotation, in order; who miscounts lines is forgiven, who invents words is not."""
        found: dict[str, Line] = {}
        for quote in quotes:
            line = self._holder(quote)
            if line is not None:
                found[line.id] = line
        return tuple(sorted(found.values(), key=lambda line: self._place[line.id])[:MOST_CITED])

    def _holder(self, quote: Quote) -> Line | None:
        said = _plain(quote.text)
        named = self._lines.get(quote.line)
        if not said:
            return None
        if named is not None and said == _plain(named.text):
            return named
        if len(said.split()) < _LEAST_QUOTE:
            return None
        if named is not None and _holds(named, said):
            return named
        holders = [line for line in self._lines.values() if _holds(line, said)]
        return holders[0] if len(holders) == 1 else None

    def _name(self, said: str) -> str | None:
        """The canonical name of a known person or unit, a stranger as spoken, or None for somebody invented."""
        if said in self._known:
            return said
        if said in self._names:
            return self._names[said]
        known = self._roster.resolve_unit(said) or self._roster.bearer_of(lower(said))
        if known is not None:
            return known
        meant = [mention for mention in self._roster.find(said, True) if mention.kind != "stranger"]
        if len(meant) == 1:
            return meant[0].name
        return said.strip() if _plain(said) and f" {_plain(said)} " in self._said else None

    def _when(self, phrase: str | None, cited: Sequence[Line]) -> When | None:
        """The date in a cited line that overlaps the quoted phrase; None when it was not said there."""
        if phrase is None:
            return None
        for line in reversed(cited):
            at = lower(line.text).find(lower(phrase))
            if at < 0:
                continue
            overlapping = [w for w in self._dates(line.text) if w.begin < at + len(phrase) and at < w.stop]
            if overlapping:
                return max(overlapping, key=lambda when: (when.start is not None, when.stop - when.begin))
        return None

    def _dates(self, text: str) -> tuple[When, ...]:
        return find_dates(
            text,
            reference=self._context.reference_time,
            zone=self._context.zone,
            language=self._language,
            latent=True,
        )

    def _task(
        self, claim: Claim, owners: tuple[str, ...], when: When | None, evidence: tuple[Evidence, ...]
    ) -> ActionItem:
        doubts = [] if owners else ["owner_unresolved"]
        due = None
        if when is not None:
            due = Due(due_value(when, reference=self._context.reference_time), when.phrase, when.reading)
        if (claim.phrase and when is None) or (when is not None and when.doubt):
            doubts.append("date_ambiguous")
        confidence = _DOUBTFUL if doubts else _CONFIDENCE
        return ActionItem(claim.text, owners, due, evidence, confidence, tuple(doubts))

    def _meeting(self, claim: Claim, when: When | None, evidence: tuple[Evidence, ...]) -> PlannedMeeting | None:
        start = start_value(when, reference=self._context.reference_time) if when is not None else None
        if when is None or start is None:
            return None
        end = stated_end(when) if isinstance(start, datetime) else None
        place = claim.place if claim.place and f" {_plain(claim.place)} " in self._said else None
        participants = (self._name(said) for said in claim.participants)
        return PlannedMeeting(
            text=claim.text,
            start=start,
            end=end if end is not None and isinstance(start, datetime) and end > start else None,
            phrase=when.phrase,
            place=place,
            participants=tuple(dict.fromkeys(name for name in participants if name is not None)),
            rrule=when.rrule,
            evidence=evidence,
            confidence=_DOUBTFUL if when.doubt else _CONFIDENCE,
            doubts=("date_ambiguous",) if when.doubt else (),
            reading=when.reading,
        )


def _plain(text: str) -> str:
    """Words in lower case with single spaces between, punctuation gone: how a quotation is compared."""
    return " ".join(_WORD.findall(lower(unicodedata.normalize("NFC", text))))


def _holds(line: Line, said: str) -> bool:
    return f" {said} " in f" {_plain(line.text)} "
