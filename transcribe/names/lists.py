"""Lists that people keep in plain text: who takes part, and how terms are written (pure)."""

import re
import unicodedata
from collections.abc import Iterator

from models.directory import Person
from models.errors import UserError
from transcribe.names.terms import Term, glossary_term

LONGEST_LINE = 300
MOST_COLUMNS = 4


def read_people(text: str, name: str) -> tuple[Person, ...]:
    """One person a line: name; title; department; other names with commas between. ``|`` or a tab may part them too.

    Empty lines and what follows ``#`` at the beginning of a line are left out.

    Raises:
        UserError: ``names.person`` with the line that is none.
    """
    people: list[Person] = []
    for number, line in _lines(text):
        columns = [" ".join(column.split()) for column in re.split(r"[;|\t]", line)]
        if not _has_letter(columns[0]) or len(columns) > MOST_COLUMNS or len(line) > LONGEST_LINE:
            raise UserError("names.person", name=name, line=number, given=line[:80])
        title, department, others = (*columns[1:], "", "", "")[:3]
        aliases = tuple(alias for part in others.split(",") if (alias := part.strip()))
        people.append(Person(columns[0], title or None, department or None, aliases))
    return tuple(people)


def read_glossary(text: str, name: str) -> tuple[Term, ...]:
    """One term a line as it is to be written; after ``=`` the ways of saying it, with commas between.

    ``UBND = ủy ban nhân dân, u bê en dê``

    Raises:
        UserError: ``names.term`` with the line that is none.
    """
    terms: list[Term] = []
    for number, line in _lines(text):
        written, _, said = line.partition("=")
        written = " ".join(written.split())
        sounds = [sound for part in said.split(",") if (sound := part.strip())]
        if not _has_letter(written) or not all(map(_has_letter, sounds)) or len(line) > LONGEST_LINE:
            raise UserError("names.term", name=name, line=number, given=line[:80])
        terms.append(glossary_term(written, sounds))
    return tuple(terms)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _has_letter(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
