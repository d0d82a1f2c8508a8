"""Words beside a match that show it is no date: we may meet, a second issue, the sun, at 3 percent."""

from scheduling.languages.en.numbers import ONES, TENS
from scheduling.languages.grammar import Sentence

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
        if words[0] == "one" or (following is not None and following.is_word and following.word not in _AFTER_HOUR):
            return True
    if len(words) == 1:
        return _single(sentence, begin, before, after)
    if words[0] in ("at", "@", "around", "by", "before", "after", "until", "from", "to") and _is_figure(
        tokens[stop - 1].word
    ):
        return after in _AFTER_CLOCK or (len(words) == 2 and _plain_number_goes_on(sentence, stop))
    if tokens[stop - 1].word == "second" or (words[0] == "second" and stop - begin < 3):
        return True
    return before in ("$", "€", "£")


def _is_figure(word: str) -> bool:
    return word.isdecimal() or word in ONES or word in TENS


def _single(sentence: Sentence, at: int, before: str, after: str) -> bool:
    token = sentence.tokens[at]
    if token.is_number:
        return True
    if token.word in ("sat", "sun", "mon", "wed"):
        return not (token.capital or before in _BEFORE_WEEKDAY or len(sentence.tokens) == 1) or before == "the"
    if token.word in ("lunch", "m", "h", "p", "a", "s"):
        return True
    if token.word in ("morning", "evening", "afternoon", "night"):
        return before in ("good", "a", "the", "every", "'", "nice") or (
            at == 0 and after in (",", "everyone", "all", "!", "", ".")
        )
    return token.word in _VERB_OR_THING and token.word not in ("mon", "wed")


def _plain_number_goes_on(sentence: Sentence, stop: int) -> bool:
    """ "At 3 sites", "by 10 people": a noun follows the figure."""
    if stop >= len(sentence.tokens):
        return False
    following = sentence.tokens[stop]
    return following.is_number or (following.is_word and following.word not in _AFTER_HOUR)


_AFTER_HOUR = frozenset(
    [
        "on",
        "in",
        "this",
        "tomorrow",
        "today",
        "tonight",
        "for",
        "to",
        "till",
        "until",
        "with",
        "and",
        "or",
        "at",
        "we",
        "i",
        "you",
        "it",
        "he",
        "she",
        "they",
        "if",
        "please",
        "because",
        "when",
        "then",
        "so",
        "by",
        "but",
        "sharp",
        "as",
        "is",
        "was",
        "will",
        "would",
        "can",
        "could",
        "ok",
        "okay",
        "okay?",
        "right",
        "please",
        "the",
        "every",
        "from",
        "not",
        "yes",
        "no",
        "our",
    ]
)
