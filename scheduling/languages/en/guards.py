"""Words beside a match that show it is no date: we may meet, a second issue, the sun, at 3 percent."""

from scheduling.languages.en.counting import GOES_ON, counts_something, is_figure
from scheduling.languages.en.given_names import is_attribute, is_person
from scheduling.languages.grammar import Sentence
from scheduling.languages.text import vocabulary

_VERB_OR_THING = frozenset(
    {"may", "march", "sat", "sun", "mon", "wed", "second", "fall", "spring", "mar", "jan", "dec"}
)
_AFTER_CLOCK = frozenset(
    [
        "percent",
        "%",
        "dollars",
        "euros",
        "pounds",
        "people",
        "points",
        "degrees",
        "items",
        "pages",
        "meters",
        "metres",
        "km",
        "kg",
        "miles",
        "years",
        "units",
        "single",
        "least",
        "most",
        "all",
        "once",
        "random",
        "large",
    ]
)
_BEFORE_WEEKDAY = frozenset(
    {"on", "this", "next", "last", "by", "until", "till", "before", "after", "every", "from", "for"}
)


_AFTER_AFTER = frozenset(
    {"and", "or", "at", "for", "we", "i", "if", "is", "would", "works", "then", "so", "please", "in"}
)
"""What may follow "the week after"; another word tells after what: "the week after launch"."""

_COMING = vocabulary(
    "come comes coming go goes going be is are am get gets getting report call m re s 'll will you her him"
)
"""Before "back in June" they make it a return, not the past."""

_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_WEAK = frozenset({"one", "the", "on", "a", "during"})


def rejects(sentence: Sentence, begin: int, stop: int) -> bool:
    """True when the words around tokens ``[begin, stop)`` speak against a date."""
    tokens = sentence.tokens
    words = [token.word for token in tokens[begin:stop]]
    after = tokens[stop].word if stop < len(tokens) else ""
    before = tokens[begin - 1].word if begin else ""
    if len(words) == 2 and words[0] in ("this", "the", "of", "for") and words[1] in _VERB_OR_THING:
        return not (words[1] == "may" and tokens[stop - 1].capital)
    if words[-1] in _PARTS and set(words[:-1]) <= _WEAK:
        following = tokens[stop] if stop < len(tokens) else None
        if words[0] == "one" or (following is not None and following.is_word and following.word not in GOES_ON):
            return True
    if words[-1] == "after" and after.isalpha() and after not in _AFTER_AFTER:
        return True
    if words[0] == "the" and len(words) == 2 and after in ("after", "before") and words[1] in ("week", "fortnight"):
        return True
    if words == ["last", "thing"] or (words == ["first", "thing"] and (not before or not before.isalpha())):
        return True
    if words[0] == "back" and before in _COMING:
        return True
    if is_person(sentence, begin, stop) or is_attribute(sentence, begin, stop):
        return True
    if counts_something(sentence, begin, stop):
        return True
    if (words[-1] == "day" and before in ("a", "an")) or words in (["for", "lunch"], ["the", "lunch"]):
        return True
    if len(words) == 1:
        return _single(sentence, begin, before, after)
    if words[0] in ("at", "@", "around", "by", "before", "after", "until", "from", "to") and is_figure(words[-1]):
        return after in _AFTER_CLOCK
    if tokens[stop - 1].word == "second" or (words[0] == "second" and stop - begin < 3):
        return True
    return before in ("$", "€", "£")


def _single(sentence: Sentence, at: int, before: str, after: str) -> bool:
    token = sentence.tokens[at]
    if token.is_number:
        return True
    if token.word in ("sat", "sun", "mon", "wed"):
        return not (token.capital or before in _BEFORE_WEEKDAY or len(sentence.tokens) == 1) or before == "the"
    if token.word in _DOUBTFUL_FEASTS and len(sentence.tokens) > 1:
        return not token.capital or before in ("a", "an", "my", "his", "her")
    if token.word == "now":
        return after.isalpha() or (after == "," and (not before or not before.isalpha()))
    if token.word in ("lunch", "m", "h", "p", "a", "s"):
        return True
    if token.word in ("morning", "evening", "afternoon", "night"):
        return before in ("good", "a", "the", "every", "'", "nice") or (
            at == 0 and after in (",", "everyone", "all", "!", "", ".")
        )
    return token.word in _VERB_OR_THING and token.word not in ("mon", "wed")


_DOUBTFUL_FEASTS = frozenset({"lent", "epiphany", "ascension", "annunciation", "maghi", "holi", "candlemas"})
"""Also other words, or names: feasts only with a capital letter."""
