"""Whole expressions: what stands side by side, ranges, and which side of a date is open."""

from scheduling.dates.join import clock_in, join, parts_of
from scheduling.dates.meaning import Clock, DayOfMonth, DayPart, Meaning, Year, Yearly, both
from scheduling.dates.phrase import Direction, Phrase
from scheduling.dates.relative import Latest, Moment
from scheduling.languages.en.words import DAY_PARTS, RELATIVE_DAYS
from scheduling.languages.grammar import Derivation, Grammar, Sentence

_BY = (
    "by|no_later_than|not_later_than|at_the_latest_by|due|due_by|due_on|due_before|deadline_is|deadline|until|till|til|"
    "up_to|up_until|up_to_and_including|through|thru|as_late_as|latest_by|at_the_latest|on_or_before|by_no_later_than|to_be_done_by|"
    "cutoff_is|cut_off_is|cut_-_off_is|cutoff|due_date_is|closing_date_is|closes_on|expires_on|deadline_will_be"
)
_BEFORE = "before|prior_to|earlier_than|ahead_of|in_advance_of|sometime_before|sometimes_before|any_time_before"
_AFTER = "after|later_than|anytime_after|any_time_after|sometime_after|right_after|straight_after"
_SINCE = (
    "since|from|starting|starting_from|starting_on|beginning|beginning_on|beginning_from|as_early_as|as_of|as_from|"
    "not_before|no_earlier_than|not_earlier_than|no_sooner_than|not_until|earliest|at_the_earliest"
)


def add_expressions(grammar: Grammar) -> None:
    _add_sequences(grammar)
    _add_open_sides(grammar)
    _add_ranges(grammar)


def _add_sequences(grammar: Grammar) -> None:
    grammar.table(
        "link",
        dict.fromkeys(
            (
                ",",
                "at",
                "on",
                "on the",
                ", at",
                ", on",
                "@",
                "for",
                "of",
                "in",
                "by",
                "around",
                "in the",
                "(",
                "the",
                ", the",
                "from",
                "sometime",
                "-",
                ":",
                "during",
                "during the",
                ", from",
                "( on",
            ),
            0,
        ),
    )

    @grammar.rule(
        "item",
        "<clock>",
        "<part_of_day>",
        "<weekday_item>",
        "<day_item>",
        "<month_item>",
        "<year_item>",
        "<cycle_item>",
    )
    def item(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("item", "this <part>", "earlier|later this <part>", weight=1)
    def this_part(part: Meaning) -> Meaning | None:
        return join(part, RELATIVE_DAYS["today"])

    @grammar.rule("item", "tonight", "tonite", "this night", "later tonight", weight=1)
    def tonight() -> Meaning | None:
        return join(DAY_PARTS["night"], RELATIVE_DAYS["today"])

    @grammar.rule("item", "last night", "yesterday night", weight=1)
    def last_night() -> Meaning | None:
        return join(DAY_PARTS["night"], RELATIVE_DAYS["yesterday"])

    @grammar.rule("item", "late last night", weight=2)
    def late_last_night() -> Meaning | None:
        return join(DAY_PARTS["late night"], RELATIVE_DAYS["yesterday"])

    @grammar.rule("item", "last <part>", "yesterday <part>", weight=1)
    def last_part(part: Meaning) -> Meaning | None:
        return join(part, RELATIVE_DAYS["yesterday"])

    @grammar.rule("item", "next <part>", "the? next <part>", weight=1)
    def next_part(part: Meaning) -> Meaning | None:
        return join(part, RELATIVE_DAYS["tomorrow"])

    @grammar.rule("seq", "<item>")
    def one(item: Meaning) -> Meaning:
        return item

    @grammar.rule("seq", "<item> <seq>", "<item> <link> <seq>", "<item> <link> <seq> )", weight=-1)
    def more(item: Meaning, seq: Meaning, link: int = 0) -> Meaning | None:
        return join(item, seq)

    @grammar.rule("seq", "<part_clock> ,? <seq>", "<part_clock> ,? in|on the? <seq>")
    def clock_then_part(part_clock: Meaning, seq: Meaning) -> Meaning | None:
        return join(part_clock, seq) if any(isinstance(part, DayPart) for part in parts_of(seq)) else None

    @grammar.rule("seq", "<item> ,? <hour_and_minute:clock>", "<item> around|about|by <loose_clock:clock>", weight=-1)
    def then_clock(item: Meaning, clock: Meaning) -> Meaning | None:
        return join(item, clock)

    @grammar.rule("item", "<spoken_clock>", weight=-1)
    def spoken(spoken_clock: Meaning) -> Meaning:
        return spoken_clock

    @grammar.rule("seq", "<month_any> <year_like>", weight=-1)
    def month_then_year(month_any: Meaning, year_like: Meaning) -> Meaning | None:
        return join(month_any, year_like)

    @grammar.rule("year_like", "<year_number>")
    def year_like(year_number: int) -> Meaning:
        return Year(year_number)

    @grammar.rule("core", "<seq> ,? <year_like>", weight=-1)
    def then_year(seq: Meaning, year_like: Meaning) -> Phrase | None:
        joined = join(seq, year_like)
        return None if joined is None else Phrase(joined)

    @grammar.rule("core", "<seq> <zone> <year_like>", weight=-1)
    def zone_then_year(seq: Meaning, zone: int, year_like: Meaning) -> Phrase | None:
        joined = join(seq, year_like)
        return None if joined is None else Phrase(joined, utc_minutes=zone)

    @grammar.rule("seq", "<part_item>", "<period_item>")
    def part(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("zone", "<zone_name>", "( <zone_name> )", "<zone_name> time")
    def zone(zone_name: int) -> int:
        return zone_name

    @grammar.rule("core", "<seq>", "<anchor>", weight=1)
    def plain(seq: Meaning | None = None, anchor: Meaning | None = None) -> Phrase:
        return Phrase(seq or anchor)

    @grammar.rule("core", "<seq> <zone>", weight=1)
    def zoned(seq: Meaning, zone: int) -> Phrase | None:
        timed = any(isinstance(part, Clock) for part in parts_of(seq))
        return Phrase(seq, utc_minutes=zone) if timed else None

    @grammar.rule("core", "<seq> at <hour> <zone>", weight=1)
    def zoned_hour(seq: Meaning, hour: int, zone: int) -> Phrase | None:
        joined = join(seq, Clock(hour, twelve=0 < hour <= 12)) if hour <= 24 else None
        return None if joined is None else Phrase(joined, utc_minutes=zone)

    @grammar.rule("core", "<limit>", weight=2)
    def limited(limit: Phrase) -> Phrase:
        return limit

    @grammar.rule(
        "phrase",
        "<core>",
        "on|for|at|around|in|sometime|during|about|over <core>",
        "sometime on|in|during|around <core>",
    )
    def phrase(core: Phrase) -> Phrase:
        return core


def _add_open_sides(grammar: Grammar) -> None:
    def directed(direction: Direction, words: str, *more: str, weight: int = 0) -> None:
        patterns = (
            f"{words} on|at|the? <seq>",
            f"{words} the? <anchor>",
            f"{words} <bare_year:seq>",
            f"{words} <month_any:seq>",
            f"{words} <loose_clock:seq>",
        )

        @grammar.rule("core", *patterns, *more, weight=weight)
        def phrase(seq: Meaning | None = None, anchor: Meaning | None = None) -> Phrase:
            return Phrase(seq or anchor, direction=direction)

        @grammar.rule("core", f"{words} <loose_clock:late> on|,? <seq:day>", weight=weight)
        @grammar.rule("core", f"<seq:day> {words} <seq:late>", f"<seq:day> {words} <loose_clock:late>", weight=weight)
        def day_and_side(day: Meaning, late: Meaning) -> Phrase | None:
            joined = join(day, late) if any(isinstance(part, Clock) for part in parts_of(late)) else None
            return None if joined is None else Phrase(joined, direction=direction)

    directed("before", _BEFORE)
    directed("by", _BY)
    directed("after", _AFTER, "year|years greater than <bare_year:seq>")
    directed(
        "since",
        _SINCE,
        "<seq> or later|after",
        "<bare_year:seq> or later|after",
        "<seq> and|or later|greater|onwards|after",
        "<seq> onwards|onward|forward",
        "from <seq> on|onwards|onward|forward",
        "<bare_year:seq> and|or greater|later|above|onwards",
    )

    @grammar.rule("core", "back in <month_any>", "back in <month_item:month_any>", weight=1)
    def back_then(month_any: Meaning) -> Phrase:
        return Phrase(Latest(month_any))

    @grammar.rule("core", "in <month_any>", "by|of <month_any>", weight=-1)
    def in_month(month_any: Meaning) -> Phrase:
        return Phrase(month_any)


def _add_ranges(grammar: Grammar) -> None:
    grammar.table(
        "to_words", {"to": 0, "till": 0, "until": 0, "through": 0, "thru": 0, "til": 0, "up to": 0, "through to": 0}
    )
    grammar.table("and", {"and": 0, "to": 0})
    grammar.terminal("dash", {"-", "–", "—", "~"}, _read_dash)

    @grammar.rule("to", "<to_words>", "<dash>")
    def to(to_words: int = 0, dash: int = 0) -> int:
        return 0

    @grammar.rule("left_end", "<seq>", "<month_any>")
    def left(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("left_end", "the? <day_number>", weight=-2)
    def left_day(day_number: int) -> Meaning:
        return DayOfMonth(day_number)

    @grammar.rule("left_clock", "at? <loose_clock>", "<clock>")
    def left_clock(loose_clock: Meaning | None = None, clock: Meaning | None = None) -> Meaning | None:
        return loose_clock or clock

    @grammar.rule("right_end", "<seq>", "<month_any>", "the <seq>")
    def right(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("right_day", "the? <day_number>")
    def right_day(day_number: int) -> Meaning:
        return DayOfMonth(day_number)

    @grammar.rule(
        "range",
        "from? <left_end> <to> <right_end>",
        "between <left_end> <and:to> <right_end>",
        "between <left_end> <to> <right_end>",
        "from <bare_year:left_end> <to> <bare_year:right_end>",
        "between <bare_year:left_end> <and:to> <bare_year:right_end>",
        "<bare_year:left_end> through|until|till <seq:right_end>",
        weight=3,
    )
    def between(left_end: Meaning, right_end: Meaning, to: int = 0) -> Phrase | None:
        return range_of(left_end, right_end)

    @grammar.rule("core", "<hours_range>", weight=2)
    def only_hours(hours_range: Phrase) -> Phrase:
        return hours_range

    @grammar.rule(
        "hours_range",
        "from|between? <left_clock> <to> <clock>",
        "from|between <left_clock> <to> <loose_clock:clock>",
        "<clock:left_clock> <to> <loose_clock:clock>",
        "between <left_clock> <and:to> <clock>",
        "between <left_clock> <and:to> <loose_clock:clock>",
        "<loose_clock:left_clock> <to_words:to> <hour_and_minute:clock>",
    )
    def hours_range(left_clock: Meaning, to: int, clock: Meaning) -> Phrase | None:
        return _hours(left_clock, clock)

    @grammar.rule(
        "range",
        "<seq> ,? from|between|at|for? <left_clock> <to> <clock>",
        "<seq> ,? from|between|at? <left_clock> <to> <loose_clock:clock>",
        "<seq> ,? between <left_clock> <and:to> <clock>",
        "<seq> ,? between <left_clock> <and:to> <loose_clock:clock>",
        weight=4,
    )
    def day_then_hours(seq: Meaning, left_clock: Meaning, to: int, clock: Meaning) -> Phrase | None:
        found = _hours(left_clock, clock)
        if found is None or found.meaning is None or found.to is None:
            return None
        start = join(seq, found.meaning)
        return None if start is None else Phrase(start, _after_part(seq, found.to))

    @grammar.rule(
        "range",
        "from|between? <left_clock> <to> <clock> on|,|of? <seq>",
        "from|between? <left_clock> <to> <loose_clock:clock> on|,? <seq>",
        "between <left_clock> <and:to> <clock> on|,? <seq>",
        "between <left_clock> <and:to> <loose_clock:clock> on|,? <seq>",
        weight=4,
    )
    def hours_then_day(left_clock: Meaning, to: int, clock: Meaning, seq: Meaning) -> Phrase | None:
        found = _hours(left_clock, clock)
        if found is None or found.meaning is None or found.to is None:
            return None
        start = join(found.meaning, seq)
        return None if start is None else Phrase(start, _after_part(seq, found.to))

    @grammar.rule(
        "range", "from? <month_and_first> <to> <right_day>", "between <month_and_first> <to> <right_day>", weight=2
    )
    def days_of_month(month_and_first: Meaning, to: int, right_day: Meaning) -> Phrase | None:
        rest = [part for part in parts_of(month_and_first) if not isinstance(part, DayOfMonth)]
        end = right_day
        for part in rest:
            joined = join(end, part)
            if joined is None:
                return None
            end = joined
        return Phrase(month_and_first, end)

    @grammar.rule(
        "month_and_first", "on? the? <month_name> the? <day_number>", "on? <weekday> ,? <month_name> <day_number>"
    )
    def month_and_first(month_name: int, day_number: int, weekday: int | None = None) -> Meaning:
        return both(Yearly(month_name), DayOfMonth(day_number))

    @grammar.rule("range", "from? <month_and_first> <to> <right_day> ,? <year_number>", weight=3)
    def days_of_month_and_year(
        month_and_first: Meaning, to: int, right_day: Meaning, year_number: int
    ) -> Phrase | None:
        first = both(Year(year_number), *parts_of(month_and_first))
        rest = [part for part in parts_of(first) if not isinstance(part, DayOfMonth)]
        return Phrase(first, both(*rest, right_day))

    @grammar.rule("range", "from now until|till|to|through <seq>", "between now and <seq>", weight=4)
    def from_now(seq: Meaning) -> Phrase:
        return Phrase(Moment(), seq)

    @grammar.rule("range", "between now and <loose_clock>", "from now until|till|to <loose_clock>", weight=3)
    def from_now_to_hour(loose_clock: Meaning) -> Phrase:
        return Phrase(Moment(), loose_clock)

    @grammar.rule("range", "between <left_clock> and now", "from <left_clock> to|until|till now", weight=3)
    def until_now(left_clock: Meaning) -> Phrase | None:
        start = join(left_clock, RELATIVE_DAYS["today"])
        return None if start is None else Phrase(start, Moment())

    @grammar.rule("core", "<range>")
    def ranged(range: Phrase) -> Phrase:
        return range

    @grammar.rule(
        "core", "<range> <zone>", "<clock> <zone> <to> <clock:last> <zone:other>", "<clock> <to> <clock:last> <zone>"
    )
    def zoned_range(
        zone: int,
        range: Phrase | None = None,
        clock: Meaning | None = None,
        last: Meaning | None = None,
        to: int = 0,
        other: int = 0,
    ) -> Phrase | None:
        found = range or Phrase(clock, last)
        return Phrase(found.meaning, found.to, utc_minutes=zone)


def _read_dash(sentence: Sentence, at: int) -> list[Derivation]:
    """Not the hyphen of "twenty-seven"."""
    tokens = sentence.tokens
    glued = tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued
    if glued and at and tokens[at - 1].is_word and tokens[at + 1].is_word:
        return []
    return [Derivation(0, at + 1)]


def _hours(left: Meaning, right: Meaning) -> Phrase | None:
    if not isinstance(left, Clock) or not isinstance(right, Clock):
        return None
    return Phrase(left, right)


def _after_part(day: Meaning, clock: Meaning) -> Meaning:
    """ "Tonight from 7 to 9": the part of the day holds for both ends."""
    part = next((one for one in parts_of(day) if isinstance(one, DayPart)), None)
    return clock_in(clock, part) if part is not None and isinstance(clock, Clock) else clock


def range_of(left: Meaning, right: Meaning) -> Phrase | None:
    """Both ends of a kind: days with days, hours with hours."""
    clocks = [any(isinstance(part, Clock | Moment) for part in parts_of(side)) for side in (left, right)]
    if clocks[0] != clocks[1] and not any(isinstance(side, Moment) for side in (left, right)):
        return None
    if isinstance(left, Year) and isinstance(right, Year) and left.year >= right.year:
        return None
    return Phrase(left, right)
