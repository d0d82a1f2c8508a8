"""Dates and hours that do not exist are marked, so that nobody shifts them silently: ngày 31/2, lúc 25 giờ."""

from collections.abc import Iterator

from scheduling.dates.phrase import Phrase
from scheduling.dates.resolve import IMPOSSIBLE
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.slash import Figures, read_figures
from scheduling.languages.vi.numbers import STARTS, read_number

_ORDER = Figures(month_first=False)


def add_impossible(grammar: Grammar) -> None:
    grammar.terminal("impossible_figures", {"#"}, _read_figures)
    grammar.terminal("likely_figures", {"#"}, _read_likely)
    grammar.terminal("impossible_hour", STARTS, lambda sentence, at: _above(sentence, at, 24))
    grammar.terminal("impossible_day", STARTS, lambda sentence, at: _above(sentence, at, 31))

    @grammar.rule(
        "core", "ngày|hôm <impossible_figures>", "trước|đến|hạn|chậm_nhất ngày <impossible_figures>", weight=-5
    )
    def figures(impossible_figures: int) -> Phrase:
        return Phrase(None, doubt=IMPOSSIBLE)

    @grammar.rule("core", "trước|hạn|chậm_nhất|muộn_nhất|đến|tới <likely_figures>", weight=-5)
    def bare_figures(likely_figures: int) -> Phrase:
        return Phrase(None, doubt=IMPOSSIBLE)

    @grammar.rule("core", "lúc|vào_lúc|trước|đến|chậm_nhất <impossible_hour> giờ|h", weight=-5)
    def hour(impossible_hour: int) -> Phrase:
        return Phrase(None, doubt=IMPOSSIBLE)

    @grammar.rule("core", "ngày <impossible_day> tháng <month_number>", weight=-5)
    def day(impossible_day: int, month_number: int) -> Phrase:
        return Phrase(None, doubt=IMPOSSIBLE)


def _above(sentence: Sentence, at: int, limit: int) -> Iterator[Derivation]:
    for found in read_number(sentence, at):
        if isinstance(found.value, int) and limit < found.value < 100:
            yield found


def _read_figures(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Day and month with a slash that no calendar has."""
    tokens = sentence.tokens[at : at + 5]
    if len(tokens) < 3 or tokens[1].word != "/" or not tokens[2].is_number or len(tokens[2].word) > 2:
        return
    with_year = len(tokens) == 5 and tokens[3].word == "/" and len(tokens[4].word) == 4 and tokens[4].is_number
    if not any(found.stop - at in (3, 5) for found in read_figures(sentence, at, _ORDER)):
        yield Derivation(0, at + 5 if with_year else at + 3)


def _read_likely(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """Figures that are meant as a date although the word day is left out: 31/2, 32/5, not 45/50."""
    for found in _read_figures(sentence, at):
        day, month = int(sentence.tokens[at].word), int(sentence.tokens[at + 2].word)
        if 29 <= day <= 32 and 1 <= month <= 12:
            yield found
