"""Writing words otherwise than they were heard: one word for several, what was heard kept beside it (pure)."""

import re
import unicodedata
from collections.abc import Sequence

from models.transcript import Word

_PARTS = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def merged(text: str, words: Sequence[Word]) -> Word:
    """One word for several; it spans them and is as sure as the least sure of them."""
    span = words[0].span
    for word in words[1:]:
        span = span.hull(word.span)
    told = [word.probability for word in words if word.probability is not None]
    heard = " ".join(word.as_heard for word in words)
    return Word(text, span, min(told) if told else None, heard)


def split_marks(text: str) -> tuple[str, str, str]:
    """Marks before, the word, marks after; a word of marks only is its own end."""
    match = _PARTS.match(text)
    if match is None or not match[2]:
        return "", "", text
    return match[1], match[2], match[3]


def lowered(text: str) -> str:
    """NFC and lower case."""
    return unicodedata.normalize("NFC", text).lower()
