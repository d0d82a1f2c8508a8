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
    if _is_person(sentence, begin, stop) or _is_label(sentence, begin, stop):
        return True
    if words[-1] == "day" and before in ("a", "an"):
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


_GIVEN_NAMES = frozenset({"april", "may", "june", "august"})
_ADDRESSING = frozenset(
    {
        "ask",
        "asked",
        "tell",
        "told",
        "thank",
        "thanks",
        "hi",
        "hello",
        "dear",
        "call",
        "email",
        "ping",
        "meet",
        "with",
    }
)
_PERSONS_VERB = frozenset(
    {"will", "said", "says", "asked", "can", "could", "would", "told", "thinks", "agreed", "promised", "volunteered"}
)
_BESIDE = frozenset({"next", "talk", "talked", "spoke", "speak", "listen", "hand", "report", "according", "thanks"})


def _is_person(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "I sat next to April from human resources", "June will send it"; but "April will be busy"."""
    tokens = sentence.tokens
    if stop - begin != 1 or tokens[begin].word not in _GIVEN_NAMES or not tokens[begin].capital:
        return False
    before = [token.word for token in tokens[max(0, begin - 2) : begin]]
    if before and (before[-1] in _ADDRESSING or (before[-1] == "to" and before[0] in _BESIDE)):
        return True
    after = [token.word for token in tokens[stop : stop + 2]]
    return bool(after) and after[0] in _PERSONS_VERB and after[1:] != ["be"]


_LABELS = frozenset(
    {"grade", "class", "room", "section", "unit", "apartment", "building", "block", "gate", "scored", "score",
     "chapter", "question", "item", "clause", "article", "group", "lot", "lane", "flat", "suite", "form", "level"}
)  # fmt: skip


def _is_label(sentence: Sentence, begin: int, stop: int) -> bool:
    """ "Grade 4/3", "room 3/12", "I'm at 10 - 10.1": figures that number something else."""
    tokens = sentence.tokens
    if stop - begin == 3 and tokens[begin + 1].word == "/" and tokens[begin].is_number:
        return begin > 0 and tokens[begin - 1].word in _LABELS
    later = [token.word for token in tokens[stop : stop + 3]]
    return (
        len(later) == 3 and later[0] in "-–" and later[1].isdecimal() and later[2] == "." and tokens[stop + 2].glued
    )


def _is_figure(word: str) -> bool:
    return word.isdecimal() or word in ONES or word in TENS


def _single(sentence: Sentence, at: int, before: str, after: str) -> bool:
    token = sentence.tokens[at]
    if token.is_number:
        return True
    if token.word in ("sat", "sun", "mon", "wed"):
        return not (token.capital or before in _BEFORE_WEEKDAY or len(sentence.tokens) == 1) or before == "the"
    if token.word in _DOUBTFUL_FEASTS and len(sentence.tokens) > 1:
        return not token.capital or before in ("a", "an", "my", "his", "her")
    if token.word in ("lunch", "m", "h", "p", "a", "s"):
        return True
    if token.word in ("morning", "evening", "afternoon", "night"):
        return before in ("good", "a", "the", "every", "'", "nice") or (
            at == 0 and after in (",", "everyone", "all", "!", "", ".")
        )
    return token.word in _VERB_OR_THING and token.word not in ("mon", "wed")


_DOUBTFUL_FEASTS = frozenset({"lent", "epiphany", "ascension", "annunciation", "maghi", "holi", "candlemas"})
"""Also other words, or names: feasts only with a capital letter."""


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
