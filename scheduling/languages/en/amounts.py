"""Lengths of time and what counts from somewhere: in two weeks, three days ago, within ten working days."""

from models.when import Grain
from scheduling.dates.meaning import Meaning, Weekday, Yearly, both
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Amount, Cycle, Shift, Span
from scheduling.dates.workdays import Workdays
from scheduling.languages.en.words import UNITS
from scheduling.languages.grammar import Grammar

Length = tuple[Amount, ...]
_HALVES: dict[Grain, Amount] = {
    Grain.YEAR: (6, Grain.MONTH),
    Grain.MONTH: (15, Grain.DAY),
    Grain.WEEK: (3, Grain.DAY),
    Grain.DAY: (12, Grain.HOUR),
    Grain.HOUR: (30, Grain.MINUTE),
    Grain.MINUTE: (30, Grain.SECOND),
}


def add_amounts(grammar: Grammar) -> None:
    grammar.table("time_unit", UNITS)
    grammar.table(
        "count_word",
        {
            "a": 1,
            "an": 1,
            "a few": 3,
            "few": 3,
            "couple": 2,
            "a couple": 2,
            "a couple of": 2,
            "couple of": 2,
            "several": 7,
            "another": 1,
            "some": 3,
            "about a": 1,
            "around a": 1,
        },
    )
    grammar.table(
        "workday_word",
        {
            "working day": 0,
            "working days": 0,
            "business day": 0,
            "business days": 0,
            "workday": 0,
            "workdays": 0,
            "work days": 0,
        },
    )
    _add_lengths(grammar)
    _add_shifts(grammar)
    _add_ranges(grammar)
    _add_workdays(grammar)


def _add_lengths(grammar: Grammar) -> None:
    @grammar.rule(
        "length",
        "about|around|approximately? <number> <time_unit>",
        "<count_word> <time_unit>",
        "<number> - <time_unit>",
    )
    def length(time_unit: Grain, number: int | None = None, count_word: int | None = None) -> Length | None:
        count = number if number is not None else count_word
        return ((count, time_unit),) if count else None

    @grammar.rule("length", "a? fortnight", "<number> fortnights")
    def fortnight(number: int = 1) -> Length:
        return ((2 * number, Grain.WEEK),)

    @grammar.rule(
        "length",
        "about|around? half a|an? <time_unit>",
        "about|around? 1 / 2 a|an? <time_unit>",
        "½ <time_unit>",
        "a half <time_unit>",
    )
    def half(time_unit: Grain) -> Length | None:
        found = _HALVES.get(time_unit)
        return None if found is None else (found,)

    @grammar.rule(
        "length",
        "<number> and a|an half <time_unit>",
        "<number> . 5 <time_unit>",
        "<count_word> <time_unit> and a half",
    )
    def and_a_half(time_unit: Grain, number: int | None = None, count_word: int = 1) -> Length | None:
        found = _HALVES.get(time_unit)
        return None if found is None else ((number if number is not None else count_word, time_unit), found)

    @grammar.rule("length", "<length_item> ,|and? <length>", "<length_item> , and <length>")
    def several(length_item: Length, length: Length) -> Length | None:
        return (*length_item, *length) if len(length) < 4 else None

    @grammar.rule("length_item", "<number> <time_unit>")
    def length_item(number: int, time_unit: Grain) -> Length | None:
        return ((number, time_unit),) if number else None


def _add_shifts(grammar: Grammar) -> None:
    @grammar.rule(
        "day_item",
        "in about|around? <length>",
        "<length> from now",
        "<length> hence",
        "<length> 's time",
        "in <length> '|’ s? time",
        "now? + <length>",
        weight=1,
    )
    def ahead(length: Length) -> Meaning:
        return Shift(length)

    @grammar.rule("day_item", "<length> later", "after <length>", "<length> after that", weight=1)
    def later(length: Length) -> Meaning:
        return Shift(length, told="may")

    @grammar.rule("day_item", "<length> before that", weight=1)
    def before_that(length: Length) -> Meaning:
        return Shift(_negative(length), told="must")

    @grammar.rule("day_item", "<length> ago", "<length> earlier|back")
    def ago(length: Length) -> Meaning:
        return Shift(_negative(length))

    @grammar.rule("day_item", "<length> from|after|following <seq>", weight=1)
    def after(length: Length, seq: Meaning) -> Meaning:
        return Shift(length, seq)

    @grammar.rule("day_item", "<length> before|prior_to <seq>", weight=1)
    def before(length: Length, seq: Meaning) -> Meaning:
        return Shift(_negative(length), seq)

    @grammar.rule("day_item", "<weekday:on> in <length>", "<month_name> in <length>")
    def named_in(length: Length, on: int | None = None, month_name: int | None = None) -> Meaning | None:

        if len(length) != 1 or length[0][1] not in (Grain.YEAR, Grain.WEEK):
            return None
        count, unit = length[0]
        if month_name is not None:
            return both(Cycle(Grain.YEAR, count), Yearly(month_name)) if unit is Grain.YEAR else None
        return both(Cycle(Grain.WEEK, count), Weekday(on or 0)) if unit is Grain.WEEK else None


def _add_ranges(grammar: Grammar) -> None:
    grammar.table("some_number", {"few": 3, "couple of": 2, "couple": 2, "several": 7})

    @grammar.rule("count", "<number>", "<some_number>")
    def count(number: int = 0, some_number: int = 0) -> int | None:
        return number or some_number or None

    @grammar.rule(
        "period_item",
        "in|over|during|for? the? next|coming|following|upcoming <count> <time_unit>",
        "in|over|during? the? <count> next|upcoming|coming <time_unit>",
        weight=1,
    )
    def coming(count: int, time_unit: Grain) -> Meaning:
        return Cycle(time_unit, 1, count)

    @grammar.rule(
        "period_item",
        "in|over|during|for? the? last|past|previous <count> <time_unit>",
        "in|over? the? <count> last|past|previous <time_unit>",
        weight=1,
    )
    def past(count: int, time_unit: Grain) -> Meaning:
        return Cycle(time_unit, -count, count)

    @grammar.rule("period_item", "next|this|last|past|previous hour|minute|day|weekday", weight=-1)
    def unused() -> Meaning | None:
        return None

    @grammar.rule("cycle", "<turn> <small_unit>")
    def small_cycle(turn: int, small_unit: Grain) -> Meaning:
        return Cycle(small_unit, turn)

    grammar.table("small_unit", {"hour": Grain.HOUR, "minute": Grain.MINUTE, "day": Grain.DAY})

    @grammar.rule(
        "limit",
        "within about|around|the? <length>",
        "in less than <length>",
        "no more than <length> from now",
        "within the? next <length>",
    )
    def within(length: Length) -> Phrase:
        return Phrase(Span(length))

    @grammar.rule(
        "limit",
        "for? <length> starting|beginning from|on|at? <seq>",
        "for <length> from <seq>",
        "<seq> for <length>",
        weight=1,
    )
    def lasting(length: Length, seq: Meaning) -> Phrase:
        return Phrase(seq, Shift(_less_a_day(length), seq))

    @grammar.rule("limit", "from now until|till|to <length> later")
    def from_now(length: Length) -> Phrase:
        return Phrase(Span(length))

    @grammar.rule("limit", "set a timer for <length>")
    def timer(length: Length) -> Phrase:
        return Phrase(Shift(length))


def _add_workdays(grammar: Grammar) -> None:
    @grammar.rule(
        "limit", "in|within|after? <number> <workday_word>", "<number> <workday_word> from now|today", weight=2
    )
    def workdays(number: int, workday_word: int) -> Phrase:
        return Phrase(Workdays(number))

    @grammar.rule(
        "limit",
        "within|in? <number> <workday_word> of|from|after <seq>",
        "within|in? <number> <workday_word> of|from|after <anchor:seq>",
        weight=3,
    )
    def workdays_from(number: int, workday_word: int, seq: Meaning) -> Phrase:
        return Phrase(Workdays(number, seq))

    @grammar.rule("limit", "<number> <workday_word> before <seq>", weight=3)
    def workdays_before(number: int, workday_word: int, seq: Meaning) -> Phrase:
        return Phrase(Workdays(-number, seq))

    @grammar.rule("limit", "<number> <workday_word> ago")
    def workdays_ago(number: int, workday_word: int) -> Phrase:
        return Phrase(Workdays(-number))

    @grammar.rule("limit", "the? previous|last|past <number> <workday_word>")
    def past_workdays(number: int, workday_word: int) -> Phrase:
        return Phrase(Workdays(-number), Cycle(Grain.DAY, -1))

    @grammar.rule("limit", "the? next weekday|workday|working_day|business_day")
    def next_workday() -> Phrase:
        return Phrase(Workdays(1))

    @grammar.rule("limit", "the? last weekday|workday|working_day|business_day")
    def last_workday() -> Phrase:
        return Phrase(Workdays(-1))


def _negative(length: Length) -> Length:
    return tuple((-count, unit) for count, unit in length)


def _less_a_day(length: Length) -> Length:
    """A range of days names its last day."""
    if all(unit in (Grain.SECOND, Grain.MINUTE, Grain.HOUR) for _, unit in length):
        return length
    return (*length, (-1, Grain.DAY))
