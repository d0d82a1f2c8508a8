"""Which language each stretch of speech is in, from what the recogniser hears in each (pure).

In a Vietnamese meeting a sentence of English must be written in English, but a single cough that sounds English must
not. So the most likely sequence of languages is sought (Viterbi 1967): staying is free, each change costs, and it
costs less in a recording where more than one language is clearly spoken.
"""

import math
from collections.abc import Mapping, Sequence

CLEAR = 0.9
RAREST_CHANGE = 0.01
FLOOR = 1e-4


def language_sequence(
    heard: Sequence[Mapping[str, float]], durations_ms: Sequence[int], languages: Sequence[str]
) -> list[str]:
    """The language of each stretch; ``heard`` gives the probability of each language in it (others are ignored)."""
    if not heard:
        return []
    shares = [_shares(stretch, languages) for stretch in heard]
    change = math.log(_change_rate(shares, durations_ms))
    best = [{language: math.log(shares[0][language]) for language in languages}]
    came_from: list[dict[str, str]] = []
    for share in shares[1:]:
        before = best[-1]
        origin = {
            language: max(languages, key=lambda past: before[past] + (0.0 if past == language else change))
            for language in languages
        }
        came_from.append(origin)
        best.append(
            {
                language: before[origin[language]]
                + (0.0 if origin[language] == language else change)
                + math.log(share[language])
                for language in languages
            }
        )
    path = [max(languages, key=lambda language: best[-1][language])]
    for origin in reversed(came_from):
        path.append(origin[path[-1]])
    return path[::-1]


def _change_rate(shares: Sequence[Mapping[str, float]], durations_ms: Sequence[int]) -> float:
    """How much of the speech is clearly not in the main language: 0.01..0.5."""
    clear: dict[str, int] = {}
    for share, duration_ms in zip(shares, durations_ms, strict=True):
        language = max(share, key=lambda told: share[told])
        if share[language] >= CLEAR:
            clear[language] = clear.get(language, 0) + duration_ms
    total = sum(clear.values())
    return min(0.5, max(RAREST_CHANGE, (total - max(clear.values())) / total)) if total else RAREST_CHANGE


def _shares(probabilities: Mapping[str, float], languages: Sequence[str]) -> dict[str, float]:
    told = {language: probabilities.get(language, 0.0) + FLOOR for language in languages}
    total = sum(told.values())
    return {language: probability / total for language, probability in told.items()}
