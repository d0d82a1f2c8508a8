"""What shall be written, and as what it may be heard."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from models.directory import Person

Kind = Literal["person", "given name", "glossary"]
LETTERS = {
    "A": ("a",), "Ă": ("á",), "Â": ("ớ",), "B": ("bê", "bờ"), "C": ("xê", "cê"), "D": ("dê", "dờ"),
    "Đ": ("đê", "đờ"), "E": ("e",), "Ê": ("ê",), "G": ("giê", "gờ"), "H": ("hát", "hờ"), "I": ("i",), "K": ("ca",),
    "L": ("lờ",), "M": ("mờ", "em"), "N": ("nờ", "en"), "O": ("o",), "Ô": ("ô",), "Ơ": ("ơ",), "P": ("pê", "pờ"),
    "Q": ("quy", "cu"), "R": ("rờ",), "S": ("sờ", "ét"), "T": ("tê", "tờ"), "U": ("u",), "Ư": ("ư",),
    "V": ("vê", "vờ"), "X": ("xờ", "ích"), "Y": ("y",),
}  # fmt: skip
"""How letters are called; "ủy ban nhân dân" is said u bê en dê."""
MOST_SPELT = 6
"""Letters of an abbreviation that is looked for letter by letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """``written`` is the right form; ``sounds`` are the ways of saying it, in words of lower case."""

    written: str
    sounds: tuple[tuple[str, ...], ...]
    kind: Kind

    def __post_init__(self) -> None:
        if not self.written or not self.sounds or not all(self.sounds):
            raise ValueError(f"a term is written somehow and sounds somehow: {self!r}")


def person_terms(people: Iterable[Person]) -> tuple[Term, ...]:
    """Each full name and alias, and the given name that stands after a form of address."""
    terms: dict[str, Term] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            written = " ".join(unicodedata.normalize("NFC", name).split())
            if written:
                syllables = _words(written)
                kind: Kind = "person" if len(syllables) > 1 else "given name"
                terms.setdefault(written, Term(written, (syllables,), kind))
        given = person.name.split()[-1:]
        if given and len(person.name.split()) > 1:
            word = unicodedata.normalize("NFC", given[0])
            terms.setdefault(word, Term(word, (_words(word),), "given name"))
    return tuple(terms.values())


def glossary_term(written: str, sounds: Sequence[str] = ()) -> Term:
    """A term with the ways of saying it; an abbreviation is also looked for letter by letter."""
    told = {_words(sound) for sound in (written, *sounds)}
    return Term(written, tuple(sorted(told | set(_spelt(written)))), "glossary")


def hotwords(terms: Iterable[Term]) -> tuple[str, ...]:
    """What to offer the recogniser: glossary and full names; a name within a longer one adds nothing."""
    chosen = [term.written for term in terms if term.kind != "given name"]
    return tuple(dict.fromkeys(chosen))


def _spelt(written: str) -> Iterator[tuple[str, ...]]:
    letters = written.replace(".", "").replace("-", "")
    if letters.isupper() and 2 <= len(letters) <= MOST_SPELT and all(letter in LETTERS for letter in letters):
        yield from product(*(LETTERS[letter] for letter in letters))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*", unicodedata.normalize("NFC", text).lower()))
