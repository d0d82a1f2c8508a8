"""What is a date only as an answer to "when?": "25", "tới 25", "một tuần"."""

from scheduling.dates.match import Match
from scheduling.dates.phrase import Phrase
from scheduling.languages.base import Language
from scheduling.languages.grammar import Sentence

_PUNCTUATION = frozenset(".,;:!?–-()…\"'\n")


def find_answers(language: Language, sentence: Sentence, taken: list[Match]) -> list[Match]:
    """Bare days of the month and lengths of time that stand between punctuation and words of politeness."""
    covered = {at for match in taken for at in range(match.begin, match.stop)}
    found: list[Match] = []
    end = 0
    for at, readings in sorted(language.grammar.read_all(sentence, "answer").items()):
        if at < end or at in covered or not _is_edge(language, sentence, at - 1):
            continue
        for reading in sorted(readings, key=lambda one: one.stop, reverse=True):
            free = covered.isdisjoint(range(at, reading.stop))
            if free and isinstance(reading.value, Phrase) and _is_edge(language, sentence, reading.stop):
                found.append(Match(reading.value, at, reading.stop, language))
                end = reading.stop
                break
    return found


def _is_edge(language: Language, sentence: Sentence, at: int) -> bool:
    if not 0 <= at < len(sentence.tokens):
        return True
    word = sentence.tokens[at].word
    return word in _PUNCTUATION or word in language.fillers
