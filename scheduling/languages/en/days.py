"""Days: Friday, the sixteenth, September 22, 7 October 2026, 9/22, tomorrow, next Monday, Friday week."""

from collections.abc import Iterator

from models.when import Grain
from scheduling.dates.meaning import LONGEST_MONTHS, DayOfMonth, Impossible, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle, Moment, NthAfter, Shift
from scheduling.languages.en.numbers import (
    ORDINAL_STARTS,
    STARTS,
    read_day_number,
    read_ordinal,
    read_ordinal_day,
    read_short_year,
    read_year,
)
from scheduling.languages.en.words import DOUBTFUL_MONTHS, MONTHS, RELATIVE_DAYS, SHORT_MONTHS, WEEKDAYS
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.slash import Figures, mark_of, read_figures

_ORDER = Figures(month_first=True)


def add_days(grammar: Grammar) -> None:
    grammar.table(
        "month_name", MONTHS | SHORT_MONTHS | {f"{name} .": number for name, number in SHORT_MONTHS.items()}
    )
    grammar.table("sure_month", {name: number for name, number in MONTHS.items() if name not in DOUBTFUL_MONTHS})
    grammar.table("weekday", WEEKDAYS | {f"{name} .": day for name, day in WEEKDAYS.items() if len(name) < 6})
    grammar.table("relative_day", RELATIVE_DAYS)
    grammar.terminal("day_number", STARTS | ORDINAL_STARTS, read_day_number)
    grammar.terminal("ordinal_day", ORDINAL_STARTS, read_ordinal_day)
    grammar.terminal("ordinal_number", ORDINAL_STARTS, read_ordinal)
    grammar.terminal("year_number", {"#", "one", "two", "eighteen", "nineteen", "twenty"}, read_year)
    grammar.terminal("short_year", {"#", "'", "’"}, read_short_year)
    grammar.terminal("figures", {"#"}, _read_slash)
    grammar.terminal("dotted", {"#"}, _read_dotted)

    @grammar.rule("list_day", "the? <day_number>")
    def list_day(day_number: int) -> int:
        return day_number

    _add_weekdays(grammar)
    _add_dates(grammar)
    _add_relative(grammar)


def _add_weekdays(grammar: Grammar) -> None:
    @grammar.rule(
        "weekday_item", "on? <weekday>", "on? this|the|coming <weekday>", "on? this coming|upcoming <weekday>"
    )
    def weekday(weekday: int) -> Meaning:
        return Weekday(weekday)

    @grammar.rule("day_item", "on? next <weekday>", "on? the? following <weekday>", weight=1)
    def next_weekday(weekday: int) -> Meaning:
        return both(Cycle(Grain.WEEK, 1), Weekday(weekday))

    @grammar.rule(
        "day_item",
        "on? last|past|previous <weekday>",
        "this past <weekday>",
        "on? the last|past|previous <weekday>",
        weight=1,
    )
    def last_weekday(weekday: int) -> Meaning:
        return NthAfter(-1, Weekday(weekday))

    @grammar.rule("day_item", "on? <weekday> week", "a week on|from? <weekday>", weight=1)
    def week_after(weekday: int) -> Meaning:
        return Shift(((1, Grain.WEEK),), NthAfter(1, Weekday(weekday)))

    @grammar.rule(
        "day_item",
        "<number> <weekday:on> from now",
        "<number> <weekday_plural:on> from now",
        "on? the? <weekday:on> after next",
    )
    def weekdays_from_now(on: int, number: int = 2) -> Meaning:
        return NthAfter(number, Weekday(on))

    @grammar.rule("day_item", "a? fortnight on|from? <weekday>", "<number> weeks on|from? <weekday>", weight=1)
    def weeks_after(weekday: int, number: int = 2) -> Meaning:
        return Shift(((number, Grain.WEEK),), NthAfter(1, Weekday(weekday)))

    @grammar.rule("day_item", "a? fortnight <relative_day>", "<number> weeks <relative_day>", weight=1)
    def weeks_from_day(relative_day: Meaning, number: int = 2) -> Meaning:
        return Shift(((number, Grain.WEEK),), relative_day)

    grammar.table("weekday_plural", {f"{name}s": day for name, day in WEEKDAYS.items() if len(name) > 5})


def _add_dates(grammar: Grammar) -> None:
    @grammar.rule(
        "day_item",
        "on? the? <month_name> the? <day_number>",
        "on? the? <day_number> of|- <month_name>",
        "on? the? <day_number> <month_name>",
        "<month_name> , <ordinal_day:day_number>",
        "<day_number> / <month_name>",
        "<month_name> / <day_number>",
    )
    def month_and_day(month_name: int, day_number: int) -> Meaning | None:
        if day_number > LONGEST_MONTHS[month_name - 1]:
            return Impossible(Grain.DAY)
        return both(Yearly(month_name), DayOfMonth(day_number))

    @grammar.rule(
        "day_item",
        "on? the? <month_name> the? <day_number> ,|of|in? <year_number>",
        "on? the? <day_number> of? <month_name> ,|of|in|-|/? <year_number>",
        "<day_number> -|/ <month_name> -|/ <year_number>",
        "<year_number> -|/? <month_name> -|/? <day_number>",
        "<year_number> / <day_number> / <month_name>",
        "<day_number> - <year_number> - <month_name>",
        weight=1,
    )
    def full_date(month_name: int, day_number: int, year_number: int) -> Meaning | None:
        if day_number > LONGEST_MONTHS[month_name - 1]:
            return Impossible(Grain.DAY)
        return both(Year(year_number), Yearly(month_name), DayOfMonth(day_number))

    @grammar.rule(
        "day_item",
        "the? <ordinal_day> of? <month_name> ,? <short_year>",
        "<month_name> <ordinal_day> ,? <short_year>",
    )
    def short_dated(month_name: int, ordinal_day: int, short_year: int) -> Meaning:
        return both(Year(short_year), Yearly(month_name), DayOfMonth(ordinal_day))

    @grammar.rule("day_item", "on? <figures>")
    def in_figures(figures: Meaning) -> Meaning:
        return figures

    @grammar.rule("day_item", "on? the <ordinal_day>")
    def day_of_month(ordinal_day: int) -> Meaning:
        return DayOfMonth(ordinal_day)

    @grammar.rule(
        "day_item", "on? this? <weekday> ,? the? <ordinal_day>", "on? this? <weekday> ,? <dotted>", weight=1
    )
    def weekday_and_day(weekday: int, ordinal_day: int = 0, dotted: Meaning | None = None) -> Meaning:
        return both(Weekday(weekday), dotted or DayOfMonth(ordinal_day))

    @grammar.rule("day_item", "on? <weekday> <day_number>")
    def weekday_and_figure(weekday: int, day_number: int) -> Meaning | None:
        return both(Weekday(weekday), DayOfMonth(day_number)) if day_number > 12 else None

    @grammar.rule("day_item", "next <figures>", "next <month_day>", "this <month_day>", weight=-1)
    def next_date(figures: Meaning | None = None, month_day: Meaning | None = None) -> Meaning | None:
        return figures or month_day

    @grammar.rule("month_day", "<day_number> of <month_name>")
    def month_day(day_number: int, month_name: int) -> Meaning:
        return both(Yearly(month_name), DayOfMonth(day_number))

    @grammar.rule(
        "day_item",
        "on? the? <ordinal_day> day? of|in <cycle>",
        "on? the? <day_number:ordinal_day> of <cycle>",
        weight=1,
    )
    def day_of_cycle(ordinal_day: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, DayOfMonth(ordinal_day)) if cycle.grain is Grain.MONTH else None

    @grammar.rule("day_item", "on? the <ordinal_day> day? of the month", weight=1)
    def day_of_the_month(ordinal_day: int) -> Meaning:
        return DayOfMonth(ordinal_day)


def _add_relative(grammar: Grammar) -> None:
    @grammar.rule("day_item", "<relative_day>", "on <relative_day>")
    def relative_day(relative_day: Meaning) -> Meaning:
        return relative_day

    @grammar.rule("day_item", "on? that same? day", "on? the same day", "later|earlier that day")
    def that_day() -> Meaning:
        return Cycle(Grain.DAY, 0, told="must")

    @grammar.rule("day_item", "on? the? following day", "on? the day after that?", weight=1)
    def day_after() -> Meaning:
        return Cycle(Grain.DAY, 1, told="may")

    @grammar.rule("day_item", "on? the day before that")
    def day_before() -> Meaning:
        return Cycle(Grain.DAY, -1, told="must")

    @grammar.rule("item", "that <part>", "later|earlier that <part>", weight=1)
    def that_part(part: Meaning) -> Meaning:
        return both(part, Cycle(Grain.DAY, 0, told="must"))

    @grammar.rule("day_item", "now", "right now", "at present", "at the moment", "immediately", "asap")
    def now() -> Meaning:
        return Moment()

    @grammar.rule("day_item", "a? week today|from_today", "today week")
    def week_today() -> Meaning:
        return Cycle(Grain.DAY, 7)

    @grammar.rule("day_item", "a? week tomorrow", "tomorrow week")
    def week_tomorrow() -> Meaning:
        return Cycle(Grain.DAY, 8)


def _read_slash(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """9/22, 9-22-2026, 2026-09-22; of short forms with a dash only those that are no score: 9-22."""
    for found in read_figures(sentence, at, _ORDER):
        figures = [token.word for token in sentence.tokens[at : found.stop : 2]]
        mark = mark_of(sentence, at, found.stop)
        day = mark == "-" and sentence.tokens[at + 1].glued and any(12 < int(one) <= 31 for one in figures)
        if mark == "/" or day or (mark != "." and any(len(one) == 4 for one in figures)) or len(figures) > 2:
            yield found


def _read_dotted(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (found for found in read_figures(sentence, at, _ORDER) if mark_of(sentence, at, found.stop) == ".")
