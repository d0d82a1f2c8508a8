"""Dates and hours that do not exist are marked, so that nobody shifts them silently: February 30, 25:00 on Friday.

They are days and hours like others, in lists and ranges, too; what they stand in names no possible time.
"""

from collections.abc import Iterator

from models.when import Grain
from scheduling.dates.join import join
from scheduling.dates.meaning import Impossible, Meaning
from scheduling.dates.phrase import Phrase
from scheduling.languages.en.counting import noun_follows
from scheduling.languages.en.numbers import ORDINAL_STARTS, STARTS, read_cardinal, read_ordinal
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.slash import Figures, read_impossible_clock, read_impossible_figures

_ORDER = Figures(month_first=True)
_DAY, _HOUR = Impossible(Grain.DAY), Impossible(Grain.MINUTE)


def add_impossible(grammar: Grammar) -> None:
    grammar.terminal("impossible_figures", {"#"}, _read_figures)
    grammar.terminal("impossible_colon", {"#"}, read_impossible_clock)
    grammar.terminal("impossible_day", ORDINAL_STARTS, _read_day)
    grammar.terminal("no_day", {"#"}, _read_no_day)
    grammar.terminal("impossible_hour", STARTS, _read_hour)

    @grammar.rule("day_item", "on? <impossible_figures>", weight=-5)
    def figures(impossible_figures: Meaning) -> Meaning:
        return impossible_figures

    @grammar.rule(
        "day_item",
        "on? the? <impossible_day> of? <month_name>",
        "on? the? <impossible_day> of? <month_name> ,? <year_number>",
        "on? <month_name> the? <impossible_day>",
        "<month_name> <no_day:impossible_day>",
        weight=-5,
    )
    def day(impossible_day: int, month_name: int, year_number: int = 0) -> Meaning:
        return _DAY

    @grammar.rule(
        "clock",
        "at|@|by? <impossible_colon> am|pm",
        "at|@ <impossible_colon>",
        "at? <impossible_hour> <oclock>",
        "at|@ <hour> . <no_day>",
        weight=-5,
    )
    def hour(**values: object) -> Meaning:
        return _HOUR

    @grammar.rule("seq", "<impossible_colon> ,|on? <seq>", "<seq> ,? at? <impossible_colon>", weight=-5)
    def beside_a_day(impossible_colon: Meaning, seq: Meaning) -> Meaning | None:
        """Alone, "25:00" may be a length or a score."""
        return join(impossible_colon, seq) if seq.grain is Grain.DAY else None

    @grammar.rule(
        "core",
        "from|between? <left_clock> <to> <impossible_colon>",
        "from|between? <left_clock> <to> <impossible_colon> on|,? <seq>",
        "<seq> ,? from|between? <left_clock> <to> <impossible_colon>",
        weight=-5,
    )
    def to_no_hour(left_clock: Meaning, to: int, impossible_colon: Meaning, seq: Meaning | None = None) -> Phrase:
        return Phrase(impossible_colon)


def _read_figures(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (one for one in read_impossible_figures(sentence, at, _ORDER) if not noun_follows(sentence, one.stop))


def _read_day(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """ "The 32nd", "the forty-fifth", "the 0th"."""
    return (one for one in read_ordinal(sentence, at) if isinstance(one.value, int) and not 1 <= one.value <= 31)


def _read_no_day(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (one for one in read_cardinal(sentence, at) if one.value == 0)


def _read_hour(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (one for one in read_cardinal(sentence, at) if isinstance(one.value, int) and 24 < one.value < 100)
