"""From a recogniser's timed tokens to words in the recording, and from words to sentences (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from models.span import TimeSpan
from models.transcript import Segment, Word
from transcribe.windows import Window

SENTENCE_ENDS = (".", "!", "?", "…")
SENTENCE_PAUSE_MS = 1_000
LONGEST_SENTENCE = 40
LONG_FIGURE = 4
"""Digits."""


@dataclass(frozen=True, slots=True)
class HeardToken:
    """A piece of text as the model writes it (a leading space begins a word), timed inside a window."""

    text: str
    start_ms: int
    end_ms: int
    probability: float


def words_of(tokens: Sequence[HeardToken], window: Window) -> list[Word]:
    """Words in order, each inside one region of the window; glued tokens (``3``, ``.5``) become one word."""
    words: list[Word] = []
    for token in _glued(tokens):
        for text in token.text.split():
            span = window.place(token.start_ms, max(token.end_ms, token.start_ms + 1))
            if words and span.start_ms < words[-1].span.start_ms:
                start = words[-1].span.start_ms
                span = TimeSpan(start, max(span.end_ms, start + 1))
            words.append(Word(text, span, token.probability))
    return words


def within_speech(segment: Segment, speech: Sequence[TimeSpan]) -> Segment:
    """Words cut to the stretch of speech they lie in most; those that touch none stay as they are.

    The model begins a first word where its sound was cut out, and lets a last one run into the pause. A long figure
    (``33,263,250,776``) is many spoken words, and there may be pauses between them: it keeps all its stretches.
    """
    near = [span for span in speech if span.overlap_ms(segment.span)]
    words: list[Word] = []
    for word in segment.words:
        own = max(near, key=word.span.overlap_ms, default=word.span)
        if sum(letter.isdigit() for letter in word.text) >= LONG_FIGURE:
            own = reduce(TimeSpan.hull, (span for span in near if span.overlap_ms(word.span)), own)
        words.append(replace(word, span=word.span.clamp(own) or word.span))
    return replace(segment, words=tuple(words))


def sentences(words: Sequence[Word], language: str) -> list[Segment]:
    """Segments that end with a sentence, at a pause, or before they grow long.

    Some models (PhoWhisper) write no punctuation: what grows long is then cut at its longest pause.
    """
    segments: list[Segment] = []
    begun: list[Word] = []
    for word in words:
        if begun and (
            begun[-1].text.endswith(SENTENCE_ENDS) or begun[-1].span.gap_ms(word.span) >= SENTENCE_PAUSE_MS
        ):
            segments.append(Segment(tuple(begun), language))
            begun = []
        elif len(begun) >= LONGEST_SENTENCE:
            kept = _longest_pause([*begun, word])
            segments.append(Segment(tuple(begun[:kept]), language))
            begun = begun[kept:]
        begun.append(word)
    if begun:
        segments.append(Segment(tuple(begun), language))
    return segments


def _longest_pause(words: Sequence[Word]) -> int:
    """How many words stand before the longest pause of the second half; of equal ones the last."""
    cuts = range(len(words) // 2, len(words))
    return max(cuts, key=lambda cut: (words[cut - 1].span.gap_ms(words[cut].span), cut))


def _glued(tokens: Sequence[HeardToken]) -> list[HeardToken]:
    """A token without a leading space belongs to the one before.

    The model ends a word where the next token begins: with its punctuation a last word reaches the end of its sound.
    """
    glued: list[HeardToken] = []
    for token in tokens:
        if glued and not token.text[:1].isspace():
            before = glued[-1]
            spoken = any(letter.isalnum() for letter in token.text)
            glued[-1] = replace(
                before,
                text=before.text + token.text,
                end_ms=max(before.end_ms, token.end_ms),
                probability=min(before.probability, token.probability) if spoken else before.probability,
            )
        elif token.text.strip():
            glued.append(token)
    return glued
