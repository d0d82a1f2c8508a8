"""Weeks, months, quarters, years and their parts: next week, Q3, end of the month, the week of October 6th."""

from models.when import Grain
from scheduling.dates.meaning import DayPart, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle, Nth, NthAfter, Part, Place, Units, Within
from scheduling.dates.weeks import IsoYear, WeekOfYear
from scheduling.dates.workdays import EachWorkday
from scheduling.languages.en.words import CYCLES, DAY_ENDS, TURNS
from scheduling.languages.grammar import Grammar

_PLACES: dict[str, Place] = {
    "beginning of": "start",
    "start of": "start",
    "early": "start",
    "early in": "start",
    "earlier": "start",
    "the beginning of": "start",
    "the start of": "start",
    "first part of": "start",
    "middle of": "middle",
    "the middle of": "middle",
    "mid": "middle",
    "mid -": "middle",
    "mid of": "middle",
    "halfway through": "middle",
    "end of": "end",
    "the end of": "end",
    "late": "end",
    "late in": "end",
    "later": "end",
    "the tail end of": "end",
    "tail end of": "end",
    "the back end of": "end",
    "back end of": "end",
    "the latter part of": "end",
    "the front end of": "start",
    "the early part of": "start",
    "the middle part of": "middle",
}
_NTH = {
    "first": 1,
    "1 st": 1,
    "second": 2,
    "2 nd": 2,
    "third": 3,
    "3 rd": 3,
    "fourth": 4,
    "4 th": 4,
    "fifth": 5,
    "5 th": 5,
    "last": -1,
    "final": -1,
    "second last": -2,
    "third last": -3,
    "3 rd last": -3,
    "2 nd last": -2,
    "second to last": -2,
    "penultimate": -2,
}


def add_periods(grammar: Grammar) -> None:
    grammar.table("cycle_unit", CYCLES)
    grammar.table("turn", TURNS)
    grammar.table("place", _PLACES)
    grammar.table("nth", _NTH)
    _add_cycles(grammar)
    _add_months(grammar)
    _add_parts(grammar)
    _add_halves(grammar)
    _add_nth(grammar)


def _add_cycles(grammar: Grammar) -> None:
    @grammar.rule("cycle", "<turn> calendar|fiscal? <cycle_unit>")
    def cycle(turn: int, cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, turn)

    @grammar.rule("day_item", "this|same|the_same time|day next week", weight=2)
    def in_a_week() -> Meaning:
        return Cycle(Grain.DAY, 7)

    @grammar.rule("cycle", "<turn> fortnight")
    def fortnight(turn: int) -> Meaning:
        return Cycle(Grain.WEEK, 2 * turn, 2)

    @grammar.rule("cycle", "that same? <cycle_unit>", "the same <cycle_unit>")
    def told_cycle(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, 0, told="must")

    @grammar.rule("cycle", "the? following <cycle_unit>", "the <cycle_unit> after that?", weight=1)
    def cycle_after(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, 1, told="may")

    @grammar.rule("cycle", "the? <cycle_unit> after next", weight=1)
    def after_next(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, 2)

    @grammar.rule("cycle", "<cycle_unit> before last")
    def before_last(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, -2)

    @grammar.rule("cycle_item", "<cycle>", "of|in|from|for <cycle>")
    def cycle_item(cycle: Meaning) -> Meaning:
        return cycle

    @grammar.rule("period_item", "in? the week|fortnight", weight=-1)
    def the_week() -> Meaning:
        return Cycle(Grain.WEEK, 0)


def _add_months(grammar: Grammar) -> None:
    @grammar.rule("month_item", "<sure_month>", "in|during|of <month_name:sure_month>")
    def month(sure_month: int) -> Meaning:
        return Yearly(sure_month)

    @grammar.rule("month_any", "<month_name>")
    def month_any(month_name: int) -> Meaning:
        return Yearly(month_name)

    @grammar.rule(
        "month_item", "in|during? <month_name> ,|of|in? <year_number>", "<month_name> of|in <short_year:year_number>"
    )
    def month_of_year(month_name: int, year_number: int) -> Meaning:
        return both(Year(year_number), Yearly(month_name))

    @grammar.rule("month_item", "<month_name> <short_year>", weight=-1)
    def month_of_short_year(month_name: int, short_year: int) -> Meaning | None:
        return both(Year(short_year), Yearly(month_name)) if short_year > 2031 or short_year < 2000 else None

    @grammar.rule("month_item", "in|during? next|this|last|coming|following <month_name>")
    def turned_month(month_name: int) -> Meaning:
        return Yearly(month_name)

    @grammar.rule("month_item", "last <month_name>", weight=1)
    def last_month(month_name: int) -> Meaning:
        return NthAfter(-1, Yearly(month_name))

    @grammar.rule("month_item", "<month_name> after next")
    def month_after_next(month_name: int) -> Meaning:
        return NthAfter(2, Yearly(month_name))

    @grammar.rule("month_item", "in|during? <month_name> of? <cycle>")
    def month_of_cycle(month_name: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Yearly(month_name)) if cycle.grain is Grain.YEAR else None

    @grammar.rule("quarter_item", "<quarter_name>", "the? <nth> quarter|qtr")
    def quarter(quarter_name: int = 0, nth: int = 0) -> Meaning | None:
        number = quarter_name or nth
        return Yearly(number * 3 - 2, 3) if 1 <= number <= 4 else None

    grammar.table(
        "quarter_name",
        {f"q {number}": number for number in range(1, 5)} | {"q one": 1, "q two": 2, "q three": 3, "q four": 4},
    )

    @grammar.rule("half_item", "the? first half", "h 1")
    def first_half() -> Meaning:
        return Yearly(1, 6)

    @grammar.rule("half_item", "the? second half", "h 2")
    def second_half() -> Meaning:
        return Yearly(7, 6)

    @grammar.rule("month_item", "in|during? <quarter_item>", "in|during? <quarter_item> of|in the year")
    def quarter_alone(quarter_item: Meaning) -> Meaning:
        return quarter_item

    @grammar.rule(
        "month_item",
        "in|during? <quarter_item> of|in|,|/? <year_number>",
        "in|during? <half_item> of|in|,|/? <year_number>",
    )
    def quarter_of_year(
        year_number: int, quarter_item: Meaning | None = None, half_item: Meaning | None = None
    ) -> Meaning | None:
        part = quarter_item or half_item
        return None if part is None else both(Year(year_number), part)

    @grammar.rule(
        "month_item",
        "in|during? <quarter_item> of? <cycle>",
        "in|during? <half_item> of? <cycle>",
        "<cycle> '|’ s <quarter_item>",
    )
    def quarter_of_cycle(
        cycle: Meaning, quarter_item: Meaning | None = None, half_item: Meaning | None = None
    ) -> Meaning | None:
        part = quarter_item or half_item
        return both(cycle, part) if part is not None and cycle.grain is Grain.YEAR else None

    @grammar.rule("month_item", "in|during? <half_item> of the? year")
    def half_of_year(half_item: Meaning) -> Meaning:
        return both(Cycle(Grain.YEAR, 0), half_item)

    @grammar.rule(
        "year_item",
        "in|during|the? year|cy|fy|calendar_year|fiscal_year of? <year_number>",
        "in|during|of|by? the? calendar_year|year|cy|fy of? <year_number>",
        "in|during|of|since <year_number>",
        "in <year_number> ad|a_._d_.",
    )
    def year(year_number: int) -> Meaning:
        return Year(year_number)

    @grammar.rule("bare_year", "<year_number>")
    def bare_year(year_number: int) -> Meaning | None:
        return Year(year_number) if 1900 <= year_number <= 2100 else None


def _add_parts(grammar: Grammar) -> None:
    @grammar.rule("period", "<cycle>", "around <cycle>", "<month_item>", "<year_item>", "<month_any>", "<bare_year>")
    def named(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("bare_period", "the|this? <cycle_unit>")
    def bare(cycle_unit: Grain) -> Meaning:
        return Units(cycle_unit)

    @grammar.rule(
        "part_item", "at|in|by|around|towards? <place> <period>", "at|in|by|around|towards? <place> <bare_period>"
    )
    def part(place: Place, period: Meaning | None = None, bare_period: Meaning | None = None) -> Meaning | None:
        of = period or bare_period
        if of is None:
            return None
        return Part(place, of)

    grammar.table(
        "part_item",
        {
            words: Part("end", Units(unit))
            for words, unit in (
                ("eom", Grain.MONTH),
                ("the eom", Grain.MONTH),
                ("eoy", Grain.YEAR),
                ("the eoy", Grain.YEAR),
                ("eow", Grain.WEEK),
                ("month end", Grain.MONTH),
                ("month - end", Grain.MONTH),
                ("year end", Grain.YEAR),
                ("year - end", Grain.YEAR),
                ("quarter end", Grain.QUARTER),
            )
        },
    )

    @grammar.rule("part_item", "<quarter_item> end", "<quarter_item> <year_number> end", weight=1)
    def quarter_end(quarter_item: Meaning, year_number: int | None = None) -> Meaning:
        return Part("end", quarter_item if year_number is None else both(Year(year_number), quarter_item))

    @grammar.rule("weekend", "weekend|week_-_end|week_end|weekends")
    def weekend() -> Meaning:
        return Part("weekend", Units(Grain.WEEK))

    @grammar.rule("part_item", "at|on|over|during? the|this|the_coming|this_coming|on? <weekend>")
    def this_weekend(weekend: Meaning) -> Meaning:
        return weekend

    @grammar.rule("part_item", "next <weekend>", "the? following <weekend>")
    def next_weekend(weekend: Meaning) -> Meaning:
        return Part("weekend", Cycle(Grain.WEEK, 1))

    @grammar.rule("part_item", "on|over? the? <weekend> after next", weight=1)
    def weekend_after_next(weekend: Meaning) -> Meaning:
        return Part("weekend", Cycle(Grain.WEEK, 2))

    @grammar.rule("part_item", "this? past|last|previous <weekend>")
    def past_weekend(weekend: Meaning) -> Meaning:
        return NthAfter(-1, Part("weekend", Units(Grain.WEEK)))

    grammar.table("day_end", dict.fromkeys(DAY_ENDS, 0))

    @grammar.rule("part_of_day", "by|at|before|near? <day_end>", "by|at|before? <day_end> of|on")
    def day_end(day_end: int) -> Meaning:

        return DayPart(15 * 60, 18 * 60)


def _add_halves(grammar: Grammar) -> None:
    @grammar.rule("part_item", "in|during? the? first half of <period>")
    def first_half(period: Meaning) -> Meaning | None:
        return Part("first half", period) if period.grain is Grain.MONTH else None

    @grammar.rule("part_item", "in|during? the? second half of <period>")
    def second_half(period: Meaning) -> Meaning | None:
        return Part("second half", period) if period.grain is Grain.MONTH else None


def _add_nth(grammar: Grammar) -> None:
    @grammar.rule("month_like", "<period>")
    def month_like(period: Meaning | None = None) -> Meaning | None:
        return period if period is not None and period.grain is not Grain.WEEK else None

    @grammar.rule("month_like", "the? <cycle_unit>")
    def the_month(cycle_unit: Grain) -> Meaning | None:
        return Cycle(cycle_unit, 0) if cycle_unit is not Grain.WEEK else None

    @grammar.rule(
        "day_item", "on? the? <nth> <weekday> of|in <month_like>", "on? the? <nth> <weekday> <month_like>", weight=1
    )
    def nth_weekday(nth: int, weekday: int, month_like: Meaning) -> Meaning:
        return Nth(nth, Weekday(weekday), month_like)

    @grammar.rule("day_item", "on? the? <nth> day of|in <month_like>", weight=1)
    def nth_day(nth: int, month_like: Meaning) -> Meaning:
        return Nth(nth, Units(Grain.DAY), month_like)

    @grammar.rule("day_item", "on? the? <nth> working_day|workday|business_day of|in <month_like>", weight=2)
    def nth_workday(nth: int, month_like: Meaning) -> Meaning:
        return Nth(nth, EachWorkday(), month_like)

    @grammar.rule("part_item", "in? the? <nth> week of|in <month_like>", weight=1)
    def nth_week(nth: int, month_like: Meaning) -> Meaning:
        if month_like.grain is Grain.YEAR and nth > 0:
            return Nth(nth, Units(Grain.WEEK), IsoYear(month_like))
        return Nth(nth, Units(Grain.WEEK), month_like)

    @grammar.rule("month_item", "the? <ordinal_number> month of|in <month_like>", weight=1)
    def nth_month(ordinal_number: int, month_like: Meaning) -> Meaning:
        return Nth(ordinal_number, Units(Grain.MONTH), month_like)

    @grammar.rule("part_item", "the? <nth> weekend|week_end|week_-_end of|in <month_like>", weight=1)
    def nth_weekend(nth: int, month_like: Meaning) -> Meaning:
        return Nth(nth, Part("weekend", Units(Grain.WEEK)), month_like)

    @grammar.rule("day_item", "the? <nth> <weekday> after|before <seq>", weight=1)
    def weekday_after(nth: int, weekday: int, seq: Meaning) -> Meaning:
        return NthAfter(nth, Weekday(weekday), seq)

    @grammar.rule(
        "part_item",
        "in|for? the? week of|commencing|beginning|starting|w/c on? <seq>",
        "w / c <seq>",
        "for? the week starting|beginning on <seq>",
        weight=1,
    )
    def week_of(seq: Meaning) -> Meaning:
        return Within(Grain.WEEK, seq)

    @grammar.rule("part_item", "in? the? week <number>", "in? the? week <number> of <year_number>")
    def numbered_week(number: int, year_number: int | None = None) -> Meaning | None:

        return WeekOfYear(number, year_number) if 1 <= number <= 53 else None

    @grammar.rule(
        "day_item",
        "on? <weekday> of|from|in? <cycle>",
        "on? <cycle> '|’|-? s? on? <weekday>",
        "on? <weekday> , <cycle>",
        weight=1,
    )
    def weekday_of_cycle(weekday: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Weekday(weekday)) if cycle.grain is Grain.WEEK and isinstance(cycle, Cycle) else None
