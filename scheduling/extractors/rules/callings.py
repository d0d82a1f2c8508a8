"""The people of a conversation nobody listed: names by which those present introduce or call each other."""

import re
from collections.abc import Iterable, Sequence

from models.conversation import Utterance
from models.directory import Person
from scheduling.extractors.rules.lists import word_list
from scheduling.extractors.rules.text import tidy

_NAME = r"(?P<name>[A-Z]\w+)"
_CALLS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Mm]y name is|[Mm]y name's) {_NAME}",
        rf"\b[Tt]his is {_NAME} (?:speaking|here)\b",
        rf"(?:^|[.,!?] ){_NAME},? (?:please|(?:can|could|will|would) you)\b",
        rf"\b(?:[Tt]hank you|[Tt]hanks|[Gg]ood (?:morning|afternoon|evening)|[Hh]ello|[Hh]i),? {_NAME}[.,!]",
        rf"(?:^|[.,!?] ){_NAME}, (?:how|what|when|where|why|do|did|have|are|is|you)\b",
        rf"[a-z], {_NAME}[.?!](?:\s|$)",
        rf"(?:^|[.,] )(?:[Ss]ure|[Yy]es|[Nn]o|[Oo]kay|[Oo]f course|[Cc]ertainly), {_NAME}[.,!]",
    )
)
_SURE = frozenset(range(5))
"""Patterns of which one hit is proof; the others need the name to be called twice."""


def people_called(utterances: Sequence[Utterance]) -> tuple[Person, ...]:
    """Names that are introduced, or called to, in the words themselves; in order of their first call."""
    votes: dict[str, float] = {}
    for name, weight in _calls(tidy(utterance.text) for utterance in utterances):
        votes[name] = votes.get(name, 0.0) + weight
    return tuple(Person(name) for name, weight in votes.items() if weight >= 1.0)


def _calls(texts: Iterable[str]) -> Iterable[tuple[str, float]]:
    for text in texts:
        for number, pattern in enumerate(_CALLS):
            for call in pattern.finditer(text):
                if call["name"].lower() not in word_list("capital_words") and not call["name"].isupper():
                    yield call["name"], 1.0 if number in _SURE else 0.5
