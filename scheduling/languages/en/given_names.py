"""April, June and Easter as a person's name or as part of another: thank you June, June Miller, Easter eggs."""

from scheduling.languages.en.counting import GOES_ON
from scheduling.languages.en.words import MONTHS, SHORT_MONTHS, WEEKDAYS
from scheduling.languages.grammar import Sentence
from scheduling.languages.text import vocabulary

_GIVEN_NAMES = frozenset({"april", "may", "june", "august"})
_ADDRESSING = vocabulary("""
    ask asked tell told thank thanks hi hello dear call email ping meet with sorry cheers mr
    mrs ms miss dr prof professor
    """)
_PERSONS_VERB = vocabulary("""
    will said says asked can could would told thinks agreed promised volunteered has takes took wants wanted sends
    sent wrote
    """)
_CALLED_ON = vocabulary("could can would will do did are have please what any over your you thanks thank")
"""After the comma behind a name: "April, could you share"."""

_BESIDE = frozenset({"next", "talk", "talked", "spoke", "speak", "listen", "hand", "report", "according", "thanks"})
_THINGS = {
    "april": frozenset({"showers", "fools"}),
    "march": frozenset({"madness"}),
    "sunday": frozenset({"best", "times", "school", "roast", "papers"}),
    "friday": frozenset({"feeling"}),
}
"""What a month or a day is part of the name of."""
_RHYTHM_THINGS = vocabulary("""
    wage wages rate rates salary pass passes shop mail fee fees rent cost costs figures sales revenue income target
    targets average limit quota budget bread bonus allowance subscription paper newspaper
    """)
_RHYTHMS = frozenset({"daily", "weekly", "monthly", "yearly", "hourly", "quarterly"})
_FEAST_THINGS = vocabulary("""
    tree trees egg eggs card cards lights jumper jumpers decorations bunny bonnet carols carol pudding island bonus
    music songs stocking stockings
    """)
_FEASTS = frozenset({"easter", "christmas", "halloween", "thanksgiving"})
_PERIOD_ENDS = frozenset({"year", "month", "quarter"})


def is_person(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "I sat next to April from human resources", "June will send it"; but "April will be busy"."""
    tokens = sentence.tokens
    if stop - begin != 1 or tokens[begin].word not in _GIVEN_NAMES or not tokens[begin].capital:
        return False
    before = [token.word for token in tokens[max(0, begin - 2) : begin]]
    if before and (before[-1] in _ADDRESSING or (before[-1] == "to" and before[0] in _BESIDE)):
        return True
    if before == ["thank", "you"]:
        return True
    after = [token.word for token in tokens[stop : stop + 2]]
    if not after:
        return False
    if after[0] == ",":
        return len(after) == 2 and after[1] in _CALLED_ON
    following = tokens[stop]
    known = following.word in MONTHS or following.word in SHORT_MONTHS or following.word in WEEKDAYS
    if following.is_word and following.capital and not known and following.word != "i":
        return True
    return after[0] in _PERSONS_VERB and after[1:] != ["be"]


def is_attribute(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "Easter eggs", "the year end bonus", "monday.com": the words belong to the name of a thing."""
    tokens = sentence.tokens
    last = tokens[stop - 1].word
    following = tokens[stop] if stop < len(tokens) else None
    if following is None:
        return False
    if last in _FEASTS and following.word in _FEAST_THINGS:
        return True
    if last in _RHYTHMS and following.word in _RHYTHM_THINGS and stop - begin == 1:
        return True
    if following.word in _THINGS.get(last, ()) or (last in WEEKDAYS and begin and tokens[begin - 1].word == "a"):
        return stop - begin <= 2
    if following.word == "." and following.glued and stop + 1 < len(tokens):
        domain = tokens[stop + 1]
        return domain.glued and domain.is_word and not domain.capital and tokens[stop - 1].is_word
    if last == "end" and stop - begin == 2 and tokens[begin].word in _PERIOD_ENDS and following.is_word:
        return begin > 0 and tokens[begin - 1].word in _OF_SOMEBODY and following.word not in GOES_ON
    return False


_OF_SOMEBODY = vocabulary("the our their my your his her its a")
