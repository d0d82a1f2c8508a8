"""Figures that count, number or share something: pages 10 to 12, 3/4 of the seats, the third option."""

from scheduling.dates.meaning import LONGEST_MONTHS
from scheduling.languages.en.numbers import ONES, ORDINALS, TENS
from scheduling.languages.en.words import MONTHS
from scheduling.languages.grammar import Sentence
from scheduling.languages.text import vocabulary

GOES_ON = vocabulary("""
    on in this tomorrow today tonight for to till until with and or at we i you it he she they if please because when
    then so by but sharp as is was will would can could ok okay right the every from not yes no our a an my his
    her their let let's should shall must may might has have had do does did works work suits suit sounds sound
    seems seemed looks or at latest onwards rather instead unless before after about around through while where who
    each next last only also too again already still just maybe perhaps well fine good great perfect best max either
    now here there that these those all both there's it's i'm i'll we'll we're you'll she'll he'll they'll sorry sure
    thanks thank cheers anyway actually definitely probably hopefully instead which what how why any some than since
    via up off out over into onto without within during between against except including are were been being be
    goes went comes came starts start started begins begin began ends end ended opens closes runs happens happened
    falls suited worked meant means makes made gives gave leaves left gets got remains stands stood stays stayed
    """)
"""What may follow an hour or a day in a sentence; another word there is what the figure counts."""

_SHARED = vocabulary(
    "of off full empty done complete completed way majority points votes cups inch scale capacity bolt"
)
"""After 3/4 they show a fraction."""

_ROUND_THE_CLOCK = ("24", "/", "7")
_LOOSE = vocabulary("at by around about approximately before after until till from to between and or - – circa up")
NUMBERED = vocabulary("""
    grade class room rooms section sections unit units apartment building block gate scored score chapter chapters
    question questions item items clause clauses article articles group lot lane flat suite form level page pages
    slide slides line lines row rows column paragraph paragraphs annex appendix table figure floors document documents
    circular decision decree directive regulation resolution invoice case file ref reference act no nr number numbers
    ticket tickets version release part volume issue step steps point points verse model order
    """)
_UNITS = vocabulary("metres meters feet foot inches centimetres centimeters cm mm m x")
_AFTER_ORDINAL = vocabulary("""
    floor century edition anniversary amendment street avenue session round item place graders grade birthday version
    attempt congress chapter draft paragraph party largest biggest lane option quarter-final
    """)
"""What an ordinal in figures counts when it follows: the 21st century."""

_SPELLED = frozenset(word for word, value in ORDINALS.items() if value <= 10)


def counts_something(sentence: Sentence, begin: int, stop: int) -> bool:
    """True when the figures at tokens ``[begin, stop)`` belong to the words around them and not to a calendar."""
    return (
        _is_fraction(sentence, begin, stop)
        or _is_label(sentence, begin, stop)
        or _is_amount(sentence, begin, stop)
        or _is_ordinal(sentence, begin, stop)
        or _is_month_and_amount(sentence, stop)
    )


def _is_month_and_amount(sentence: Sentence, stop: int) -> bool:
    """ "By February 30 people": no month has so many days."""
    last, month = _word(sentence, stop - 1), MONTHS.get(_word(sentence, stop - 2))
    if month is None or not last.isdecimal() or len(last) > 2 or int(last) <= LONGEST_MONTHS[month - 1]:
        return False
    return noun_follows(sentence, stop)


def is_figure(word: str) -> bool:
    return word.isdecimal() or word in ONES or word in TENS


def _word(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at].word if 0 <= at < len(sentence.tokens) else ""


def _is_fraction(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "3/4 of the seats", "rated 9/10", "24/7"."""
    words = tuple(token.word for token in sentence.tokens[max(begin, stop - 3) : stop])
    if len(words) != 3 or words[1] != "/" or stop - begin > 4:
        return False
    if words == _ROUND_THE_CLOCK:
        return True
    before, after = _word(sentence, begin - 1), _word(sentence, stop)
    if before in ("a", "an"):
        return True
    first, second = int(words[0]) if words[0].isdecimal() else 0, int(words[2]) if words[2].isdecimal() else 0
    if not 0 < first <= second:
        return False
    if after in _SHARED and _word(sentence, stop + 1) not in ("this", "next", "last"):
        return True
    if before in ("only", "nearly", "almost", "exactly", "roughly", "over", "them", "rated", "got") and second <= 10:
        return True
    return second == 10 and before == "it"


def _is_label(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "Grade 4/3", "document 12/2026", "pages 10 to 12", "I'm at 10 - 10.1": figures that number something else."""
    tokens = sentence.tokens
    plain = all(token.is_number or token.word in _LOOSE or token.word == "/" for token in tokens[begin:stop])
    if plain and tokens[begin].is_number:
        before = _word(sentence, begin - 2) if _word(sentence, begin - 1) in ("is", "#", ".") else ""
        if _word(sentence, begin - 1) in NUMBERED or before in ("no", "nr", "number"):
            return True
    later = [token.word for token in tokens[stop : stop + 3]]
    return (
        len(later) == 3 and later[0] in "-–" and later[1].isdecimal() and later[2] == "." and tokens[stop + 2].glued
    )


def _is_amount(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "At 3 sites", "between ten and twenty people", "from 10 to 15 items", "in 2000 shops": a noun follows."""
    tokens = sentence.tokens
    words = [token.word for token in tokens[begin:stop]]
    if not is_figure(words[-1]):
        return False
    year = len(words) == 2 and words[-1].isdecimal() and len(words[-1]) == 4
    if year:
        return words[-1].endswith("00") and noun_follows(sentence, stop)
    if not all(is_figure(word) or word in _LOOSE for word in words) or _is_spoken_clock(words):
        return False
    if words[0] == "by" and (_word(sentence, begin - 1) in _UNITS or is_figure(_word(sentence, begin - 1))):
        return True
    if _word(sentence, stop) in ("to", "or", "-") and is_figure(_word(sentence, stop + 1)):
        last = _word(sentence, stop + 1)
        return (last.isdecimal() and int(last) > 24) or last in TENS or noun_follows(sentence, stop + 2)
    return noun_follows(sentence, stop)


def _is_spoken_clock(words: list[str]) -> bool:
    """ "Nine fifteen online" is an hour whatever follows."""
    return words[-1] in ("fifteen", "thirty", "five") and ONES.get(words[-2] if len(words) > 1 else "", 0) > 0


def noun_follows(sentence: Sentence, stop: int) -> bool:
    if stop >= len(sentence.tokens):
        return False
    following = sentence.tokens[stop]
    if following.is_number:
        return True
    return (following.is_word and not following.capital and following.word not in GOES_ON) or following.word in "%$€£"


def _is_ordinal(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "The third option", "on the third floor", "the 21st century"; "the fifth works for me" is a day."""
    words = [token.word for token in sentence.tokens[begin:stop]]
    following = sentence.tokens[stop] if stop < len(sentence.tokens) else None
    if following is None or not following.is_word:
        return False
    if words[-1] in ("st", "nd", "rd", "th"):
        return following.word in _AFTER_ORDINAL
    if words[-1] not in _SPELLED or words[-2:-1] not in (["the"], ["a"]) or len(words) > 3:
        return False
    return following.word == "one" or (not following.capital and following.word not in GOES_ON)
