"""Weeks, months, quarters, years and their parts: tuần sau, quý III năm 2026, cuối tháng, 6 tháng cuối năm."""

from models.when import Grain
from scheduling.dates.interval import FINENESS
from scheduling.dates.meaning import DayOfMonth, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle, Nth, Part, Place, Units
from scheduling.dates.weeks import DayBlock
from scheduling.dates.workdays import EachWorkday
from scheduling.languages.grammar import Grammar
from scheduling.languages.vi.words import CYCLES, FOLLOWING, ORDINALS, ROMAN

_PLACES: dict[str, Place] = {"đầu": "start", "giữa": "middle", "cuối": "end"}


def add_periods(grammar: Grammar) -> None:
    grammar.table("cycle_unit", CYCLES)
    grammar.table("following", FOLLOWING)
    grammar.table("roman", ROMAN)
    grammar.table("place", _PLACES)
    grammar.table("ordinal", ORDINALS)
    _add_cycles(grammar)
    _add_months_and_years(grammar)
    _add_parts(grammar)
    _add_counted(grammar)


def _add_cycles(grammar: Grammar) -> None:
    @grammar.rule("cycle", "<cycle_unit> <following>")
    def cycle(cycle_unit: Grain, following: int) -> Meaning:
        return Cycle(cycle_unit, following)

    @grammar.rule("cycle", "<cycle_unit> đó|ấy", "cùng <cycle_unit>")
    def told_cycle(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, 0, told="must")

    @grammar.rule("cycle", "<cycle_unit> sau|kế_tiếp|tiếp đó", weight=1)
    def cycle_after(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, 1, told="may")

    @grammar.rule("cycle", "<cycle_unit> trước đó", weight=1)
    def cycle_before(cycle_unit: Grain) -> Meaning:
        return Cycle(cycle_unit, -1, told="may")

    @grammar.rule("cycle", "sang <cycle_unit>", weight=-1)
    def coming_cycle(cycle_unit: Grain) -> Meaning | None:
        return Cycle(cycle_unit, 1) if FINENESS[cycle_unit] < FINENESS[Grain.DAY] else None

    @grammar.rule("cycle", "trong_cả? cả <cycle_unit>", weight=-1)
    def whole_cycle(cycle_unit: Grain) -> Meaning | None:
        return None

    @grammar.rule("cycle_item", "<cycle>", "của <cycle>")
    def cycle_item(cycle: Meaning) -> Meaning:
        return cycle


def _add_months_and_years(grammar: Grammar) -> None:
    @grammar.rule("month_item", "tháng <month_number>")
    def month(month_number: int) -> Meaning:
        return Yearly(month_number)

    @grammar.rule(
        "month_item",
        "tháng <month_number> ,? của? năm <year_number>",
        "tháng <month_number> /|-|. <year_number>",
        "tháng <month_number> <year_number>",
    )
    def month_of_year(month_number: int, year_number: int) -> Meaning:
        return both(Year(year_number), Yearly(month_number))

    @grammar.rule("month_item", "tháng <figures_said>")
    def month_in_figures(figures_said: Meaning) -> Meaning | None:
        return figures_said if figures_said.grain is Grain.MONTH else None

    @grammar.rule("month_item", "tháng <month_number> ,? của? <cycle>")
    def month_of_cycle(month_number: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Yearly(month_number)) if cycle.grain is Grain.YEAR else None

    @grammar.rule("quarter_number", "<roman>", "<month_number>", "nhất")
    def quarter_number(roman: int = 0, month_number: int = 0) -> int | None:
        number = roman or month_number or 1
        return number if 1 <= number <= 4 else None

    @grammar.rule("month_item", "quý <quarter_number>")
    def quarter(quarter_number: int) -> Meaning:
        return Yearly(quarter_number * 3 - 2, 3)

    @grammar.rule("month_item", "quý <quarter_number> ,|/|-? của? năm? <year_number>")
    def quarter_of_year(quarter_number: int, year_number: int) -> Meaning:
        return both(Year(year_number), Yearly(quarter_number * 3 - 2, 3))

    @grammar.rule("month_item", "quý <quarter_number> ,? của? <cycle>")
    def quarter_of_cycle(quarter_number: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Yearly(quarter_number * 3 - 2, 3)) if cycle.grain is Grain.YEAR else None

    @grammar.rule("year_item", "năm <year_number>")
    def year(year_number: int) -> Meaning:
        return Year(year_number)


def _add_parts(grammar: Grammar) -> None:
    @grammar.rule("period", "<cycle>", "<month_item>", "<year_item>")
    def named(
        cycle: Meaning | None = None, month_item: Meaning | None = None, year_item: Meaning | None = None
    ) -> Meaning | None:
        return cycle or month_item or year_item

    @grammar.rule("bare_period", "<cycle_unit>")
    def bare(cycle_unit: Grain) -> Meaning:
        return Units(cycle_unit)

    @grammar.rule("part_item", "<place> của? <period>", "<place> <bare_period>")
    def part(place: Place, period: Meaning | None = None, bare_period: Meaning | None = None) -> Meaning | None:
        of = period or bare_period
        if of is None:
            return None
        return Part("weekend" if of.grain is Grain.WEEK and place == "end" else place, of)

    @grammar.rule("part_item", "cuối_tuần|dịp_cuối_tuần|ngày_cuối_tuần")
    def weekend() -> Meaning:
        return Part("weekend", Units(Grain.WEEK))

    @grammar.rule("part_item", "nửa đầu của? <period>", "nửa đầu của? <bare_period>")
    def first_half(period: Meaning | None = None, bare_period: Meaning | None = None) -> Meaning | None:
        of = period or bare_period
        return None if of is None else Part("first half", of)

    @grammar.rule(
        "part_item", "nửa cuối|sau của? <period>", "nửa cuối|sau của? <bare_period>", "nửa_cuối|nửa_sau <period>"
    )
    def second_half(period: Meaning | None = None, bare_period: Meaning | None = None) -> Meaning | None:
        of = period or bare_period
        return None if of is None else Part("second half", of)

    @grammar.rule("part_item", "giữa|cuối|đầu buổi <part>")
    def part_of_part(part: Meaning) -> Meaning | None:
        return None


def _add_counted(grammar: Grammar) -> None:
    @grammar.rule("month_item", "<number> tháng đầu năm", "<number> tháng đầu năm <year_number>")
    def first_months(number: int, year_number: int | None = None) -> Meaning | None:
        return _months(1, number, year_number) if 1 <= number <= 12 else None

    @grammar.rule("month_item", "<number> tháng cuối năm", "<number> tháng cuối năm <year_number>")
    def last_months(number: int, year_number: int | None = None) -> Meaning | None:
        return _months(13 - number, number, year_number) if 1 <= number <= 12 else None

    @grammar.rule("month_item", "<number> tháng đầu <cycle>")
    def first_months_of(number: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Yearly(1, number)) if cycle.grain is Grain.YEAR and number <= 12 else None

    @grammar.rule("month_item", "<number> tháng cuối <cycle>")
    def last_months_of(number: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, Yearly(13 - number, number)) if cycle.grain is Grain.YEAR and number <= 12 else None

    @grammar.rule("month_like", "<period>")
    def month_like(period: Meaning) -> Meaning | None:
        return period if period.grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR) else None

    @grammar.rule("month_like", "<bare_period>", weight=-1)
    def bare_month_like(bare_period: Meaning) -> Meaning | None:
        return bare_period if bare_period.grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR) else None

    @grammar.rule("part_item", "tuần đầu của? <month_like>", weight=1)
    def first_seven_days(month_like: Meaning) -> Meaning:
        return DayBlock(month_like)

    @grammar.rule("part_item", "tuần <ordinal> của|trong? <month_like>")
    def week_of_month(ordinal: int, month_like: Meaning) -> Meaning:
        return Nth(ordinal, Units(Grain.WEEK), month_like)

    @grammar.rule("day_item", "<weekday> <ordinal> của|trong? <month_like>", weight=2)
    def weekday_of_month(weekday: int, ordinal: int, month_like: Meaning) -> Meaning:
        return Nth(ordinal, Weekday(weekday), month_like)

    @grammar.rule("day_item", "<weekday> tuần <ordinal> của|trong? <month_like>", weight=2)
    def weekday_of_week(weekday: int, ordinal: int, month_like: Meaning) -> Meaning:
        return Nth(ordinal, Weekday(weekday), month_like)

    @grammar.rule("day_item", "ngày cuối|cuối_cùng của|trong? <month_like>", weight=2)
    def last_day(month_like: Meaning) -> Meaning:
        return Nth(-1, Units(Grain.DAY), month_like)

    @grammar.rule("day_item", "ngày làm_việc <ordinal> của|trong? <month_like>", weight=2)
    def nth_workday(ordinal: int, month_like: Meaning) -> Meaning:
        return Nth(ordinal, EachWorkday(), month_like)

    @grammar.rule("day_item", "ngày đầu|đầu_tiên của|trong? <month_like>", weight=2)
    def first_day(month_like: Meaning) -> Meaning:
        return Nth(1, Units(Grain.DAY), month_like)

    @grammar.rule("day_item", "ngày|mùng|hôm <day_number> của? <cycle>", "<day_number> <cycle>", weight=-1)
    def day_of_cycle(day_number: int, cycle: Meaning) -> Meaning | None:
        return both(cycle, DayOfMonth(day_number)) if cycle.grain is Grain.MONTH else None


def _months(first: int, count: int, year: int | None) -> Meaning:
    return both(Cycle(Grain.YEAR, 0) if year is None else Year(year), Yearly(first, count))
