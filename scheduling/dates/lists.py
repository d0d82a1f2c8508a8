"""Lists: what is said at the end holds for all ("ngày 3, 4 và 5/6", "Monday and Tuesday next week")."""

from collections.abc import Iterator
from dataclasses import replace

from scheduling.dates.join import Kind, kinds
from scheduling.dates.match import Match
from scheduling.dates.meaning import DayOfMonth, Meaning
from scheduling.dates.phrase import Phrase
from scheduling.dates.resolve import complete
from scheduling.languages.text import Token

LONGEST_GAP = 12
"""Tokens between two members that are still one list."""


def share_in_lists(matches: list[Match], tokens: tuple[Token, ...]) -> list[Match]:
    """Each member gets the month, week or day it leaves out from the member after it."""
    shared: list[Match] = []
    for match in reversed(matches):
        members = [match]
        following = shared[-1] if shared else None
        if following is not None and _are_members(match, following):
            between = tokens[match.stop : following.begin]
            if 1 <= len(between) <= LONGEST_GAP and _joins(match, between, following):
                members += _bare_days(match, tokens, following.begin)
        for member in reversed(members):
            after = shared[-1] if shared else None
            shared.append(
                member if len(members) == 1 and not _adjoining(member, after, tokens) else _given(member, after)
            )
    return shared[::-1]


def _are_members(match: Match, following: Match) -> bool:
    return match.phrase.to is None and match.phrase.repeat is None and following.phrase.repeat is None


def _adjoining(match: Match, following: Match | None, tokens: tuple[Token, ...]) -> bool:
    if following is None or not _are_members(match, following):
        return False
    between = tokens[match.stop : following.begin]
    if not between:
        return _is_night_before(match, following)
    return len(between) <= 2 and all(token.word in match.language.joins for token in between)


def _is_night_before(match: Match, following: Match) -> bool:
    """ "Đêm ngày 14 | rạng sáng ngày 15 tháng 2" are neighbours without a word between them."""
    left, right = match.phrase.meaning, following.phrase.meaning
    if left is None or right is None:
        return False
    return kinds(left) == {Kind.PART, Kind.DAY} and kinds(right) >= {Kind.PART, Kind.DAY, Kind.MONTH}


def _joins(match: Match, between: tuple[Token, ...], following: Match) -> bool:
    """Only conjunctions and figures stand between a day of the month and a fuller date."""
    left, right = match.phrase.meaning, following.phrase.meaning
    if not isinstance(left, DayOfMonth) or right is None or Kind.MONTH not in kinds(right):
        return False
    figures = [token for token in between if token.is_number]
    return bool(figures) and all(token.is_number or token.word in match.language.joins for token in between)


def _bare_days(match: Match, tokens: tuple[Token, ...], stop: int) -> Iterator[Match]:
    for at in range(match.stop, stop):
        if tokens[at].is_number and len(tokens[at].word) <= 2 and 1 <= int(tokens[at].word) <= 31:
            yield Match(Phrase(DayOfMonth(int(tokens[at].word))), at, at + 1, match.language)


def _given(match: Match, following: Match | None) -> Match:
    left: Meaning | None = match.phrase.meaning
    right = None if following is None else following.phrase.meaning
    if left is None or right is None:
        return match
    return replace(match, phrase=replace(match.phrase, meaning=complete(left, right)))
