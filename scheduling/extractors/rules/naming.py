"""Each voice one person, so that all the evidence together fits best (pure)."""

from collections.abc import Mapping, Sequence

_GAIN = 1e-9
Scores = Mapping[tuple[str, str], float]


def best_naming(labels: Sequence[str], people: Sequence[str], scores: Scores, least: float) -> dict[str, str]:
    """Label to person, nobody twice; pairs that score below ``least`` are left unnamed.

    Begins with the strongest pairs and goes on while the sum rises: two exchange their people, or one takes a person
    and whoever bore the name takes the next best.
    """
    named: dict[str, str | None] = dict.fromkeys(labels)
    pairs = ((scores.get((label, person), 0.0), label, person) for label in labels for person in people)
    ranked = sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))
    for score, label, person in ranked:
        if score >= least and named[label] is None and person not in named.values():
            named[label] = person
    while _improved(named, people, scores, least):
        pass
    return {label: person for label, person in named.items() if person is not None}


def _improved(named: dict[str, str | None], people: Sequence[str], scores: Scores, least: float) -> bool:
    def worth(label: str | None, person: str | None) -> float:
        score = scores.get((label, person), 0.0) if label is not None and person is not None else 0.0
        return score if person is None or score >= least else -1e9

    for one, here in named.items():
        for other, there in named.items():
            swapped = worth(one, there) + worth(other, here)
            if one < other and swapped > worth(one, here) + worth(other, there) + _GAIN:
                named[one], named[other] = there, here
                return True
        for person in people:
            holder = next((label for label, name in named.items() if name == person), None)
            if holder == one:
                continue
            free = [other for other in people if other not in named.values() or other == here]
            instead = max(free, key=lambda other: worth(holder, other), default=None) if holder is not None else None
            if holder is not None and instead is not None and worth(holder, instead) <= 0.0:
                instead = None
            given_up = worth(holder, person) - worth(holder, instead) if holder is not None else 0.0
            if worth(one, person) > worth(one, here) + given_up + _GAIN:
                if holder is not None:
                    named[holder] = instead
                named[one] = person
                return True
    return False
