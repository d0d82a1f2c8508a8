"""How well findings agree with what a careful secretary wrote down (pure)."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from models.findings import ActionItem, CivilTime, Finding, Findings, PlannedMeeting
from scheduling.extractors.rules.text import words

Kind = Literal["task", "decision", "meeting"]
KINDS: tuple[Kind, ...] = ("task", "decision", "meeting")
MOST_CITED = 12
"""A finding that cites more utterances than this proves nothing."""
_SAME_WORDS = 0.3
"""Word F1 from which two wordings tell of the same item although half of the citations are others."""
_SAME_ORDER = 0.5
"""Word F1 from which two wordings in a document, where nothing is cited, tell of the same item."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Items of one kind: found as wanted, invented, missed."""

    found: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing was wanted and nothing found."""
        all_items = 2 * self.found + self.invented + self.missed
        return 2 * self.found / all_items if all_items else 1.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.found + other.found, self.invented + other.invented, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was right, of how many."""

    right: float = 0.0
    of: int = 0

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One source, or by ``+`` several. ``owners`` is the mean F1 of the sets of owners of the tasks found;
    ``dues`` and ``starts`` the share that is the same day, or the same minute where one was wanted."""

    tallies: tuple[Tally, Tally, Tally] = (Tally(), Tally(), Tally())
    owners: Share = Share()
    dues: Share = Share()
    starts: Share = Share()

    def of(self, kind: Kind) -> Tally:
        return self.tallies[KINDS.index(kind)]

    def __add__(self, other: "Agreement") -> "Agreement":
        tasks, decisions, meetings = (a + b for a, b in zip(self.tallies, other.tallies, strict=True))
        return Agreement(
            (tasks, decisions, meetings),
            self.owners + other.owners,
            self.dues + other.dues,
            self.starts + other.starts,
        )


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which wanted item each found one is; ``missed`` and ``invented`` are left over."""

    pairs: tuple[tuple[Finding, Finding], ...] = ()
    missed: tuple[Finding, ...] = field(default=())
    invented: tuple[Finding, ...] = field(default=())


def pair_findings(wanted: Findings, found: Findings) -> Pairing:
    """One to one, the best overlap first.

    In a conversation two items of a kind are the same when they cite a common utterance and either half of what the
    found one cites is wanted or their wordings agree; in a document, where the wanted items cite nothing that can be
    found (``Evidence.utterance`` is empty), when their wordings agree well.
    """
    candidates = sorted(
        (_closeness(ours, theirs), i, j)
        for i, ours in enumerate(wanted.items)
        for j, theirs in enumerate(found.items)
        if ours.kind == theirs.kind and _same_item(ours, theirs)
    )
    taken: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return Pairing(
        tuple((wanted.items[i], found.items[j]) for i, j in sorted(taken.items())),
        tuple(item for i, item in enumerate(wanted.items) if i not in taken),
        tuple(item for j, item in enumerate(found.items) if j not in taken.values()),
    )


def score_findings(wanted: Findings, found: Findings) -> Agreement:
    pairing = pair_findings(wanted, found)
    tasks = [(a, b) for a, b in pairing.pairs if isinstance(a, ActionItem) and isinstance(b, ActionItem)]
    meetings = [(a, b) for a, b in pairing.pairs if isinstance(a, PlannedMeeting) and isinstance(b, PlannedMeeting)]
    tally = [
        Tally(
            sum(item.kind == kind for item, _ in pairing.pairs),
            sum(item.kind == kind for item in pairing.invented),
            sum(item.kind == kind for item in pairing.missed),
        )
        for kind in KINDS
    ]
    return Agreement(
        (tally[0], tally[1], tally[2]),
        owners=Share(sum(_set_f1(a.owners, b.owners) for a, b in tasks), len(tasks)),
        dues=Share(sum(same_moment(_due(a), _due(b)) for a, b in tasks), len(tasks)),
        starts=Share(sum(same_moment(a.start, b.start) for a, b in meetings), len(meetings)),
    )


def same_moment(wanted: CivilTime | None, found: CivilTime | None) -> bool:
    """Where an hour was wanted the minute counts; where a day was, its hour does not."""
    if wanted is None or found is None:
        return wanted is found
    if isinstance(wanted, datetime):
        return isinstance(found, datetime) and found.replace(second=0, microsecond=0) == wanted
    return _day(found) == wanted


def _due(task: ActionItem) -> CivilTime | None:
    return task.due.value if task.due else None


def _day(moment: CivilTime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _cited(item: Finding) -> frozenset[str]:
    cited = frozenset(evidence.utterance for evidence in item.evidence if evidence.utterance)
    return cited if len(cited) <= MOST_CITED else frozenset()


def _same_item(wanted: Finding, found: Finding) -> bool:
    ours, theirs = _cited(wanted), _cited(found)
    if not ours:
        return _word_f1(wanted.text, found.text) >= _SAME_ORDER
    common = ours & theirs
    return bool(common) and (2 * len(common) >= len(theirs) or _word_f1(wanted.text, found.text) >= _SAME_WORDS)


def _closeness(wanted: Finding, found: Finding) -> tuple[float, float]:
    """Smaller is closer."""
    ours, theirs = _cited(wanted), _cited(found)
    overlap = len(ours & theirs) / len(ours | theirs) if ours else 0.0
    return -overlap, -_word_f1(wanted.text, found.text)


def _word_f1(one: str, other: str) -> float:
    a, b = (Counter(words(unicodedata.normalize("NFC", text))) for text in (one, other))
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def _set_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    a, b = set(wanted), set(found)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
