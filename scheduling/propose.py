"""From findings to proposals: only what is new against what a person has already seen."""

import hashlib
from collections.abc import Callable, Sequence

from models.agenda import CalendarEvent, Task
from models.findings import ActionItem, Decision, Evidence, Finding, Findings, PlannedMeeting
from models.review import Proposal
from scheduling.extractors.rules.text import fold, words

_ALIKE = 0.75
"""Share of common words from which two texts of one kind say the same."""
_ALIKE_WHERE_HEARD = 0.3
"""The same, when both rest on the same moment of the recording."""


def propose(
    findings: Findings,
    existing: Sequence[Proposal],
    *,
    recording_id: str,
    new_id: Callable[[], str],
    standing: Sequence[Task | CalendarEvent] = (),
) -> tuple[Proposal, ...]:
    """Proposals for the findings that none of ``existing`` already stands for, whatever its state.

    ``standing`` are open tasks and coming events that earlier meetings agreed. A finding that says one of them again
    gives nothing; one that gives it another date, place or owner is a proposed change of it, never a second one.

    Processing a recording again therefore neither overwrites nor repeats what a person has approved, edited or
    rejected. Proposals of other recordings among ``existing`` play no part.
    """
    known = [proposal for proposal in existing if proposal.recording_id == recording_id]
    fresh: list[Proposal] = []
    for finding in findings.items:
        if any(_stands_for(proposal, finding) for proposal in (*known, *fresh)):
            continue
        item = _again(finding, standing)
        if item is None:
            fresh.append(Proposal(new_id(), recording_id, proposal_key(finding), finding))
        elif differs(finding, item):
            fresh.append(Proposal(new_id(), recording_id, proposal_key(finding), finding, changes=item.id))
    return tuple(fresh)


def _again(finding: Finding, standing: Sequence[Task | CalendarEvent]) -> Task | CalendarEvent | None:
    """The one item that the finding speaks of; None when none does, or when two do equally well.

    A series is left alone by a single gathering: its next occurrence is no change of the whole.
    """
    likely: list[tuple[float, Task | CalendarEvent]]
    match finding:
        case Decision():
            return None
        case ActionItem():
            likely = [(_likeness(item.text, finding.text), item) for item in standing if isinstance(item, Task)]
        case PlannedMeeting():
            likely = [
                (_likeness(item.title, finding.text), item)
                for item in standing
                if isinstance(item, CalendarEvent) and (item.rrule is None or item.rrule == finding.rrule)
            ]
    alike = sorted((pair for pair in likely if pair[0] >= _ALIKE), key=lambda pair: pair[0], reverse=True)
    if not alike or (len(alike) > 1 and alike[0][0] == alike[1][0]):
        return None
    return alike[0][1]


def differs(finding: Finding, item: Task | CalendarEvent) -> bool:
    """Whether the finding tells of the item something new: what it does not mention stays as it is."""
    match finding, item:
        case ActionItem(), Task():
            due = finding.due.value if finding.due is not None else None
            return (due is not None and due != item.due) or _other_people(finding.owners, item.owners)
        case PlannedMeeting(), CalendarEvent():
            return (
                finding.start != item.start
                or (finding.end is not None and finding.end != item.end)
                or (finding.place is not None and finding.place != item.place)
            )
        case _:
            return False


def _other_people(said: Sequence[str], known: Sequence[str]) -> bool:
    """A voice without a name ("SPEAKER_01") says nothing about who it is."""
    named = {fold(name) for name in said if not name.startswith("SPEAKER_")}
    return bool(named) and named != {fold(name) for name in known}


def proposal_key(finding: Finding) -> str:
    """Kind and a hash of the words, blind to order, case, accents, punctuation and words of one letter."""
    said = " ".join(sorted(_content(finding.text)))
    return f"{finding.kind}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _stands_for(proposal: Proposal, finding: Finding) -> bool:
    if proposal.finding.kind != finding.kind:
        return False
    if proposal.key == proposal_key(finding):
        return True
    alike = _likeness(proposal.finding.text, finding.text)
    if _same_moment(proposal.finding.evidence, finding.evidence):
        return alike >= _ALIKE_WHERE_HEARD or proposal.finding.evidence == finding.evidence
    return alike >= _ALIKE


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in words(fold(text)) if len(word) > 1 or word.isdigit())


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of the two sets of words."""
    a, b = _content(one), _content(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _same_moment(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> bool:
    """At least half of the shorter evidence was heard (or stands) at the same place."""
    shared = sum(any(_overlaps(a, b) for b in other) for a in one)
    return 2 * shared >= min(len(one), len(other))


def _overlaps(one: Evidence, other: Evidence) -> bool:
    if one.span is not None and other.span is not None:
        return one.span.overlap_ms(other.span) > 0
    return one.utterance == other.utterance
