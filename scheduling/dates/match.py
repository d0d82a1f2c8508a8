"""A phrase and where it stands."""

from dataclasses import dataclass

from scheduling.dates.phrase import Phrase
from scheduling.languages.base import Language


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase at tokens ``[begin, stop)``."""

    phrase: Phrase
    begin: int
    stop: int
    language: Language
