"""A small grammar engine: patterns of words and categories, all readings of a place in the text.

Rules are written as patterns such as ``"ngày? <day> tháng|/ <month> <year>?"``:

- a bare word stands for itself, ``a|b`` for either, ``two_words`` for two words in a row;
- ``<name>`` is another category, ``<name:as>`` passes its value under another name;
- ``?`` after an item makes it optional; the argument of an absent category is left to its default.

Patterns are unfolded once into a prefix tree per category. Reading is top-down with memory (packrat): every
category is read at most once at every place, so the work is linear in the text for a grammar without left
recursion, which this engine does not follow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TypeVar

from scheduling.languages.text import Token

Value = object
Readings = tuple[str, ...]
_Make = TypeVar("_Make", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Derivation:
    """One reading: what it means, and the index of the first token after it. Higher ``weight`` wins a tie."""

    value: Value
    stop: int
    weight: int = 0


ANCHOR = "*"
"""Among the first words of a terminal: the first words of the sentence's anchors."""

Terminal = Callable[["Sentence", int], Iterable[Derivation]]
"""Reads numbers and the like directly from the tokens at an index."""


@dataclass(slots=True)
class Sentence:
    """Tokens with the words each may stand for (a recogniser drops diacritics), and the memory of one reading."""

    tokens: tuple[Token, ...]
    readings: tuple[Readings, ...]
    anchors: Mapping[tuple[str, ...], Value] = field(default_factory=dict)
    memory: dict[tuple[str, int], tuple[Derivation, ...]] = field(default_factory=dict)
    keys: tuple[Readings, ...] = field(init=False)
    """What each token is among first words: ``#`` for figures, and the anchor mark where an anchor begins."""

    def __post_init__(self) -> None:
        first_words = {anchor[0] for anchor in self.anchors}
        self.keys = tuple(
            (*_keys(token, readings), *((ANCHOR,) if token.word in first_words else ()))
            for token, readings in zip(self.tokens, self.readings, strict=True)
        )


def _keys(token: Token, readings: Readings) -> Readings:
    if token.is_number:
        return ("#",)
    return readings if token.is_word else tuple(word for word in readings if word not in ("#", ANCHOR))


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    categories: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    ends: list[tuple[Callable[..., Value], int]] = field(default_factory=list)
    starts: dict[str, tuple[tuple[str, str, "_Node"], ...]] | None = None
    """The categories that may begin with a word, with their names; made when first asked for."""


class Grammar:
    """The rules of one language."""

    def __init__(self) -> None:
        self._trees: dict[str, _Node] = {}
        self._terminals: dict[str, tuple[Terminal, frozenset[str]]] = {}
        self._first: dict[str, frozenset[str]] = {}

    def rule(self, category: str, *patterns: str, weight: int = 0) -> Callable[[_Make], _Make]:
        """Decorate the function that makes the meaning; it is given the values of the categories by name.

        It may return None: the words do not mean anything after all.
        """

        def add(make: _Make) -> _Make:
            for pattern in patterns:
                for symbols in _unfold(pattern):
                    self._insert(category, symbols, make, weight)
            return make

        return add

    def table(self, category: str, entries: Mapping[str, Value], weight: int = 0) -> None:
        """Words with fixed values; a key may have several words."""
        for words, value in entries.items():
            self._insert(category, words.split(), lambda value=value: value, weight)

    def terminal(self, category: str, starts: Iterable[str], read: Terminal) -> None:
        """A category read by code. ``starts`` are the words it may begin with; ``#`` stands for digits."""
        self._terminals[category] = (read, frozenset(starts))

    def words(self) -> frozenset[str]:
        """Every word some pattern or terminal knows."""
        found: set[str] = set()
        for starts in (starts for _, starts in self._terminals.values()):
            found |= starts
        pending = list(self._trees.values())
        while pending:
            node = pending.pop()
            found |= node.words.keys()
            pending += [*node.words.values(), *node.categories.values()]
        return frozenset(found)

    def read(self, sentence: Sentence, category: str, at: int) -> tuple[Derivation, ...]:
        """Every reading of ``category`` that begins at token ``at``."""
        if at >= len(sentence.tokens) or self._first_words(category, frozenset()).isdisjoint(sentence.keys[at]):
            return ()
        return self._read(sentence, category, at)

    def read_all(self, sentence: Sentence, category: str) -> dict[int, tuple[Derivation, ...]]:
        """The readings of ``category`` by the token they begin at.

        From right to left, so that what a rule needs further on is remembered and recursion stays shallow.
        """
        places = reversed(range(len(sentence.tokens)))
        return {at: found for at in places if (found := self.read(sentence, category, at))}

    def _read(self, sentence: Sentence, category: str, at: int) -> tuple[Derivation, ...]:
        place = (category, at)
        known = sentence.memory.get(place)
        if known is not None:
            return known
        sentence.memory[place] = ()
        derivations = tuple(self._derive(sentence, category, at))
        if len(derivations) > 1:
            found: dict[tuple[int, Value], Derivation] = {}
            for derivation in derivations:
                key = (derivation.stop, derivation.value)
                if key not in found or found[key].weight < derivation.weight:
                    found[key] = derivation
            derivations = tuple(found.values())
        sentence.memory[place] = derivations
        return derivations

    def _derive(self, sentence: Sentence, category: str, at: int) -> Iterable[Derivation]:
        if category in self._terminals:
            return self._terminals[category][0](sentence, at)
        found: list[Derivation] = []
        self._walk(sentence, self._trees[category], at, {}, 0, found)
        return found

    def _walk(
        self,
        sentence: Sentence,
        node: _Node,
        at: int,
        values: dict[str, Value],
        weight: int,
        found: list[Derivation],
    ) -> None:
        for make, bonus in node.ends:
            value = make(**values)
            if value is not None:
                found.append(Derivation(value, at, weight + bonus))
        if at >= len(sentence.tokens):
            return
        if node.words:
            for position, word in enumerate(sentence.readings[at]):
                following = node.words.get(word)
                if following is not None:
                    self._walk(sentence, following, at + 1, values, weight - (position > 0), found)
        if node.categories:
            for category, name, following in self._possible(node, sentence.keys[at]):
                for part in self._read(sentence, category, at):
                    inner = {**values, name: part.value}
                    self._walk(sentence, following, part.stop, inner, weight + part.weight, found)

    def _possible(self, node: _Node, keys: Readings) -> Iterable[tuple[str, str, _Node]]:
        """The categories that may begin with one of ``keys``, in their order."""
        starts = node.starts
        if starts is None:
            starts = node.starts = {}
            for (category, name), following in node.categories.items():
                for word in self._first_words(category, frozenset()):
                    starts[word] = (*starts.get(word, ()), (category, name, following))
        if len(keys) == 1:
            return starts.get(keys[0], ())
        possible = {one[:2] for key in keys for one in starts.get(key, ())}
        return [(*names, following) for names, following in node.categories.items() if names in possible]

    def _first_words(self, category: str, above: frozenset[str]) -> frozenset[str]:
        if category in self._first:
            return self._first[category]
        if category in self._terminals:
            found = self._terminals[category][1]
        elif category in above:
            return frozenset()
        else:
            node = self._trees[category]
            found = frozenset(node.words).union(
                *(self._first_words(inner, above | {category}) for inner, _ in node.categories)
            )
            found |= {"#"} if any(word[0].isdecimal() for word in node.words) else frozenset()
        if not above:
            self._first[category] = found
        return found

    def _insert(self, category: str, symbols: Iterable[str], make: Callable[..., Value], weight: int) -> None:
        node = self._trees.setdefault(category, _Node())
        for symbol in symbols:
            if symbol.startswith("<") and len(symbol) > 2:
                inner, _, name = symbol[1:-1].partition(":")
                node = node.categories.setdefault((inner, name or inner), _Node())
            else:
                node = node.words.setdefault(symbol, _Node())
        node.ends.append((make, weight))


def _unfold(pattern: str) -> Iterator[list[str]]:
    """All plain symbol sequences of a pattern."""
    choices: list[list[list[str]]] = []
    for item in pattern.split():
        optional = item.endswith("?") and len(item) > 1
        alternatives = (item[:-1] if optional else item).split("|")
        options = [[one] if one.startswith("<") else one.split("_") for one in alternatives]
        choices.append([[], *options] if optional else options)
    for chosen in product(*choices):
        symbols = [symbol for option in chosen for symbol in option]
        if symbols:
            yield symbols
