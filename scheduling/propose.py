"""From findings to proposals: only what is new against what a person has already seen."""

import hashlib
from collections.abc import Callable, Sequence

from models.findings import Evidence, Finding, Findings
from models.review import Proposal
from scheduling.extractors.rules.text import fold, words

_ALIKE = 0.75
"""Share of common words from which two texts of one kind say the same."""
_ALIKE_WHERE_HEARD = 0.3
"""The same, when both rest on the same moment of the recording."""


def propose(
    findings: Findings, existing: Sequence[Proposal], *, recording_id: str, new_id: Callable[[], str]
) -> tuple[Proposal, ...]:
    """Proposals for the findings that none of ``existing`` already stands for, whatever its state.

    Processing a recording again therefore neither overwrites nor repeats what a person has approved, edited or
    rejected. Proposals of other recordings among ``existing`` play no part.
    """
    known = [proposal for proposal in existing if proposal.recording_id == recording_id]
    fresh: list[Proposal] = []
    for finding in findings.items:
        if not any(_stands_for(proposal, finding) for proposal in (*known, *fresh)):
            fresh.append(Proposal(new_id(), recording_id, proposal_key(finding), finding))
    return tuple(fresh)


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
