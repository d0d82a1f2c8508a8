"""Whether a recogniser's text for a window looks wrong and is worth a second, careful hearing (pure).

Compression ratio and mean log-probability are the measures of the Whisper paper (Radford et al. 2022, section 4.5);
the rate of words catches what they miss: text that was skipped, and text that nobody could speak.
"""

import zlib
from typing import Literal

MOST_COMPRESSIBLE = 2.4
LEAST_LOGPROB = -1.0
MOST_WORDS_PER_S = 7.5
LEAST_WORDS_PER_S = 1.0
SHORTEST_JUDGED_MS = 3_000

Reason = Literal["repetitive", "unsure", "too_fast", "too_sparse", "loop"]


def doubts(text: str, mean_logprob: float, speech_ms: int) -> tuple[Reason, ...]:
    """What is wrong with ``text`` as the words of ``speech_ms`` of speech; empty when nothing is."""
    words = text.split()
    found: list[Reason] = []
    if compression_ratio(text) > MOST_COMPRESSIBLE:
        found.append("repetitive")
    if mean_logprob < LEAST_LOGPROB:
        found.append("unsure")
    if len(words) * 1000 > MOST_WORDS_PER_S * max(speech_ms, 1_000):
        found.append("too_fast")
    if speech_ms >= SHORTEST_JUDGED_MS and _spoken(words) * 1000 < LEAST_WORDS_PER_S * speech_ms:
        found.append("too_sparse")
    if has_loop(words):
        found.append("loop")
    return tuple(found)


def _spoken(words: list[str]) -> int:
    """How many words were said at least: a figure stands for about one a digit."""
    return sum(max(1, sum(letter.isdigit() for letter in word)) for word in words)


def compression_ratio(text: str) -> float:
    """UTF-8 length over its zlib length; ordinary text stays under 2.4."""
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0


def has_loop(words: list[str]) -> bool:
    """Whether a run of up to ten words stands four times (a single word six times) in a row."""
    plain = [word.strip(".,!?;:…").casefold() for word in words]
    for size in range(1, 11):
        same = 0
        for index in range(size, len(plain)):
            same = same + 1 if plain[index] == plain[index - size] else 0
            if same >= (5 if size == 1 else 3 * size):
                return True
    return False
