"""Clock times and parts of the day: 14h30, hai giờ rưỡi chiều, mười giờ kém mười lăm, đầu giờ chiều."""

from collections.abc import Iterator

from models.when import Grain
from scheduling.dates.meaning import Clock, Impossible, Meaning
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.vi.numbers import STARTS, read_number, read_one_number, says
from scheduling.languages.vi.words import BARE_DAY_PARTS, DAY_PARTS


def add_times(grammar: Grammar) -> None:
    grammar.terminal("hour", STARTS, _read_hour)
    grammar.terminal("minute", STARTS, _read_minute)
    grammar.terminal("figures_clock", {"#"}, _read_figures_clock)
    grammar.table("part", DAY_PARTS)
    grammar.table("part_alone", BARE_DAY_PARTS)
    grammar.table("unit_of_hour", {"giờ": 0, "h": 0, "g": 0})

    @grammar.rule("clock", "đúng? <hour> <unit_of_hour> đúng|chẵn?")
    def on_the_hour(hour: int, unit_of_hour: int) -> Meaning | None:
        return _clock(hour, None)

    @grammar.rule("clock", "<hour> <unit_of_hour> <minute> phút|'|’|′|p?", "<hour> <unit_of_hour> hơn <minute>")
    def with_minutes(hour: int, unit_of_hour: int, minute: int) -> Meaning | None:
        return Impossible(Grain.MINUTE) if hour == 24 and minute else _clock(hour, minute)

    @grammar.rule("clock", "<hour> <unit_of_hour> rưỡi", weight=1)
    def half_past(hour: int, unit_of_hour: int) -> Meaning | None:
        return _clock(hour, 30)

    @grammar.rule("clock_clipped", "<hour> rưỡi", weight=1)
    def half_past_clipped(hour: int) -> Meaning | None:
        return _clock(hour, 30)

    @grammar.rule("clock", "<hour> <unit_of_hour> kém <minute> phút?", "<hour> kém <minute> phút?")
    def minutes_to(hour: int, minute: int, unit_of_hour: int = 0) -> Meaning | None:
        return _clock((hour - 1) % 24 if hour != 12 else 11, 60 - minute) if 0 < minute < 60 else None

    @grammar.rule("clock", "<hour> <unit_of_hour> <minute> kém <minute:less> phút?")
    def minutes_less(hour: int, minute: int, less: int, unit_of_hour: int = 0) -> Meaning | None:
        return _clock(hour, minute - less) if minute > less else None

    @grammar.rule("clock", "<figures_clock>")
    def in_figures(figures_clock: Meaning) -> Meaning:
        return figures_clock

    @grammar.rule("clock", "nửa_đêm")
    def midnight() -> Meaning:
        return Clock(24, 0)

    @grammar.rule("part_of_day", "<part>", "<part_alone>", "trong <part>")
    def part_of_day(part: Meaning | None = None, part_alone: Meaning | None = None) -> Meaning | None:
        return part or part_alone


def _clock(hour: int, minute: int | None) -> Meaning | None:
    if hour > 24 or (minute is not None and minute > 59) or (hour == 24 and minute):
        return None
    return Clock(hour, minute, twelve=0 < hour <= 12)


def _read_hour(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (found for found in read_number(sentence, at) if isinstance(found.value, int) and found.value <= 24)


def _read_minute(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Below ten only with its zero, as five, or with the word minutes: "tám giờ hai người" is no 8:02."""
    for found in read_one_number(sentence, at):
        if not isinstance(found.value, int) or found.value > 59:
            continue
        told = len(sentence.tokens[at].word) == 2 or says(sentence, found.stop, "phút", "p", "'", "’")
        if found.value >= 10 or found.value == 5 or told:
            yield found


def _read_figures_clock(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """14:30 and 10:30:30; the hour with a leading zero or above 12 is no longer open."""
    tokens = sentence.tokens[at : at + 5]
    if len(tokens) < 3 or tokens[1].word != ":" or not (tokens[1].glued and tokens[2].glued):
        return
    first, second = tokens[0].word, tokens[2].word
    if not tokens[2].is_number or len(first) > 2 or len(second) != 2:
        return
    hour, minute = int(first), int(second)
    if hour > 24 or minute > 59:
        return
    twelve = 0 < hour <= 12
    if len(tokens) == 5 and tokens[3].word == ":" and tokens[3].glued and tokens[4].is_number and tokens[4].glued:
        if len(tokens[4].word) == 2 and int(tokens[4].word) < 60:
            yield Derivation(Clock(hour, minute, int(tokens[4].word), twelve), at + 5)
        return
    yield Derivation(Clock(hour, minute, twelve=twelve), at + 3)
