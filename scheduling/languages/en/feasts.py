"""Feasts that English-speaking meetings name, and seasons."""

from models.when import Grain
from scheduling.dates.lunar import LAST_DAY, LunarDay
from scheduling.dates.meaning import DayOfMonth, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle, Nth, NthAfter
from scheduling.dates.seasons import Easter, Season
from scheduling.dates.workdays import TetHoliday
from scheduling.languages.en.amounts import Length
from scheduling.languages.grammar import Grammar

_THANKSGIVING = Nth(4, Weekday(3), Yearly(11))


def add_feasts(grammar: Grammar) -> None:
    grammar.table(
        "feast",
        {
            words: meaning
            for meaning, several in (
                (both(Yearly(12), DayOfMonth(25)), ("christmas", "xmas", "christmas day", "xmas day")),
                (both(Yearly(12), DayOfMonth(24)), ("christmas eve", "xmas eve")),
                (both(Yearly(12), DayOfMonth(26)), ("boxing day",)),
                (
                    both(Yearly(1), DayOfMonth(1)),
                    ("new year ' s day", "new year ' s", "new years day", "new year", "new years"),
                ),
                (both(Yearly(12), DayOfMonth(31)), ("new year ' s eve", "new years eve", "new year eve")),
                (both(Yearly(10), DayOfMonth(31)), ("halloween", "hallowe ' en")),
                (both(Yearly(2), DayOfMonth(14)), ("valentine ' s day", "valentines day", "valentine ' s")),
                (both(Yearly(3), DayOfMonth(17)), ("saint patrick", "st patrick ' s day", "saint patrick ' s day")),
                (both(Yearly(7), DayOfMonth(4)), ("independence day",)),
                (both(Yearly(5), DayOfMonth(1)), ("labour day", "may day")),
                (both(Yearly(9), DayOfMonth(2)), ("national day",)),
                (_THANKSGIVING, ("thanksgiving", "thanksgiving day")),
                (Nth(1, Weekday(0), Yearly(9)), ("labor day",)),
                (Nth(-1, Weekday(0), Yearly(5)), ("memorial day",)),
                (Nth(3, Weekday(0), Yearly(1)), ("mlk day", "martin luther king day", "mlk jr . day")),
                (Nth(3, Weekday(0), Yearly(2)), ("presidents day", "president ' s day")),
                (Nth(2, Weekday(6), Yearly(5)), ("mother ' s day", "mothers day")),
                (Nth(3, Weekday(6), Yearly(6)), ("father ' s day", "fathers day")),
                (Easter(0), ("easter", "easter sunday")),
                (Easter(-2), ("good friday",)),
                (Easter(1), ("easter monday",)),
                (Easter(-46), ("ash wednesday",)),
                (Easter(-7), ("palm sunday",)),
                (LunarDay(1, 1), ("lunar new year", "chinese new year", "chinese new year ' s day")),
                (LunarDay(LAST_DAY, 12), ("lunar new year ' s eve",)),
                (LunarDay(10, 3), ("hung kings day", "hung kings ' day")),
                (LunarDay(15, 8), ("mid - autumn festival", "mid autumn festival")),
            )
            for words in several
        },
    )
    grammar.table("tet", {"tet": 0, "tết": 0, "the tet holiday": 0, "tet holiday": 0})
    grammar.table(
        "season",
        {"winter": Season(3), "spring": Season(0), "summer": Season(1), "autumn": Season(2), "fall": Season(2)},
    )

    @grammar.rule("day_item", "on|at|for? the|next|this|coming? <feast>")
    def feast(feast: Meaning) -> Meaning:
        return feast

    @grammar.rule("day_item", "<feast> of|in|,? <year_number>", "<feast> of|in? <cycle>", weight=1)
    def feast_of_year(feast: Meaning, year_number: int | None = None, cycle: Meaning | None = None) -> Meaning | None:
        year = cycle if cycle is not None else Year(year_number or 1)
        return Nth(1, feast, year) if year.grain is Grain.YEAR else None

    @grammar.rule("day_item", "<feast> in <length>")
    def feast_in_years(feast: Meaning, length: Length) -> Meaning | None:
        return Nth(1, feast, Cycle(Grain.YEAR, length[0][0])) if length[0][1] is Grain.YEAR else None

    @grammar.rule("day_item", "last|the_last|previous <feast>")
    def last_feast(feast: Meaning) -> Meaning:
        return NthAfter(-1, feast)

    @grammar.rule("part_item", "in|during? this|next|the <season>")
    def season(season: Meaning) -> Meaning:
        return season

    @grammar.rule("day_item", "before <tet>")
    def before_tet(tet: int) -> Meaning:
        return TetHoliday(-1)

    @grammar.rule("day_item", "<tet>", "during <tet>")
    def at_tet(tet: int) -> Meaning:
        return TetHoliday()

    @grammar.rule("day_item", "the? ides of march")
    def ides() -> Meaning:
        return both(Yearly(3), DayOfMonth(15))
