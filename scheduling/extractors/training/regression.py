"""Logistic regression with an L2 penalty over named signs, by L-BFGS (Liu and Nocedal 1989), in numpy alone."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Row = Mapping[str, float]
_MEMORY = 10
_STEPS = 200
_SMALLEST_GAIN = 1e-6


def fit(
    rows: Sequence[Row], labels: Sequence[bool], penalty: float, least: int = 3
) -> tuple[dict[str, float], float]:
    """Weights of the signs seen in at least ``least`` rows, and the bias, which is not penalised."""
    number, matrix = _matrix(rows, least)
    wanted = np.asarray(labels, dtype=np.float64)
    penalties = np.full(matrix.shape[1], penalty)
    penalties[-1] = 0.0

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        guessed = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
        cost = np.logaddexp(0.0, scores).sum() - wanted @ scores + 0.5 * (penalties * weights * weights).sum()
        return float(cost), matrix.T @ (guessed - wanted) + penalties * weights

    weights = minimise(loss, np.zeros(matrix.shape[1]))
    return dict(zip(number, weights[:-1].tolist(), strict=True)), float(weights[-1])


def fit_choice(
    choices: Sequence[tuple[Sequence[Row], Sequence[bool]]],
    penalty: float,
    least: int = 3,
) -> dict[str, float]:
    """Weights under which the right candidates of each choice are the likeliest (conditional logit, McFadden 1974).

    Each choice holds its candidates and which of them are right, at least one.
    """
    number, matrix = _matrix([row for rows, _ in choices for row in rows], least)
    right = np.array([label for _, labels in choices for label in labels])
    sizes = [len(rows) for rows, _ in choices]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    of_choice = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, first)[of_choice]
        odds = np.exp(scores)
        total, good = np.add.reduceat(odds, first), np.add.reduceat(odds * right, first)
        cost = float((np.log(total) - np.log(good + 1e-300)).sum()) + 0.5 * penalty * float(weights @ weights)
        pull = odds / total[of_choice] - odds * right / (good + 1e-300)[of_choice]
        return cost, matrix.T @ pull + penalty * weights

    weights = minimise(loss, np.zeros(matrix.shape[1]))
    return dict(zip(number, weights[:-1].tolist(), strict=True))


def _matrix(rows: Sequence[Row], least: int) -> tuple[dict[str, int], Vector]:
    """A column for each sign seen in at least ``least`` rows, and one of ones."""
    seen = Counter(name for row in rows for name in row)
    number = {name: index for index, name in enumerate(sorted(n for n, count in seen.items() if count >= least))}
    matrix = np.zeros((len(rows), len(number) + 1))
    matrix[:, -1] = 1.0
    for index, row in enumerate(rows):
        for name, value in row.items():
            if name in number:
                matrix[index, number[name]] = value
    return number, matrix


def minimise(function: Callable[[Vector], tuple[float, Vector]], start: Vector) -> Vector:
    """The point where a smooth convex function, given with its gradient, is least."""
    at = start
    value, gradient = function(at)
    past: list[tuple[Vector, Vector]] = []
    for _ in range(_STEPS):
        direction = -_curved(gradient, past)
        step, gain = 1.0 if past else 1.0 / max(1.0, float(np.linalg.norm(gradient))), float(gradient @ direction)
        next_value, next_gradient = function(at + step * direction)
        while next_value > value + 1e-4 * step * gain and step > 1e-10:
            step /= 2
            next_value, next_gradient = function(at + step * direction)
        moved, turned = step * direction, next_gradient - gradient
        if float(moved @ turned) > 1e-10:
            past = [*past, (moved, turned)][-_MEMORY:]
        done = abs(value - next_value) < _SMALLEST_GAIN * max(1.0, abs(value))
        at, value, gradient = at + moved, next_value, next_gradient
        if done:
            break
    return at


def _curved(gradient: Vector, past: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The gradient times the inverse curvature that the last steps tell of (two-loop recursion)."""
    left = gradient.copy()
    shares = []
    for moved, turned in reversed(past):
        share = float(moved @ left) / float(turned @ moved)
        left -= share * turned
        shares.append(share)
    if past:
        moved, turned = past[-1]
        left *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(past, reversed(shares), strict=True):
        left += (share - float(turned @ left) / float(turned @ moved)) * moved
    return left
