"""What in a sentence with a day speaks for a gathering on that day, and what for a deadline or another's business."""

import re
from collections.abc import Iterable, Sequence

from models.when import When
from scheduling.extractors.rules.meeting_days import HOLIDAY
from scheduling.extractors.rules.meeting_words import events_only, last_topic, sentences_around, spoken_of
from scheduling.extractors.rules.moments import says_hour
from scheduling.extractors.rules.places import find_place
from scheduling.extractors.rules.reading import Reading, Sentence


def gathering_signs(sentence: Sentence, days: Sequence[When], reading: Reading) -> frozenset[str]:
    """Names of the signs; ``days`` are the days to come in the sentence."""
    return frozenset(_signs(sentence, days, reading))


def _signs(sentence: Sentence, days: Sequence[When], reading: Reading) -> Iterable[str]:
    low = events_only(sentence.low, reading)
    hour = any(says_hour(when) for when in sentence.whens)
    place = find_place(sentence) is not None
    named = _how_named(sentence, low, reading)
    yield f"named:{named}"
    yield f"{named}+{'hour' if hour else 'day'}{'+place' if place else ''}"
    if place:
        yield "place"
    if _answers_when(sentence, reading):
        yield "answers_when"
    if not hour and HOLIDAY.search(days[0].phrase.lower()):
        yield "feast_only"
    if _SOMEBODY_ASKS.search(sentence.low):
        yield "asks_for_time"
    if _somebody_does(sentence, reading):
        yield "somebody_does"
    if _WORK.search(sentence.low):
        yield "work"
    if any(when.open == "before" for when in sentence.whens):
        yield "before"
    yield f"days:{min(3, len(days))}"
    weight = gathering_weight(sentence, days, reading)
    yield from (f"rules>={edge}" for edge in _WEIGHTS if weight >= edge)


_WEIGHTS = (-1.0, 0.0, 0.6, 1.0, 1.4, 1.7, 2.0, 2.4)
_NAMED = {"strong": 1.1, "weak": 0.6, "near": 0.6, "far": 0.5, "not": 0.6}


def gathering_weight(sentence: Sentence, days: Sequence[When], reading: Reading) -> float:
    """How strongly the rules alone hold that a gathering is set here; from about 1.7 on they are sure."""
    grammar, low = reading.grammar, events_only(sentence.low, reading)
    hour = any(says_hour(when) for when in sentence.whens)
    place = find_place(sentence) is not None
    named = _how_named(sentence, low, reading)
    if named == "not" and not (
        hour and place and (_answers_when(sentence, reading) or not grammar.has("action", low))
    ):
        return -3.0
    work = _SOMEBODY_ASKS.search(sentence.low) or _somebody_does(sentence, reading) or _WORK.search(sentence.low)
    weight = _NAMED[named]
    weight += 0.8 if hour else 0.0
    weight += 0.3 if grammar.has("event_force", low) else 0.0
    weight += 0.5 if place or grammar.has("rendezvous", low) or grammar.has("online", low) else 0.0
    weight += 0.4 if any(when.rrule for when in sentence.whens) else 0.0
    weight += 0.3 if _answers_when(sentence, reading) else 0.0
    weight += 0.5 if grammar.has("convene", low) else 0.0
    weight -= 1.5 if grammar.has("past_event", low) else 0.0
    weight -= 1.0 if grammar.has("hypothetical", low) else 0.0
    weight -= 0.6 if sentence.is_question else 0.0
    weight -= 1.5 if grammar.has("other_event", low) else 0.0
    weight -= 0.9 if work or any(when.open == "before" for when in sentence.whens) else 0.0
    after = next(
        (o for o in reading.sentences[sentence.index + 1 : sentence.index + 3] if o.speaker != sentence.speaker), None
    )
    weight += 0.3 if after is not None and grammar.starts("accept", after.low) else 0.0
    weight -= 1.0 if after is not None and grammar.starts("refuse", after.low) else 0.0
    return weight - (1.0 if not hour and HOLIDAY.search(days[0].phrase.lower()) else 0.0)


def _how_named(sentence: Sentence, low: str, reading: Reading) -> str:
    """Whether an event is named in the sentence, beside it, a while ago, or not at all."""
    if reading.grammar.has("event_strong", low):
        return "strong"
    if reading.grammar.has("event", low):
        return "weak"
    if spoken_of(sentences_around(sentence, reading), reading):
        return "near"
    return "far" if last_topic(sentence, reading, -1) is not None else "not"


def _answers_when(sentence: Sentence, reading: Reading) -> bool:
    if sentence.index == 0:
        return False
    before = reading.sentences[sentence.index - 1]
    return before.speaker != sentence.speaker and reading.grammar.has("when_asked", before.low)


_WORK = re.compile(
    r"(?<!\w)(?:gửi|nộp|trình|soạn|hạn|báo cáo kết quả|hoàn thành|hoàn thiện|send|submit|"
    r"draft|deadline|due|release|bảo trì)(?!\w)"
)
"""A deliverable that merely mentions an event."""
_SOMEBODY_ASKS = re.compile(
    r"(?:cho|xin) (?:em|tôi|tui|con|cháu)(?: xin)? (?:thứ|đến|tới|qua|sang|ngày|thêm|mai|mốt)(?!\w)"
)
"""Asking for more time is bargaining over work."""


def _somebody_does(sentence: Sentence, reading: Reading) -> bool:
    """ "thầy Hùng làm kịch bản lễ …": a person and a piece of work stand before the event."""
    event = reading.grammar.cues["event_strong"].search(sentence.low)
    first = sentence.mentions[0] if sentence.mentions else None
    if event is None or first is None or first.stop > event.start() or first.begin > 15:
        return False
    doing = sentence.low[first.stop : event.start()].strip(" ,")
    action = reading.grammar.cues["action"].match(doing)
    return action is not None and not reading.grammar.starts("event_force", doing) and len(doing) > len(action[0]) + 2
