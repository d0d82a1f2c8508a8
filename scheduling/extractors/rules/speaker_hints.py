"""Who a voice may be, from what nobody says outright: who leads, how one is addressed, what one speaks of."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from models.conversation import Conversation
from models.directory import Person
from scheduling.extractors.rules.people import Roster
from scheduling.extractors.rules.text import content_words, lower, tidy

Pair = tuple[str, str]
_A_MEETING = 8
"""Turns from which on the first voice tells who opens the meeting."""
_LEADS, _GENDER, _FIELD = 0.8, 0.8, 0.8
"""The most that each kind of hint may add."""
_WOMEN = re.compile(r"(?<!\w)(?:chị|cô|bà|dì|mợ|thím)(?!\w)")
_MEN = re.compile(r"(?<!\w)(?:anh|chú|ông|cậu|dượng|eng)(?!\w)")
_TO_ELDER = re.compile(
    r"(?:dạ|vâng|thưa|báo cáo|cảm ơn|cám ơn|ừ|được|rồi|ok)[ ,]*(?:báo cáo |thưa |với |cảm ơn |rồi )*"
    r"(?P<kin>anh|chị|cô|chú|bà|ông|dì|cậu|mợ|thím|eng)(?!\w)(?! em)"
)
_MIDDLE_OF_WOMEN = frozenset({"thị"})
_MIDDLE_OF_MEN = frozenset(
    {"văn", "bá", "đức", "hữu", "đình", "mạnh", "công", "viết", "trọng", "khắc", "thế", "duy", "quang", "quốc"}
    | {"đăng", "huy", "tấn", "tiến", "hoàng", "gia"}
)
_HIGHEST = re.compile(
    r"(?:chủ tịch|bí thư|giám đốc|tổng giám đốc|hiệu trưởng|viện trưởng|cục trưởng|chi cục trưởng|trưởng khoa|"
    r"trưởng ban|chánh án|chánh văn phòng|chi hội trưởng|chủ nhiệm|tổng biên tập|"
    r"chair|president|director|head|dean|chief|principal|managing|general manager|ceo|mayor)"
)


def speaker_hints(conversation: Conversation, roster: Roster, labels: Sequence[str]) -> dict[Pair, float]:
    """Label and person's name to what speaks for (+) or against (−) them being one."""
    turns = [(u.speaker, lower(tidy(u.text))) for u in conversation.utterances if u.speaker is not None]
    hints: defaultdict[Pair, float] = defaultdict(float)
    for leader, weight in _leaders(roster.people):
        if len(turns) >= _A_MEETING and turns[0][0] in labels:
            hints[turns[0][0], leader] += weight
    genders = _addressed_as(turns)
    fields = _fields(roster.people)
    spoken = _spoken(turns)
    for label in labels:
        for person in roster.people:
            hints[label, person.name] += _GENDER * _agree(genders.get(label, 0.0), person)
            hints[label, person.name] += _of_field(label, fields.get(person.name, frozenset()), spoken)
    return dict(hints)


def _leaders(people: Sequence[Person]) -> list[tuple[str, float]]:
    """Who probably opens the meeting: the one of highest title, the earlier on the list the likelier."""
    highest = [p.name for p in people if p.title and _HIGHEST.match(lower(p.title))]
    found = [(name, _LEADS if place == 0 else _LEADS / 2) for place, name in enumerate(highest[:2])]
    return found or [(people[0].name, _LEADS / 2)] if people else []


def _addressed_as(turns: Sequence[tuple[str, str]]) -> dict[str, float]:
    """−1 (a man) … 1 (a woman) by how the next voice calls the one who has just spoken."""
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for (speaker, _), (following, text) in pairwise(turns):
        said = _TO_ELDER.match(text) if following != speaker else None
        if said is not None:
            votes[speaker].append(1.0 if _WOMEN.fullmatch(said["kin"]) else -1.0)
    return {speaker: sum(each) / (1.0 + len(each)) for speaker, each in votes.items()}


def _agree(gender: float, person: Person) -> float:
    middle = set(lower(person.name).split()[1:-1])
    if middle & _MIDDLE_OF_WOMEN:
        return gender
    return -gender if middle & _MIDDLE_OF_MEN else 0.0


def _fields(people: Sequence[Person]) -> dict[str, frozenset[str]]:
    """The words of each one's unit and title that are nobody else's."""
    own = {p.name: content_words(lower(f"{p.title or ''} {p.department or ''}")) for p in people}
    count = Counter(word for said in own.values() for word in said)
    return {name: frozenset(word for word in said if count[word] == 1) for name, said in own.items()}


def _spoken(turns: Sequence[tuple[str, str]]) -> dict[str, Counter[str]]:
    spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for speaker, text in turns:
        for word in content_words(text):
            spoken[word][speaker] += 1
    return spoken


def _of_field(label: str, field: frozenset[str], spoken: dict[str, Counter[str]]) -> float:
    """How much of the talk in these words is the label's."""
    total = 0.0
    for word in field:
        said = spoken.get(word)
        if said is not None and said[label]:
            total += said[label] / said.total() * min(1.0, math.log1p(said[label]))
    return min(_FIELD, 0.6 * total)
