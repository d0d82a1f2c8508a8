"""What the grammars read: words between two marks of punctuation, and what they answer."""

from dataclasses import dataclass

Piece = tuple[str | None, int]
"""A text written for so many words; None keeps them as they are."""
Reading = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in NFC and lower case with no punctuation between them.

    ``capitals`` tells which were written with one; of the first word of a sentence that says nothing, so it is False.
    """

    words: tuple[str, ...]
    capitals: tuple[bool, ...]

    def word(self, at: int) -> str:
        """The word at ``at``; empty before the beginning and after the end."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def says(self, at: int, *words: str) -> bool:
        """Whether ``words`` stand here, one after the other."""
        return at >= 0 and self.words[at : at + len(words)] == words

    def has_capital(self, begin: int, stop: int) -> bool:
        return any(self.capitals[begin:stop])


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is easier to read as a line of text."""
    return frozenset(text.split())
