"""Short answers: the 25th, 25, two weeks."""

from scheduling.dates.meaning import DayOfMonth
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Shift
from scheduling.languages.en.amounts import Length
from scheduling.languages.grammar import Grammar


def add_answers(grammar: Grammar) -> None:
    @grammar.rule("answer", "the? <day_number>")
    def day(day_number: int) -> Phrase:
        return Phrase(DayOfMonth(day_number))

    @grammar.rule("answer", "by|until the? <day_number>")
    def by_day(day_number: int) -> Phrase:
        return Phrase(DayOfMonth(day_number), direction="by")

    @grammar.rule("answer", "about|in? <length>")
    def length(length: Length) -> Phrase:
        return Phrase(Shift(length))
