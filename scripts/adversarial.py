"""Strings made to be hard for the grammar of dates: its own words in every disorder, figures, marks, any Unicode."""

import random
from collections.abc import Callable, Iterator

from scheduling.languages.load import load_languages

LONGEST = 500
"""Characters of one string."""

_MARKS = "/-.,:;()–—~+%'\"’&@#_|!?\n\t "
_UNITS = ("1", "5", "12", "25", "31", "99", "2026", "0", "1/2", "15/8", "14h30", "9:05", "8-9", "12.", "10 ")
_LINKS = (" ", " ", " ", "", "-", "/", ", ", " . ", "\n", " đến ", " to ", " and ", " và ")


def strings(count: int, seed: int) -> Iterator[str]:
    """``count`` strings, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311
    words = sorted({word for language in load_languages("mixed") for word in language.grammar.words()})
    makers: tuple[Callable[[random.Random, list[str]], str], ...] = (
        _of_words,
        _of_words,
        _of_few_words,
        _of_one_pattern,
        _of_one_pattern,
        _of_figures,
        _of_any_letters,
        _of_shredded_words,
    )
    for number in range(count):
        yield makers[number % len(makers)](rng, words)[:LONGEST]


def _word(rng: random.Random, words: list[str]) -> str:
    return rng.choice(_UNITS) if rng.random() < 0.25 else rng.choice(words)


def _of_words(rng: random.Random, words: list[str]) -> str:
    return "".join(_word(rng, words) + rng.choice(_LINKS) for _ in range(rng.randint(1, 120)))


def _of_few_words(rng: random.Random, words: list[str]) -> str:
    """A handful of words over and over: what a grammar finds most ways through."""
    few = [_word(rng, words) for _ in range(rng.randint(2, 6))]
    return " ".join(rng.choice(few) for _ in range(150))


def _of_one_pattern(rng: random.Random, words: list[str]) -> str:
    pattern = "".join(_word(rng, words) + rng.choice(_LINKS) for _ in range(rng.randint(1, 5)))
    return (pattern or " ") * (LONGEST // max(1, len(pattern)) + 1)


def _of_figures(rng: random.Random, words: list[str]) -> str:
    return "".join(rng.choice("0123456789") * rng.randint(1, 3) + rng.choice(_MARKS) for _ in range(250))


def _of_any_letters(rng: random.Random, words: list[str]) -> str:
    return "".join(chr(rng.choice((rng.randrange(32, 0x250), rng.randrange(0x300, 0xD000)))) for _ in range(LONGEST))


def _of_shredded_words(rng: random.Random, words: list[str]) -> str:
    text = list(_of_words(rng, words)[:LONGEST])
    for _ in range(rng.randint(1, 40)):
        text[rng.randrange(len(text))] = rng.choice(_MARKS)
    return "".join(text)
