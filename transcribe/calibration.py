"""Fitting a confidence curve to words that are known to be right or wrong, and saying how good it is (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.transcript import Transcript
from transcribe.confidence import Curve, beside, logit
from transcribe.score import comparable

BINS = 10
RIDGE = 0.01
ROUNDS = 50

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A word with its probability, those beside it, whether it is right, and the voice it was spoken by."""

    probability: float
    beside: tuple[float, ...]
    right: bool
    group: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Words whose confidence lies in one tenth: how many, what was promised, what was kept."""

    count: int
    promised: float
    kept: float


def judged(transcript: Transcript, reference: str, group: str) -> list[Judged]:
    """The words heard, each right where the best alignment with ``reference`` pairs it with its equal."""
    words = transcript.words
    tokens = [(token, index) for index, word in enumerate(words) for token in comparable(word.text).split()]
    fits = matches(comparable(reference).split(), [token for token, _ in tokens])
    right = {index: True for _, index in tokens}
    for (_, index), fit in zip(tokens, fits, strict=True):
        right[index] = right[index] and fit
    return [
        Judged(probability, tuple(beside(words, index)), right[index], group)
        for index, word in enumerate(words)
        if index in right and (probability := word.probability) is not None
    ]


def matches(reference: Sequence[str], heard: Sequence[str]) -> list[bool]:
    """Which of ``heard`` are equal to their partner in an alignment with the fewest edits."""
    costs = np.zeros((len(reference) + 1, len(heard) + 1), np.int64)
    costs[:, 0] = np.arange(len(reference) + 1)
    costs[0] = np.arange(len(heard) + 1)
    for row, wanted in enumerate(reference, start=1):
        for column, got in enumerate(heard, start=1):
            paired = costs[row - 1, column - 1] + (wanted != got)
            costs[row, column] = min(paired, costs[row - 1, column] + 1, costs[row, column - 1] + 1)
    fits = [False] * len(heard)
    row, column = len(reference), len(heard)
    while row and column:
        equal = reference[row - 1] == heard[column - 1]
        if costs[row, column] == costs[row - 1, column - 1] + (not equal):
            fits[column - 1] = equal
            row, column = row - 1, column - 1
        elif costs[row, column] == costs[row, column - 1] + 1:
            column -= 1
        else:
            row -= 1
    return fits


def fit(words: Sequence[Judged]) -> Curve:
    """The curve under which what happened is likeliest (Newton's method, a little ridge)."""
    features, right = _features(words), np.array([word.right for word in words], np.float64)
    weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (told - right) + RIDGE * weights
        bend = (features * (told * (1 - told))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    constant, own, around = (float(weight) for weight in weights)
    return Curve(constant, own, around)


def cross_validated(words: Sequence[Judged]) -> list[float]:
    """Each word's confidence by a curve that was fitted without its group."""
    curves = {group: fit([w for w in words if w.group != group]) for group in {word.group for word in words}}
    return [curves[word.group].at(word.probability, word.beside) for word in words]


def brier(confidences: Sequence[float], words: Sequence[Judged]) -> float:
    """Mean squared difference between confidence and truth."""
    return float(np.mean([(told - word.right) ** 2 for told, word in zip(confidences, words, strict=True)]))


def reliability(confidences: Sequence[float], words: Sequence[Judged]) -> list[Bin]:
    """By tenths of confidence; empty tenths are left out."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for told, word in zip(confidences, words, strict=True):
        tenths.setdefault(min(BINS - 1, int(told * BINS)), []).append((told, word.right))
    return [
        Bin(len(pairs), float(np.mean([told for told, _ in pairs])), float(np.mean([right for _, right in pairs])))
        for _, pairs in sorted(tenths.items())
    ]


def calibration_error(confidences: Sequence[float], words: Sequence[Judged]) -> float:
    """Expected calibration error: the mean distance of promised and kept, weighted by words."""
    bins = reliability(confidences, words)
    return sum(each.count * abs(each.promised - each.kept) for each in bins) / sum(each.count for each in bins)


def _features(words: Sequence[Judged]) -> Numbers:
    rows = []
    for word in words:
        near = [logit(each) for each in word.beside] or [logit(word.probability)]
        rows.append((1.0, logit(word.probability), sum(near) / len(near)))
    return np.array(rows, np.float64)
