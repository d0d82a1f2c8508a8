"""Who speaks when, from sound alone: labels are anonymous."""

import math
from dataclasses import dataclass
from itertools import pairwise

from models.span import TimeSpan


@dataclass(frozen=True, slots=True)
class Turn:
    """One voice's uninterrupted span. Turns of different labels may overlap."""

    span: TimeSpan
    label: str


@dataclass(frozen=True, slots=True)
class Voiceprint:
    """A voice as a vector of unit length; two are compared by cosine."""

    label: str
    vector: tuple[float, ...]

    def __post_init__(self) -> None:
        if not math.isclose(math.hypot(*self.vector), 1.0, abs_tol=1e-3):
            raise ValueError(f"the voiceprint of {self.label} is not of unit length")

    def cosine(self, vector: tuple[float, ...]) -> float:
        """With another vector of unit length and of the same network."""
        return sum(a * b for a, b in zip(self.vector, vector, strict=True))


@dataclass(frozen=True, slots=True)
class Diarization:
    """All turns in order of start; labels SPEAKER_00, SPEAKER_01, … in order of first speech.

    ``network`` names what made the voiceprints: those of another network cannot be compared with them. None when
    there are none, or when nobody knows. ``exclusive`` is the engine's own answer to who has the floor: turns of the
    same labels that never overlap; empty when it has none.
    """

    turns: tuple[Turn, ...]
    voiceprints: tuple[Voiceprint, ...] = ()
    network: str | None = None
    exclusive: tuple[Turn, ...] = ()

    def __post_init__(self) -> None:
        if list(self.turns) != sorted(self.turns, key=lambda turn: (turn.span, turn.label)):
            raise ValueError("turns are kept in order of start")
        if any(before.span.end_ms > after.span.start_ms for before, after in pairwise(self.exclusive)):
            raise ValueError("exclusive turns are in order and never overlap")

    @property
    def labels(self) -> tuple[str, ...]:
        """Each label once, in order of first speech."""
        return tuple(dict.fromkeys(turn.label for turn in self.turns))

    def speech_ms(self, label: str) -> int:
        """How long a label speaks; its turns do not overlap each other."""
        return sum(turn.span.duration_ms for turn in self.turns if turn.label == label)
