"""Lists: what is said once holds for all ("ngày 3, 4 và 5/6", "September 3, 10 and 17", "Monday or Friday of May").

First the bare numbers around a day are found to be days, then each member gets what it leaves out: the month from a
fuller day before it, else whatever the member after it has. Days that nobody gave a month follow the first of them:
"the 5th and 12th", said on the 11th, are next month.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scheduling.dates.join import Kind, kinds, parts_of
from scheduling.dates.match import Match
from scheduling.dates.meaning import DayOfMonth, Meaning
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import NthAfter
from scheduling.dates.resolve import complete
from scheduling.dates.surroundings import stands_alone
from scheduling.languages.grammar import Sentence
from scheduling.languages.text import Token

_LONGEST_JOIN = 2
_LONGEST_NUMBER = 3
"""Tokens of a day in words: "hai mươi lăm", "twenty - first"."""


def complete_lists(matches: list[Match], sentences: Mapping[str, Sentence]) -> list[Match]:
    """``sentences`` are the readings of the text by the name of their language."""
    members: list[Match] = []
    for position, match in enumerate(matches):
        sentence = sentences[match.language.name]
        begin = members[-1].stop if members else 0
        stop = matches[position + 1].begin if position + 1 < len(matches) else len(sentence.tokens)
        members += _days_before(match, sentence, begin)
        members.append(match)
        members += _days_after(match, sentence, stop)
    tokens = next(iter(sentences.values())).tokens
    return _follow(_share(members, tokens), tokens)


def _days_after(match: Match, sentence: Sentence, stop: int) -> Iterator[Match]:
    """ "The 5th | , 12th | and 19th", "september third | and fourth"."""
    if not _is_plain_day(match):
        return
    at = match.stop
    while (begin := _after_join(match, sentence, at)) is not None:
        days = [one for one in match.language.grammar.read(sentence, "list_day", begin) if one.stop <= stop]
        day = max(days, key=lambda one: one.stop, default=None)
        if day is None or not isinstance(day.value, int) or not stands_alone(sentence.tokens, begin, day.stop):
            return
        if match.language.counts(sentence, day.stop):
            return
        yield _bare(day.value, begin, day.stop, match)
        at = day.stop


def _days_before(match: Match, sentence: Sentence, stop: int) -> list[Match]:
    """ "Mười hai | , mười lăm | và hai mươi tháng tám": numbers before a day that begins with its number."""
    found: list[Match] = []
    if not (_is_plain_day(match) and Kind.MONTH in kinds(match.phrase.meaning or DayOfMonth(1))):
        return found
    if not match.language.grammar.read(sentence, "list_day", match.begin):
        return found
    at = match.begin
    while True:
        end = at
        while end > stop and at - end < _LONGEST_JOIN and sentence.tokens[end - 1].word in match.language.joins:
            end -= 1
        day = None if end == at else _ending_at(end, match, sentence, stop)
        if day is None:
            return found
        found.insert(0, day)
        at = day.begin


def _ending_at(stop: int, match: Match, sentence: Sentence, earliest: int) -> Match | None:
    for begin in range(max(earliest, stop - _LONGEST_NUMBER), stop):
        for day in match.language.grammar.read(sentence, "list_day", begin):
            labelled = begin > 0 and sentence.tokens[begin - 1].word in match.language.labels
            if day.stop == stop and isinstance(day.value, int) and not labelled:
                free = stands_alone(sentence.tokens, begin, stop)
                return _bare(day.value, begin, stop, match) if free else None
    return None


def _is_plain_day(match: Match) -> bool:
    phrase = match.phrase
    if phrase.to is not None or phrase.repeat is not None or phrase.meaning is None:
        return False
    parts = parts_of(phrase.meaning)
    return any(isinstance(part, DayOfMonth) for part in parts) and not kinds(phrase.meaning) & {Kind.CLOCK, Kind.PART}


def _after_join(match: Match, sentence: Sentence, at: int) -> int | None:
    """Where the next member begins: behind "," or "and", or at "the"."""
    begin = at
    while begin < len(sentence.tokens) and sentence.tokens[begin].word in match.language.joins:
        begin += 1
    if begin >= len(sentence.tokens) or begin - at > _LONGEST_JOIN:
        return None
    return begin if begin > at or sentence.tokens[begin].word in match.language.articles else None


def _bare(number: int, begin: int, stop: int, like: Match) -> Match:
    meaning: Meaning = DayOfMonth(number)
    if like.begin < begin and like.phrase.meaning is not None:
        meaning = complete(meaning, like.phrase.meaning)
    return Match(replace(like.phrase, meaning=meaning), begin, stop, like.language)


def _share(matches: list[Match], tokens: tuple[Token, ...]) -> list[Match]:
    """Each member gets the month, week or day it leaves out from the member after it."""
    shared: list[Match] = []
    for match in reversed(matches):
        after = shared[-1] if shared else None
        shared.append(_given(match, after) if after is not None and _adjoining(match, after, tokens) else match)
    return shared[::-1]


def _follow(matches: list[Match], tokens: tuple[Token, ...]) -> list[Match]:
    followed: list[Match] = []
    first: Match | None = None
    for position, match in enumerate(matches):
        if first is None or not (
            isinstance(match.phrase.meaning, DayOfMonth) and _adjoining(matches[position - 1], match, tokens)
        ):
            first = match if isinstance(match.phrase.meaning, DayOfMonth) and _is_member(match.phrase) else None
            followed.append(match)
            continue
        after = NthAfter(1, match.phrase.meaning, first.phrase.meaning)
        followed.append(replace(match, phrase=replace(match.phrase, meaning=after)))
    return followed


def _adjoining(match: Match, following: Match, tokens: tuple[Token, ...]) -> bool:
    if not (_is_member(match.phrase) and following.phrase.repeat is None):
        return False
    between = tokens[match.stop : following.begin]
    if not between:
        return _is_night_before(match, following)
    return len(between) <= _LONGEST_JOIN and all(token.word in match.language.joins for token in between)


def _is_member(phrase: Phrase) -> bool:
    return phrase.to is None and phrase.repeat is None


def _is_night_before(match: Match, following: Match) -> bool:
    """ "Đêm ngày 14 | rạng sáng ngày 15 tháng 2", "the fifth | the twelfth of October": nothing stands between."""
    left, right = match.phrase.meaning, following.phrase.meaning
    if left is None or right is None:
        return False
    if kinds(left) == {Kind.DAY}:
        return match.language.articles != frozenset() and kinds(right) == {Kind.DAY, Kind.MONTH}
    return kinds(left) == {Kind.PART, Kind.DAY} and kinds(right) >= {Kind.PART, Kind.DAY, Kind.MONTH}


def _given(match: Match, following: Match) -> Match:
    left, right = match.phrase.meaning, following.phrase.meaning
    if left is None or right is None:
        return match
    return replace(match, phrase=replace(match.phrase, meaning=complete(left, right)))
