"""The English grammar of dates."""

from functools import cache

from scheduling.languages.base import Language, read_anchor
from scheduling.languages.en.amounts import add_amounts
from scheduling.languages.en.answers import add_answers
from scheduling.languages.en.counting import NUMBERED, noun_follows
from scheduling.languages.en.days import add_days
from scheduling.languages.en.expressions import add_expressions
from scheduling.languages.en.feasts import add_feasts
from scheduling.languages.en.guards import rejects
from scheduling.languages.en.impossible import add_impossible
from scheduling.languages.en.numbers import STARTS, read_cardinal
from scheduling.languages.en.periods import add_periods
from scheduling.languages.en.repeats import add_repeats
from scheduling.languages.en.times import add_times
from scheduling.languages.en.wording import EnglishWording
from scheduling.languages.en.words import FILLERS, JOINS, ZONES
from scheduling.languages.grammar import ANCHOR, Grammar
from scheduling.languages.iso import add_iso


@cache
def english() -> Language:
    grammar = Grammar()
    grammar.terminal("number", STARTS, read_cardinal)
    grammar.terminal("anchor", {ANCHOR}, read_anchor)
    grammar.table("zone_name", ZONES)
    add_iso(grammar)
    for add in (
        add_times,
        add_days,
        add_periods,
        add_amounts,
        add_expressions,
        add_repeats,
        add_feasts,
        add_answers,
        add_impossible,
    ):
        add(grammar)
    return Language(
        name="en",
        grammar=grammar,
        wording=EnglishWording(),
        rejects=rejects,
        spellings={},
        bare={},
        counts=noun_follows,
        fillers=FILLERS,
        joins=JOINS,
        articles=frozenset({"the"}),
        labels=NUMBERED,
    )
