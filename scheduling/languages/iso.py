"""ISO 8601 date-times, the same in every language: 2026-08-14T09:30, 2026-08-14T02:30:00Z."""

from scheduling.dates.join import join
from scheduling.dates.meaning import Meaning
from scheduling.dates.phrase import Phrase
from scheduling.languages.grammar import Grammar


def add_iso(grammar: Grammar) -> None:
    @grammar.rule("core", "<figures> t <figures_clock>", weight=3)
    def local(figures: Meaning, figures_clock: Meaning) -> Phrase | None:
        joined = join(figures, figures_clock)
        return None if joined is None else Phrase(joined)

    @grammar.rule("core", "<figures> t <figures_clock> z", weight=3)
    def universal(figures: Meaning, figures_clock: Meaning) -> Phrase | None:
        joined = join(figures, figures_clock)
        return None if joined is None else Phrase(joined, utc_minutes=0)
