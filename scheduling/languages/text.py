"""Words of a text with their places, and the forms under which they are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+|\n\s*\n|\n(?=\s*[^\W\d_a-zà-ỹđ])(?!\s*(?:Hai|Ba|Tư|Năm|Sáu|Bảy)\b)|\S"
)
_D_STROKE = str.maketrans("đĐÐð", "dDDd")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, a run of digits, a single mark, or the line break before a capital letter or empty line.

    ``word`` is lower-case NFC; ``[begin, stop)`` are offsets into the text as given; ``glued`` tells that
    nothing separates it from the token before.
    """

    word: str
    begin: int
    stop: int
    glued: bool
    capital: bool

    @property
    def is_number(self) -> bool:
        return self.word[0].isdecimal()

    @property
    def is_word(self) -> bool:
        return self.word[0].isalpha()


def tokenise(text: str) -> tuple[Token, ...]:
    """Linear in the text. NFD text gives the same words as NFC text, with offsets of its own."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    last = 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        word = unicodedata.normalize("NFC", raw).lower()
        yield Token(word, match.start(), match.end(), match.start() == last > 0, raw[0].isupper())
        last = match.end()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case without any diacritic: ``Thứ Sáu`` → ``thu sau``, ``Đ`` → ``d``."""
    decomposed = unicodedata.normalize("NFD", word.lower().translate(_D_STROKE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def vocabulary(words: str) -> frozenset[str]:
    """The words of a list written as a text."""
    return frozenset(words.split())
