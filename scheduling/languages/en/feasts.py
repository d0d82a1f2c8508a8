"""Feasts that English-speaking meetings name, and seasons."""

from models.when import Grain
from scheduling.dates.meaning import Meaning, Year
from scheduling.dates.relative import Cycle, Nth, NthAfter
from scheduling.dates.seasons import Season, SeasonTurn
from scheduling.dates.workdays import TetHoliday
from scheduling.languages.en.amounts import Length
from scheduling.languages.en.observances import observances
from scheduling.languages.grammar import Grammar


def add_feasts(grammar: Grammar) -> None:
    grammar.table("feast", observances())
    grammar.table("tet", {"tet": 0, "tết": 0, "the tet holiday": 0, "tet holiday": 0})
    grammar.table(
        "season",
        {"winter": Season(3), "spring": Season(0), "summer": Season(1), "autumn": Season(2), "fall": Season(2)},
    )

    @grammar.rule("day_item", "on|at|for? the|next|this|coming? <feast>")
    def feast(feast: Meaning) -> Meaning:
        return feast

    @grammar.rule(
        "day_item", "on|for|the? <feast> of|in|,? <year_number>", "on|for|the? <feast> of|in? <cycle>", weight=1
    )
    def feast_of_year(feast: Meaning, year_number: int | None = None, cycle: Meaning | None = None) -> Meaning | None:
        year = cycle if cycle is not None else Year(year_number or 1)
        return Nth(1, feast, year) if year.grain is Grain.YEAR else None

    @grammar.rule("day_item", "<feast> in <length>", "<feast> <length> hence|from_now")
    def feast_in_years(feast: Meaning, length: Length) -> Meaning | None:
        return Nth(1, feast, Cycle(Grain.YEAR, length[0][0])) if length[0][1] is Grain.YEAR else None

    @grammar.rule("day_item", "last|the_last|previous <feast>")
    def last_feast(feast: Meaning) -> Meaning:
        return NthAfter(-1, feast)

    @grammar.rule("part_item", "in|during? this|next|the <season>")
    def season(season: Meaning) -> Meaning:
        return season

    @grammar.rule("part_item", "this|current|the_current season|seasons")
    def this_season() -> Meaning:
        return SeasonTurn(0)

    @grammar.rule("part_item", "the? next|coming|upcoming season")
    def next_season() -> Meaning:
        return SeasonTurn(1)

    @grammar.rule("part_item", "the? last|past|previous season")
    def last_season() -> Meaning:
        return SeasonTurn(-1)

    @grammar.rule("day_item", "before <tet>")
    def before_tet(tet: int) -> Meaning:
        return TetHoliday(-1)

    @grammar.rule("day_item", "<tet>", "during <tet>")
    def at_tet(tet: int) -> Meaning:
        return TetHoliday()
