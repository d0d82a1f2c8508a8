"""A task while it is being read."""

from dataclasses import dataclass, field

from models.findings import CivilTime
from models.when import When
from scheduling.extractors.rules.nuclei import Nucleus

ENOUGH = 1.75
"""Weight from which on work is held to be somebody's task."""
LEAST = 0.7
"""Weight below which an order or a promise is not even looked at."""


@dataclass(slots=True, eq=False)
class TaskDraft:
    """``sentences`` are its evidence so far."""

    nucleus: Nucleus
    nuclei: list[Nucleus]
    owners: tuple[str, ...]
    speaker: str | None
    weight: float
    sentences: list[int]
    due: When | None = None
    due_before: When | None = None
    assent: float = 0.0
    refused: bool = False
    asked_for: int | None = None
    closed: bool = False
    dated_at_once: bool = False
    fixed: CivilTime | None = None
    fixed_phrase: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.sentences[-1]

    @property
    def total(self) -> float:
        dated_later = self.due is not None and not self.dated_at_once
        return self.weight + self.assent + (0.7 if dated_later else 0.0)

    @property
    def stands(self) -> bool:
        if self.refused or (self.nucleus.actor == "nobody" and self.assent < 0.5 and not self.owners):
            return False
        return self.total >= ENOUGH

    def cite(self, index: int) -> None:
        if index not in self.sentences:
            self.sentences.append(index)
