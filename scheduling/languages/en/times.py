"""Clock times and parts of the day: 3pm, half past three, nine fifteen, twenty to five, this afternoon."""

from collections.abc import Iterator
from dataclasses import replace

from scheduling.dates.meaning import Clock, Meaning
from scheduling.languages.en.numbers import STARTS, cardinals, read_cardinal
from scheduling.languages.en.words import ALONE_PARTS, DAY_PARTS
from scheduling.languages.grammar import Derivation, Grammar, Sentence


def add_times(grammar: Grammar) -> None:
    grammar.terminal("hour", STARTS, _read_hour)
    grammar.terminal("minute", STARTS, _read_minute)
    grammar.terminal("figures_clock", {"#"}, _read_figures)
    grammar.terminal("military", {"#"}, lambda sentence, at: _read_military(sentence, at, (4,)))
    grammar.terminal("run_together", {"#"}, lambda sentence, at: _read_military(sentence, at, (3, 4)))
    grammar.table(
        "half_day",
        {
            "am": 0,
            "a . m .": 0,
            "a . m": 0,
            "a m": 0,
            "a": 0,
            ". am": 0,
            "in the am": 0,
            "pm": 12,
            "p . m .": 12,
            "p . m": 12,
            "p m": 12,
            "p": 12,
            ". pm": 12,
            "in the pm": 12,
        },
    )
    grammar.table("part", DAY_PARTS)
    grammar.table("part_alone", ALONE_PARTS)
    grammar.table("oclock", {"o ' clock": 0, "o ’ clock": 0, "oclock": 0, "o clock": 0, "h": 0})
    _add_clocks(grammar)
    _add_spoken_clocks(grammar)
    _add_parts(grammar)


def _add_clocks(grammar: Grammar) -> None:
    @grammar.rule("sure_clock", "<figures_clock>", "<hour> <oclock>")
    def plain(figures_clock: Meaning | None = None, hour: int = 0, oclock: int = 0) -> Meaning | None:
        return figures_clock or _clock(hour, None)

    @grammar.rule("sure_clock", "<hour> h <minute>")
    def french(hour: int, minute: int) -> Meaning | None:
        return _clock(hour, minute)

    @grammar.rule(
        "sure_clock",
        "<figures_clock> <half_day>",
        "<hour> <half_day>",
        "<hour> <oclock> <half_day>",
        "<run_together:military> <half_day>",
        "<hour_and_minute> <half_day>",
        weight=1,
    )
    def half(
        half_day: int,
        figures_clock: Meaning | None = None,
        hour: int = 0,
        oclock: int = 0,
        military: Meaning | None = None,
        hour_and_minute: Meaning | None = None,
    ) -> Meaning | None:
        clock = figures_clock or military or hour_and_minute or _clock(hour, None)
        if not isinstance(clock, Clock) or not 0 < clock.hour <= 12:
            return clock if isinstance(clock, Clock) and clock.hour > 12 and half_day else None
        return replace(clock, hour=clock.hour % 12 + half_day, twelve=False)

    @grammar.rule("hour_and_minute", "<hour> <minute>", "<hour> - <minute>", "<hour> . <minute>")
    def hour_and_minute(hour: int, minute: int) -> Meaning | None:
        return _clock(hour, minute) if 0 < hour < 24 else None

    grammar.terminal("spoken_clock", STARTS, _read_spoken)

    @grammar.rule("loose_clock", "<hour>", "<hour_and_minute>", "<military>")
    def loose(
        hour: int = 0, hour_and_minute: Meaning | None = None, military: Meaning | None = None
    ) -> Meaning | None:
        return hour_and_minute or military or _clock(hour, None)

    @grammar.rule("sure_clock", "<military> hours|hrs|h", "<hour_and_minute> sharp")
    def told(military: Meaning | None = None, hour_and_minute: Meaning | None = None) -> Meaning | None:
        return military or hour_and_minute

    @grammar.rule(
        "clock",
        "<sure_clock>",
        "at|@|for <sure_clock>",
        "around|about|circa|approximately <sure_clock>",
        "at about|around|approximately|exactly <sure_clock>",
        "<sure_clock> sharp|ish|exactly",
    )
    def clock(sure_clock: Meaning) -> Meaning:
        return sure_clock

    @grammar.rule(
        "clock",
        "at|@ <loose_clock>",
        "at about|around <loose_clock>",
        "at <loose_clock> ish|sharp",
        "at <run_together:loose_clock> ish",
    )
    def at_clock(loose_clock: Meaning) -> Meaning:
        return loose_clock

    grammar.terminal("minutes_in_words", STARTS, _read_minutes_in_words)

    @grammar.rule(
        "clock",
        "at|around|about <minutes_in_words> to <hour>",
        "at about|around <minutes_in_words> to <hour>",
        weight=6,
    )
    def minutes_to(minutes_in_words: int, hour: int) -> Meaning | None:
        return _moved(_clock(hour, None) or Clock(0), -minutes_in_words) if 1 <= hour <= 12 else None

    @grammar.rule("part_clock", "around|about? <hour>", "around|about? <hour_and_minute:loose_clock>")
    def near_part(loose_clock: Meaning | None = None, hour: int = 0) -> Meaning | None:
        return loose_clock or _clock(hour, None)


def _add_spoken_clocks(grammar: Grammar) -> None:
    @grammar.rule(
        "sure_clock", "<minute> minutes|mins|min? past|after <sure_or_hour>", "a? <quarter> past|after <sure_or_hour>"
    )
    def past(sure_or_hour: Meaning, minute: int | None = None, quarter: int = 0) -> Meaning | None:
        return _moved(sure_or_hour, quarter or minute or 0)

    @grammar.rule(
        "sure_clock",
        "<minute> minutes|mins|min to|before|of|till <sure_or_hour>",
        "<round_minute:minute> to|before|of|till <sure_or_hour>",
        "a? <quarter> to|of|till <sure_or_hour>",
    )
    def to(sure_or_hour: Meaning, minute: int | None = None, quarter: int = 0) -> Meaning | None:
        return _moved(sure_or_hour, -(quarter or minute or 0))

    grammar.terminal("round_minute", STARTS, _read_round_minute)
    grammar.terminal("many_minutes", STARTS, _read_many_minutes)

    @grammar.rule("sure_clock", "<many_minutes> to|of|till <hour>", weight=8)
    def twenty_to(many_minutes: int, hour: int) -> Meaning | None:
        return _moved(_clock(hour, None) or Clock(0), -many_minutes) if 1 <= hour <= 12 else None

    grammar.table("quarter", {"quarter": 15})

    @grammar.rule("sure_clock", "half past? <sure_or_hour>")
    def half_past(sure_or_hour: Meaning) -> Meaning | None:
        return _moved(sure_or_hour, 30)

    @grammar.rule("sure_or_hour", "<sure_clock>", "<hour>")
    def sure_or_hour(sure_clock: Meaning | None = None, hour: int = 0) -> Meaning | None:
        found = sure_clock or (_clock(hour, None) if hour <= 12 else None)
        return found if isinstance(found, Clock) and found.minute is None else None

    grammar.table(
        "sure_clock",
        {
            "noon": Clock(12, 0),
            "midday": Clock(12, 0),
            "midnight": Clock(24, 0),
            "mid night": Clock(24, 0),
            "mid - night": Clock(24, 0),
            "12 noon": Clock(12, 0),
            "twelve noon": Clock(12, 0),
        },
    )


def _add_parts(grammar: Grammar) -> None:
    @grammar.rule("part_of_day", "in|during? the? <part>", "<part_alone>", "at night")
    def part_of_day(part: Meaning | None = None, part_alone: Meaning | None = None) -> Meaning | None:
        return part or part_alone or DAY_PARTS["night"]


def _moved(clock: Meaning, minutes: int) -> Meaning | None:
    if not isinstance(clock, Clock) or not -60 < minutes < 60 or minutes == 0:
        return None
    if minutes > 0:
        return replace(clock, minute=minutes)
    hour = clock.hour - 1 if clock.hour else 23
    if clock.twelve and hour == 0:
        hour = 12
    return replace(clock, hour=hour, minute=60 + minutes)


def _clock(hour: int, minute: int | None) -> Meaning | None:
    if hour > 24 or (minute is not None and minute > 59):
        return None
    return Clock(hour, minute, twelve=0 < hour <= 12)


def _read_hour(sentence: Sentence, at: int) -> Iterator[Derivation]:
    token = sentence.tokens[at]
    for found in read_cardinal(sentence, at):
        if isinstance(found.value, int) and found.value <= 24 and (token.is_word or len(token.word) <= 2):
            yield found


def _read_round_minute(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Nobody says "nine to five" for nine minutes before five."""
    for found in _read_minute(sentence, at):
        if found.value in (5, 10, 20, 25):
            yield found


def _read_many_minutes(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """ "Twenty to three" cannot be from twenty o'clock to three."""
    return (found for found in _read_minute(sentence, at) if found.value in (20, 25))


def _read_minute(sentence: Sentence, at: int) -> Iterator[Derivation]:
    if sentence.tokens[at].is_number:
        if len(sentence.tokens[at].word) == 2 and int(sentence.tokens[at].word) < 60:
            yield Derivation(int(sentence.tokens[at].word), at + 1)
        return
    for value, stop in cardinals(sentence, at):
        if 5 <= value < 60:
            yield Derivation(value, stop)


def _read_minutes_in_words(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Five, ten, twenty, twenty-five: minutes people count back from the hour."""
    if sentence.tokens[at].is_word:
        for value, stop in cardinals(sentence, at):
            if value in (5, 10, 20, 25):
                yield Derivation(value, stop)


def _read_spoken(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Both in words, on the quarter: nine fifteen, ten thirty."""
    if sentence.tokens[at].is_number:
        return
    for hour, then in cardinals(sentence, at):
        for minute, stop in cardinals(sentence, then) if then < len(sentence.tokens) else ():
            if 1 <= hour <= 12 and minute in (15, 30, 45):
                yield Derivation(Clock(hour, minute, twelve=True), stop)


def _read_figures(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """15:15, 6:00:00, and 6.45 after "at" (the dot is accepted by the rules around it)."""
    tokens = sentence.tokens[at : at + 5]
    if len(tokens) < 3 or tokens[1].word != ":" or not (tokens[1].glued and tokens[2].glued):
        return
    if not tokens[2].is_number or len(tokens[0].word) > 2 or len(tokens[2].word) != 2:
        return
    hour, minute = int(tokens[0].word), int(tokens[2].word)
    if hour > 24 or minute > 59:
        return
    twelve = 0 < hour <= 12 and tokens[0].word[0] != "0"
    if (
        len(tokens) == 5
        and tokens[3].word == ":"
        and tokens[4].is_number
        and tokens[4].glued
        and len(tokens[4].word) == 2
    ):
        if int(tokens[4].word) < 60:
            yield Derivation(Clock(hour, minute, int(tokens[4].word), twelve), at + 5)
        return
    yield Derivation(Clock(hour, minute, twelve=twelve), at + 3)


def _read_military(sentence: Sentence, at: int, lengths: tuple[int, ...]) -> Iterator[Derivation]:
    """0730; before "am" also 330."""
    word = sentence.tokens[at].word
    if len(word) not in lengths:
        return
    hour, minute = int(word[:-2]), int(word[-2:])
    if hour <= 23 and minute < 60:
        yield Derivation(Clock(hour, minute, twelve=0 < hour <= 12 and word[0] != "0"), at + 1)
