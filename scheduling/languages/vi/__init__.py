"""The Vietnamese grammar of dates."""

from functools import cache

from scheduling.languages.base import Language, read_anchor
from scheduling.languages.grammar import ANCHOR, Grammar
from scheduling.languages.iso import add_iso
from scheduling.languages.vi.amounts import add_amounts
from scheduling.languages.vi.answers import add_answers
from scheduling.languages.vi.days import add_days
from scheduling.languages.vi.expressions import add_expressions
from scheduling.languages.vi.guards import NUMBERED, counts, rejects
from scheduling.languages.vi.impossible import add_impossible
from scheduling.languages.vi.numbers import INNER, STARTS, read_number
from scheduling.languages.vi.periods import add_periods
from scheduling.languages.vi.repeats import add_repeats
from scheduling.languages.vi.times import add_times
from scheduling.languages.vi.wording import VietnameseWording
from scheduling.languages.vi.words import BARE, FILLERS, JOINS, SPELLINGS


@cache
def vietnamese() -> Language:
    grammar = Grammar()
    grammar.terminal("number", STARTS, read_number)
    grammar.terminal("anchor", {ANCHOR}, read_anchor)
    add_iso(grammar)
    for add in (
        add_times,
        add_days,
        add_periods,
        add_amounts,
        add_expressions,
        add_repeats,
        add_answers,
        add_impossible,
    ):
        add(grammar)
    return Language(
        name="vi",
        grammar=grammar,
        wording=VietnameseWording(),
        rejects=rejects,
        spellings=SPELLINGS,
        bare=BARE,
        counts=counts,
        undiacritic=True,
        fillers=FILLERS,
        joins=JOINS,
        labels=NUMBERED,
        inner_words=INNER,
    )
