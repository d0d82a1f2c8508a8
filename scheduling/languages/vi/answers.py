"""Short answers: 25, tới 25, một tuần, 45 ngày."""

from scheduling.dates.meaning import DayOfMonth
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Shift
from scheduling.languages.grammar import Grammar
from scheduling.languages.vi.amounts import Length


def add_answers(grammar: Grammar) -> None:
    @grammar.rule("answer", "<day_number>", "ngày|hôm <day_number>")
    def day(day_number: int) -> Phrase:
        return Phrase(DayOfMonth(day_number))

    @grammar.rule("answer", "tới|đến|đến_hết|tới_hết|chậm_nhất|hạn <day_number>")
    def by_day(day_number: int) -> Phrase:
        return Phrase(DayOfMonth(day_number), direction="by")

    @grammar.rule("answer", "trước <day_number>")
    def before_day(day_number: int) -> Phrase:
        return Phrase(DayOfMonth(day_number), direction="before")

    @grammar.rule("answer", "thêm|cần|mất|khoảng|chừng? <length>")
    def length(length: Length) -> Phrase:
        return Phrase(Shift(length))
