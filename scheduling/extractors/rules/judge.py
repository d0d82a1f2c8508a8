"""Trained judgement: how likely a candidate is what it seems, from its signs.

Logistic regressions whose weights (``cues/judge.json``) are made by ``scheduling.extractors.training.train_judge``
from annotated meetings it names. Each *head* answers one question.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """Log-odds are ``bias`` plus the weights of the signs; a candidate is taken above ``threshold``."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())


@dataclass(frozen=True, slots=True)
class Judge:
    heads: Mapping[str, Head]

    def margin(self, head: str, features: Mapping[str, float]) -> float:
        """Log-odds above the threshold of ``head``: positive when the candidate is to be taken."""
        asked = self.heads[head]
        return asked.log_odds(features) - asked.threshold

    def choose(
        self,
        head: str,
        candidates: Sequence[T],
        value: Callable[[T], str],
        features: Callable[[T], Mapping[str, float]],
    ) -> T:
        """The likeliest of ``candidates``, of which there is at least one.

        Those of equal ``value`` are one answer that was given several times; the last of them stands for it.
        """
        asked = self.heads[head]
        scores = [asked.log_odds(features(candidate)) for candidate in candidates]
        highest = max(scores)
        mass: dict[str, float] = {}
        for candidate, score in zip(candidates, scores, strict=True):
            mass[value(candidate)] = mass.get(value(candidate), 0.0) + math.exp(score - highest)
        best = max(mass, key=lambda answer: mass[answer])
        return next(candidate for candidate in reversed(candidates) if value(candidate) == best)


@cache
def load_judge() -> Judge:
    path = files(__name__.rpartition(".")[0]) / "cues" / "judge.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    return Judge({name: Head(h["bias"], h["threshold"], h["weights"]) for name, h in written["heads"].items()})
