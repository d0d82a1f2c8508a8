"""Taking out what nobody said: marks without words, loops, and inventions that no sound carries (pure).

A recogniser that hears nothing writes what its training data ended with. Such a sentence may also really be said,
so a known invention goes only where the sound does not support it: words the model itself does not believe, or
that come faster or slower than anyone speaks.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from models.transcript import Segment, Transcript, Word
from transcribe.inventions import INVENTIONS
from transcribe.pieces import spoken_language

LONGEST_LOOP_WORDS = 12
CERTAIN_REPEATS = 8
DOUBTFUL_REPEATS = 4
DOUBTFUL_PROBABILITY = 0.5
INVENTED_PROBABILITY = 0.6
FASTEST_WORDS_PER_S = 9.0
SLOWEST_WORDS_PER_S = 0.8


def tidy_transcript(transcript: Transcript) -> Transcript:
    """The same transcript without empty words, with loops said once, without unsupported inventions."""
    segments: list[Segment] = []
    for segment in transcript.segments:
        words = without_inventions(without_loops([word for word in segment.words if _has_sound(word.text)]))
        if words:
            segments.append(replace(segment, words=tuple(words)))
    return replace(transcript, segments=tuple(segments), spoken_language=_language(transcript, segments))


def without_loops(words: Sequence[Word]) -> list[Word]:
    """A run of the same one to twelve words, again and again, is kept once.

    People do say a word four times and read "không không không không" off a form; so a loop is eight repetitions, or
    four that the model itself doubts or that come faster than speech.
    """
    plain = [_plain(word.text) for word in words]
    kept: list[Word] = []
    index = 0
    while index < len(words):
        size, repeats = _loop_at(plain, index)
        if _is_loop(words[index : index + size * repeats], repeats):
            kept += words[index : index + size]
            index += size * repeats
        else:
            kept.append(words[index])
            index += 1
    return kept


def without_inventions(words: Sequence[Word]) -> list[Word]:
    """Known inventions are cut out where nothing supports them."""
    plain = [_plain(word.text) for word in words]
    kept: list[Word] = []
    index = 0
    while index < len(words):
        length = _invention_at(plain, index)
        if length and not _is_supported(words[index : index + length]):
            index += length
        else:
            kept.append(words[index])
            index += 1
    return kept


def _loop_at(plain: Sequence[str], index: int) -> tuple[int, int]:
    """(words in the repeated run, how often it stands here); the run that covers most."""
    best = (1, 1)
    for size in range(1, LONGEST_LOOP_WORDS + 1):
        run = plain[index : index + size]
        repeats = 1
        while len(run) == size and plain[index + size * repeats : index + size * (repeats + 1)] == run:
            repeats += 1
        if repeats > 1 and size * repeats > best[0] * best[1]:
            best = (size, repeats)
    return best


def _is_loop(words: Sequence[Word], repeats: int) -> bool:
    if repeats < DOUBTFUL_REPEATS:
        return False
    if repeats >= CERTAIN_REPEATS and not _plain(words[0].text).isdigit():
        return True
    return _mean_probability(words) < DOUBTFUL_PROBABILITY or _words_per_s(words) > FASTEST_WORDS_PER_S


def _invention_at(plain: Sequence[str], index: int) -> int:
    """How many words of a known invention begin here; the longest that fits."""
    fitting = (len(told) for told in INVENTIONS if tuple(plain[index : index + len(told)]) == told)
    return max(fitting, default=0)


def _is_supported(words: Sequence[Word]) -> bool:
    if _mean_probability(words) < INVENTED_PROBABILITY:
        return False
    return SLOWEST_WORDS_PER_S <= _words_per_s(words) <= FASTEST_WORDS_PER_S


def _mean_probability(words: Sequence[Word]) -> float:
    """1.0 where the engine gives none: without evidence nothing is taken out."""
    told = [word.probability for word in words if word.probability is not None]
    return fmean(told) if told else 1.0


def _words_per_s(words: Sequence[Word]) -> float:
    return len(words) * 1000 / max(1, words[-1].span.end_ms - words[0].span.start_ms)


def _plain(text: str) -> str:
    kept = (letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())
    return "".join(kept) or text


def _has_sound(text: str) -> bool:
    return any(letter.isalnum() or unicodedata.category(letter) in ("Sc", "Sm") or letter in "%&@" for letter in text)


def _language(before: Transcript, segments: Sequence[Segment]) -> str:
    return before.spoken_language if len(segments) == len(before.segments) else spoken_language(segments)
