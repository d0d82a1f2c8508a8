"""What the caller knows beforehand: who takes part, and how terms are written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.directory import Person
from scripts.files import shown

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
        UserError: ``names.*``, ``json.encoding``.
    """
    from api.flows.vocabulary import load_glossary, read_list
    from transcribe.names import person_terms, read_people

    people = () if participants is None else read_people(read_list(participants), shown(participants.name))
    return Vocabulary(people, (*load_glossary(glossary), *person_terms(people)))
