"""Which person an anonymous voice is, from how people introduce themselves, call each other and answer."""

import re
from collections import defaultdict

from models.conversation import Conversation
from scheduling.extractors.rules.grammar import Grammar
from scheduling.extractors.rules.naming import best_naming
from scheduling.extractors.rules.people import Roster, is_name
from scheduling.extractors.rules.speaker_hints import speaker_hints
from scheduling.extractors.rules.text import lower, tidy

_INTRODUCTION = r"(?:(?:em|tôi|tui|con|cháu|mình) (?:là |tên )?|i'm |i am |this is |my name is )"
_LEAST = 0.8
"""Score below which nobody is named: one address answered by the next voice is enough, a mere mention is not."""


def identify_speakers(conversation: Conversation, roster: Roster, grammar: Grammar) -> dict[str, str]:
    """Label → person's name for every speaker that can be told; names map to themselves."""
    known = {speaker: speaker for speaker in conversation.speakers if is_name(speaker)}
    labels = [speaker for speaker in conversation.speakers if speaker not in known]
    if not labels or not roster.people:
        return known
    scores = _votes(conversation, roster, grammar)
    for pair, hint in speaker_hints(conversation, roster, labels).items():
        scores[pair] = scores.get(pair, 0.0) + hint
    free = [person.name for person in roster.people if person.name not in known]
    known |= best_naming(labels, free, scores, least=_LEAST)
    _last_one(labels, known, {name for name in free if name not in known.values()})
    return known


def _votes(conversation: Conversation, roster: Roster, grammar: Grammar) -> dict[tuple[str, str], float]:
    votes: defaultdict[tuple[str, str], float] = defaultdict(float)
    bare = conversation.language != "vi"
    turns = [(u.speaker, tidy(u.text)) for u in conversation.utterances if u.speaker is not None]
    for index, (speaker, text) in enumerate(turns):
        low = lower(text)
        mentions = [m for m in roster.find(text, bare) if m.kind == "person"]
        following = _next_voice(turns, index)
        previous = _previous_voice(turns, index)
        for mention in mentions:
            if introduces(low, mention.begin, mention.stop) or _on_the_line(low, mention.begin, mention.stop):
                votes[speaker, mention.name] += 4
                continue
            votes[speaker, mention.name] -= 2
            called = _is_called(low, mention.begin, mention.stop)
            if following is not None and called:
                answer = lower(turns[following][1])
                weight = 2.0 if grammar.starts("accept", answer) else 1.0
                votes[turns[following][0], mention.name] += weight * (1.0 if following == index + 1 else 0.5)
            elif following == index + 1 and grammar.starts("accept", lower(turns[following][1])):
                votes[turns[following][0], mention.name] += 1.0
            if previous is not None and called and _answers(low):
                votes[turns[previous][0], mention.name] += 1.0
        announced = _ANNOUNCED.search(low)
        bearer = roster.bearer_of(announced[1] or announced[2]) if announced else None
        if bearer is not None and not any(m.name == bearer for m in mentions):
            votes[speaker, bearer] += 4
        for person in roster.people:
            if _speaks_for(low, person.department, person.title):
                votes[speaker, person.name] += 1.5
    return votes


def introduces(low: str, begin: int, stop: int) -> bool:
    """ "em là Hà", "dạ cháu vy bên tổ thư viện", "tôi tài phòng máy xin báo": the name is the speaker's own."""
    if re.search(_INTRODUCTION + "$", low[:begin]) and not re.match(
        r"(?:anh|chị|chú|bác|cô|đồng chí)\b", low[begin:stop]
    ):
        return True
    humble = re.match(r"(?:em|con|cháu|tôi|tui)\s", low[begin:stop])
    opens = re.fullmatch(r"(?:(?:dạ|thưa|vâng|ờ|à|thì|là|kính thưa)\b.{0,25})?", low[:begin])
    return bool(
        humble
        and opens
        and re.match(
            r"\s*,?\s*(?:bên|ở|tổ|phòng|khoa|bí thư|trưởng|phó|cảnh sát|công an|xin|chi|đại diện|là)\b", low[stop:]
        )
    )


_ANNOUNCED = re.compile(r"(?<!\w)(?:it's|it is|this is) (\w+) (?:here|speaking)(?!\w)|^(?:\w+ )?(\w+) speaking(?!\w)")
""" "it's An here", "Dana speaking": also names that are everyday words."""


def _on_the_line(low: str, begin: int, stop: int) -> bool:
    """ "Chloe speaking", "this is Chloe here" """
    presents = re.search(r"(?:it's|it is|this is) $", low[:begin]) is not None
    return re.match(r"\s*,?\s*speaking(?!\w)", low[stop:]) is not None or (
        presents and re.match(r"\s*,?\s*here(?!\w)", low[stop:]) is not None
    )


def _is_called(low: str, begin: int, stop: int) -> bool:
    """A name near the start, or at the very end, of what is said calls its bearer."""
    return begin <= 28 or stop >= len(low) - 8


def _answers(low: str) -> bool:
    return re.match(r"(?:dạ|vâng|thưa|báo cáo|yes|thank you|cảm ơn|cám ơn)\b", low) is not None


def _speaks_for(low: str, department: str | None, title: str | None) -> bool:
    """ "dạ trạm y tế báo cáo", "em duy cảnh sát khu vực": the speaker names the own unit or title."""
    for own in (department, title):
        if own is None:
            continue
        core = lower(own).replace(" phường", "").replace(" quận", "")
        head = re.escape(core)
        if re.match(
            rf"(?:dạ |thưa |vâng |em |tôi |bên |con |\w+ ){{0,4}}{head} (?:em |tôi |tui |xin |báo cáo|chúng)", low
        ):
            return True
        if re.search(rf"(?:em|con|tôi|tui) (?:\w+ ){{0,2}}{head}", low):
            return True
    return False


def _next_voice(turns: list[tuple[str, str]], index: int) -> int | None:
    for later in range(index + 1, min(index + 4, len(turns))):
        if turns[later][0] != turns[index][0]:
            return later
    return None


def _previous_voice(turns: list[tuple[str, str]], index: int) -> int | None:
    for earlier in range(index - 1, max(index - 4, -1), -1):
        if turns[earlier][0] != turns[index][0]:
            return earlier
    return None


def _last_one(labels: list[str], known: dict[str, str], free: set[str]) -> None:
    """When everybody but one is told, and as many spoke as were invited, the last voice is the last person."""
    open_labels = [label for label in labels if label not in known]
    if len(open_labels) == 1 and len(free) == 1:
        known[open_labels[0]] = free.pop()
