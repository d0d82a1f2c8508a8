"""Speech without words: where somebody was found speaking and no word was placed (pure)."""

from collections.abc import Sequence
from dataclasses import replace

from models.span import TimeSpan
from models.transcript import Transcript, Word

REACH_MS = 400
"""How far a word speaks for the sound around it: breath, a drawn-out ending, times that are a little off."""

SHORTEST_MS = 1_200
"""Shorter stretches are coughs and hesitations more often than lost words."""


def speech_without_words(speech: Sequence[TimeSpan], words: Sequence[Word]) -> tuple[TimeSpan, ...]:
    """Parts of ``speech`` of at least ``SHORTEST_MS`` that lie further than ``REACH_MS`` from any word.

    ``speech`` is in order and apart; words may come in any order.
    """
    reaches = sorted((max(0, word.span.start_ms - REACH_MS), word.span.end_ms + REACH_MS) for word in words)
    bare: list[TimeSpan] = []
    passed = 0
    for span in speech:
        while passed < len(reaches) and reaches[passed][1] <= span.start_ms:
            passed += 1
        begin = span.start_ms
        for start, end in reaches[passed:]:
            if start >= span.end_ms:
                break
            if start - begin >= SHORTEST_MS:
                bare.append(TimeSpan(begin, start))
            begin = max(begin, end)
        if span.end_ms - begin >= SHORTEST_MS:
            bare.append(TimeSpan(begin, span.end_ms))
    return tuple(bare)


def with_wordless(transcript: Transcript, speech: Sequence[TimeSpan]) -> Transcript:
    """The same transcript, telling which of ``speech`` it has no words for."""
    return replace(transcript, wordless=speech_without_words(speech, transcript.words))
