"""What a gathering is called, who is named to attend, and where in the talk it is spoken of."""

import re

from scheduling.extractors.rules.lists import ordered_list
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.wording import finish

_TOPIC = 16
"""Sentences over which the subject of the talk is remembered."""


def last_topic(sentence: Sentence, reading: Reading, since: int) -> Sentence | None:
    """The last gathering spoken of, some sentences ago and after ``since``."""
    for other in reversed(reading.sentences[max(0, sentence.index - _TOPIC, since + 1) : sentence.index]):
        if reading.grammar.has("event_strong", events_only(other.low, reading)):
            return other
    return None


def spoken_of(context: list[Sentence], reading: Reading) -> bool:
    return any(reading.grammar.has("event_strong", events_only(other.low, reading)) for other in context)


def events_only(low: str, reading: Reading) -> str:
    """The sentence without words that only look like an event ("phòng họp", "họp xong")."""
    return reading.grammar.cues["not_event"].sub(" ", low)


def sentences_around(sentence: Sentence, reading: Reading) -> list[Sentence]:
    around = []
    for step in (-1, 1, -2, 2, -3, -4):
        index = sentence.index + step
        if 0 <= index < len(reading.sentences):
            other = reading.sentences[index]
            if step < 0 or other.speaker == sentence.speaker:
                around.append(other)
    return around


def same_event(sentence: Sentence, draft: MeetingDraft, reading: Reading) -> bool:
    """Both name the same kind of event, or the sentence names none."""
    cue = reading.grammar.cues["event_strong"]
    events = {match[0] for match in cue.finditer(events_only(sentence.low, reading))}
    said = {
        match[0]
        for index in draft.sentences
        for match in cue.finditer(events_only(reading.sentences[index].low, reading))
    }
    return bool(events & said)


_TITLE_ENDS = tuple(",;.?") + tuple(f" {word} " for word in ordered_list("title_ends"))


def name_of(sentence: Sentence, context: list[Sentence], reading: Reading) -> str:
    asked = context[0:1] if context and context[0].index < sentence.index and context[0].is_question else []
    for source in [*asked, sentence, *context]:
        match = _first_event(source, reading, "event_strong") or (
            _first_event(source, reading, "event") if source is sentence else None
        )
        if match:
            stop = min(
                [len(source.text), match.start() + 90]
                + [w.begin for w in source.whens if w.begin > match.start()]
                + [i for i in (source.text.find(mark, match.end()) for mark in _TITLE_ENDS) if i > 0]
            )
            begin = 0 if _COMES.match(match[0]) else match.start()
            title = finish(source.text[begin:stop], reading.grammar)
            if title:
                return title
    return finish(sentence.text[:80], reading.grammar) or sentence.text[:80]


_COMES = re.compile(r"(?:is |are |will )?(?:com(?:es?|ing)|arrives?|visit(?:ing)?|convenes|gather|sits)(?!\w)")
"""Events told by what somebody does; who it is stands before."""


def _first_event(source: Sentence, reading: Reading, cue: str) -> re.Match[str] | None:
    masked = reading.grammar.cues["not_event"].sub(lambda match: " " * len(match[0]), source.low)
    return reading.grammar.cues[cue].search(masked)


_WITH_ME = re.compile(
    r"(?<!\w)(?:tui|tôi) .*(?:dự|đi)(?!\w)|(?:đi|dự) .*với (?:tui|tôi)(?!\w)|i(?:'ll| will) be there|with me(?!\w)"
)


def attend(draft: MeetingDraft, reading: Reading, names: dict[str, str]) -> None:
    for index in draft.sentences:
        sentence = reading.sentences[index]
        listed = re.search(
            r"(?<!\w)(?:mời|dự|tham dự|thành phần|có|gồm|đi với|cùng|join|with|want|i will be there|"
            r"kết nối|họp)(?!\w)",
            sentence.low,
        )
        if listed is None:
            continue
        if sentence.speaker and _WITH_ME.search(sentence.low):
            draft.participants.append(names.get(sentence.speaker, sentence.speaker))
        draft.participants.extend(m.name for m in sentence.mentions if m.kind in ("person", "unit"))
