"""What a word's probability means: of words given 0.8, four in five are right (pure).

A recogniser's own numbers are too high for words beside misheard ones: errors come in groups. The curve is a logistic
one over a word's own logit and the mean logit of its two neighbours (Platt scaling with one more term), fitted by
``scripts/calibrate_confidence`` (docs/decisions/0015).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.run import Fingerprint
from models.transcript import Transcript, Word

LEAST = 0.001
"""Probabilities are kept this far from 0 and 1, where a logit has no end."""


@dataclass(frozen=True, slots=True)
class Curve:
    """sigmoid(constant + own * logit(p) + around * mean logit of the words beside it)."""

    constant: float
    own: float
    around: float

    def at(self, probability: float, beside: Sequence[float]) -> float:
        near = [logit(each) for each in beside] or [logit(probability)]
        raised = self.constant + self.own * logit(probability) + self.around * sum(near) / len(near)
        return 1 / (1 + math.exp(-raised))


BASE = Curve(-0.383, 0.696, 0.404)
"""Of Whisper base in 8 bits, as this package decodes it."""
CURVES = {"d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9": BASE}
"""By the sha256 of ``model.bin``. A model that is not here keeps its own numbers."""


def curve_of(transcriber: Fingerprint) -> Curve | None:
    return CURVES.get(dict(transcriber.options).get("weights", ""))


def calibrated(transcript: Transcript, curve: Curve | None) -> Transcript:
    """The same words with probabilities that mean something; unchanged without a curve."""
    if curve is None:
        return transcript
    words = transcript.words
    made = iter([_with_meaning(words, index, curve) for index in range(len(words))])
    segments = tuple(replace(each, words=tuple(next(made) for _ in each.words)) for each in transcript.segments)
    return replace(transcript, segments=segments)


def beside(words: Sequence[Word], index: int) -> list[float]:
    """The probabilities of the words directly before and after, where there are any."""
    near = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    return [word.probability for word in near if word.probability is not None]


def logit(probability: float) -> float:
    kept = min(1 - LEAST, max(LEAST, probability))
    return math.log(kept / (1 - kept))


def _with_meaning(words: Sequence[Word], index: int, curve: Curve) -> Word:
    probability = words[index].probability
    if probability is None:
        return words[index]
    return replace(words[index], probability=curve.at(probability, beside(words, index)))
