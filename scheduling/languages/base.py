"""What a language provides for reading dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scheduling.languages.grammar import Derivation, Grammar, Readings, Sentence
from scheduling.languages.text import Token, fold

if TYPE_CHECKING:
    from scheduling.dates.describe import Wording
    from scheduling.dates.meaning import Meaning


@dataclass(frozen=True)
class Language:
    """``spellings`` and ``bare`` map a written word to words of the grammar; ``undiacritic``: a text without any
    diacritic is read by the letters alone. ``rejects`` looks at the words around a match. ``fillers`` may stand
    beside a short answer, ``joins`` between the members of a list, ``articles`` before one without them; a number
    behind one of ``labels`` numbers a thing. ``inner_words``: words that only go on what another began.
    ``counts``: the word at an index is what a number before it counts.
    """

    name: str
    grammar: Grammar
    wording: "Wording"
    rejects: Callable[[Sentence, int, int], bool]
    spellings: Mapping[str, str]
    bare: Mapping[str, tuple[str, ...]]
    counts: Callable[[Sentence, int], bool]
    undiacritic: bool = False
    fillers: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset({",", "&"})
    articles: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    inner_words: frozenset[str] = frozenset()

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return self.grammar.words() | self.inner_words

    @cached_property
    def _folded(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._vocabulary):
            found[fold(word)] = (*found.get(fold(word), ()), word)
        return found

    def sentence(self, tokens: tuple[Token, ...], anchors: Mapping[tuple[str, ...], "Meaning"]) -> Sentence:
        plain = self.undiacritic and _without_diacritics(tokens)
        return Sentence(tokens, tuple(self._readings(token, plain) for token in tokens), anchors)

    def _readings(self, token: Token, plain: bool) -> Readings:
        found = [token.word]
        if token.word in self.spellings:
            found.append(self.spellings[token.word])
        if plain:
            found += self._folded.get(token.word, ())
        else:
            found += self.bare.get(token.word, ())
        return tuple(dict.fromkeys(found))


def _without_diacritics(tokens: tuple[Token, ...]) -> bool:
    words = [token.word for token in tokens if token.is_word]
    return len(words) >= 2 and all(word.isascii() for word in words)


def read_anchor(sentence: Sentence, at: int) -> list[Derivation]:
    """A phrase whose moment the caller knows: "giờ họp", "the review"."""
    words = [token.word for token in sentence.tokens[at : at + 12]]
    return [
        Derivation(meaning, at + len(anchor), 5)
        for anchor, meaning in sentence.anchors.items()
        if words[: len(anchor)] == list(anchor)
    ]
