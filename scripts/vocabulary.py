"""What the caller knows beforehand: who takes part, and how terms are written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.directory import Person
from models.errors import UserError
from scripts.files import read_input, shown

if TYPE_CHECKING:
    from transcribe.names import Term


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``terms`` are those of the people and of the glossary."""

    people: tuple[Person, ...] = ()
    terms: "tuple[Term, ...]" = ()

    @property
    def hotwords(self) -> tuple[str, ...]:
        from transcribe.names import hotwords

        return hotwords(self.terms)


NOTHING_KNOWN = Vocabulary()


def read_vocabulary(participants: Path | None, glossary: Path | None) -> Vocabulary:
    """
    Raises:
        UserError: ``cli.input_unreadable``, ``json.encoding``, ``names.person``, ``names.term``.
    """
    from transcribe.names import person_terms, read_glossary, read_people

    people = () if participants is None else read_people(_text(participants), shown(participants.name))
    terms = () if glossary is None else read_glossary(_text(glossary), shown(glossary.name))
    return Vocabulary(people, (*terms, *person_terms(people)))


def _text(path: Path) -> str:
    try:
        return read_input(str(path)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("json.encoding", name=shown(path.name), position=error.start) from error
