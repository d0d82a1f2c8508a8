"""Dates and hours that do not exist are marked, so that nobody shifts them silently: ngày 31/2, 25 giờ thứ sáu.

They are days and hours like others, in lists and ranges, too; what they stand in names no possible time.
"""

from collections.abc import Iterator

from models.when import Grain
from scheduling.dates.join import join
from scheduling.dates.meaning import Impossible, Meaning
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.slash import Figures, read_impossible_clock, read_impossible_figures
from scheduling.languages.vi.guards import counts
from scheduling.languages.vi.numbers import STARTS, read_number, read_one_number, says

_ORDER = Figures(month_first=False)
_DAY, _HOUR = Impossible(Grain.DAY), Impossible(Grain.MINUTE)

_BESIDE_AN_HOUR = (
    "phút",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "ngày",
    "thứ",
    "chủ",
    "mai",
    "mốt",
    "hôm",
    "mỗi",
    "hàng",
)


def add_impossible(grammar: Grammar) -> None:
    grammar.terminal("impossible_figures", {"#"}, _read_bare)
    grammar.terminal("said_figures", {"#"}, _read_said)
    grammar.terminal("impossible_hour", STARTS, lambda sentence, at: _between(sentence, at, 25, 99))
    grammar.terminal("impossible_day", STARTS, _read_impossible_day)
    grammar.terminal("impossible_day_alone", STARTS, _read_impossible_day_alone)
    grammar.terminal("impossible_month", STARTS, lambda sentence, at: _between(sentence, at, 13, 31))
    grammar.terminal("impossible_minute", STARTS, _read_impossible_minute)

    @grammar.rule("day_item", "<impossible_figures:day>", "ngày|hôm|mùng <said_figures:day>", weight=-5)
    def figures(day: Meaning) -> Meaning:
        return day

    @grammar.rule(
        "day_item",
        "ngày <impossible_day> tháng <month_number>",
        "ngày <impossible_day> tháng <month_number> năm <year_number>",
        "ngày <day_number:impossible_day> tháng <impossible_month:month_number>",
        "ngày <impossible_day_alone:impossible_day>",
        weight=-5,
    )
    def day(impossible_day: int, month_number: int = 0, year_number: int = 0) -> Meaning:
        return _DAY

    @grammar.rule("clock", "<hour> <unit_of_hour> <impossible_minute> phút?", weight=-5)
    def minutes(hour: int, unit_of_hour: int, impossible_minute: int) -> Meaning:
        return _HOUR

    grammar.terminal("impossible_colon", {"#"}, read_impossible_clock)

    @grammar.rule("impossible_clock", "<impossible_colon>")
    def with_colon(impossible_colon: Meaning) -> Meaning:
        return impossible_colon

    @grammar.rule("impossible_clock", "<impossible_hour> <unit_of_hour>", "<impossible_hour> <unit_of_hour> <minute>")
    def hour(impossible_hour: int, unit_of_hour: int, minute: int = 0) -> Meaning:
        return _HOUR

    @grammar.rule(
        "seq", "<impossible_clock> ,?|ngày? <seq>", "<seq> ,? lúc|vào|vào_lúc? <impossible_clock>", weight=-5
    )
    def beside_a_day(impossible_clock: Meaning, seq: Meaning) -> Meaning | None:
        """Alone, "30 giờ" is a length of time."""
        return join(impossible_clock, seq) if seq.grain is Grain.DAY else None

    @grammar.rule("seq", "lúc|vào_lúc|trước|đến|chậm_nhất <impossible_clock>", weight=-5)
    def told_as_an_hour(impossible_clock: Meaning) -> Meaning:
        return impossible_clock

    @grammar.rule("left_end", "<impossible_clock>", weight=-5)
    def from_hour(impossible_clock: Meaning) -> Meaning:
        return impossible_clock


def _between(sentence: Sentence, at: int, lowest: int, highest: int) -> Iterator[Derivation]:
    for found in read_number(sentence, at):
        if isinstance(found.value, int) and lowest <= found.value <= highest:
            yield found


def _read_impossible_day(sentence: Sentence, at: int) -> Iterator[Derivation]:
    yield from _between(sentence, at, 32, 99)
    yield from _between(sentence, at, 0, 0)


def _read_impossible_day_alone(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """ "Ngày 32" at the end of its sentence; "mỗi ngày 40 ca" counts."""
    for found in _between(sentence, at, 32, 39):
        if not counts(sentence, found.stop):
            yield found


def _read_impossible_minute(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """ "14 giờ 75"; "8 giờ 60 người" has sixty people."""
    for found in read_one_number(sentence, at):
        told = says(sentence, found.stop, *_BESIDE_AN_HOUR) or not counts(sentence, found.stop)
        if told and isinstance(found.value, int) and 60 <= found.value <= 99:
            yield found


def _read_bare(sentence: Sentence, at: int) -> Iterator[Derivation]:
    return (one for one in read_impossible_figures(sentence, at, _ORDER) if not counts(sentence, one.stop))


def _read_said(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Day and month with a slash that no calendar has, after the word day: also 12/13."""
    tokens = sentence.tokens[at : at + 3]
    yield from read_impossible_figures(sentence, at, _ORDER)
    if len(tokens) < 3 or tokens[1].word != "/" or not tokens[2].is_number:
        return
    if len(tokens[0].word) <= 2 and len(tokens[2].word) == 2 and int(tokens[2].word) > 12:
        yield Derivation(_DAY, at + 3)
