"""Gatherings fixed in the conversation: an event, a day, and somebody entitled to say so."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.findings import CivilTime, PlannedMeeting
from models.when import Grain, When
from scheduling.dates import start_value
from scheduling.extractors.rules.deadlines import bare_day_near
from scheduling.extractors.rules.evidence import cite
from scheduling.extractors.rules.lists import ordered_list
from scheduling.extractors.rules.moments import as_date, at_hour_of, end_said, length_said, says_day, says_hour
from scheduling.extractors.rules.places import find_place
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.wording import finish

_ENOUGH = 1.7
_REACH = 4
"""Sentences over which place, hour and acceptance of a meeting are looked for."""


_TOPIC = 16
"""Sentences over which the subject of the talk is remembered."""


@dataclass(slots=True)
class MeetingDraft:
    """A meeting while it is being read; ``sentences`` are its evidence so far."""

    main: int
    start: CivilTime
    phrase: str
    reading: str
    weight: float
    sentences: list[int] = field(default_factory=list)
    end: datetime | None = None
    length: timedelta | None = None
    place: str | None = None
    rrule: str | None = None
    title: str = ""
    cancelled: bool = False
    doubts: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)


def draft_meetings(reading: Reading, names: dict[str, str]) -> list[MeetingDraft]:
    """Meetings that still stand at the end, in order; postponed ones have their last value."""
    drafts: list[MeetingDraft] = []
    for sentence in reading.sentences:
        near = [draft for draft in drafts[-3:] if sentence.index - draft.sentences[-1] <= _REACH + 1]
        recent = next((draft for draft in reversed(near) if draft.weight >= _ENOUGH), near[-1] if near else None)
        fresh = _propose(sentence, reading, drafts[-1].sentences[-1] if drafts else -1)
        if recent is not None and _moves(sentence, recent, reading, fresh):
            continue
        same_day = recent is None or fresh is None or as_date(fresh.start) == as_date(recent.start)
        if recent is not None and same_day and _completes(sentence, recent, reading):
            continue
        if fresh is not None:
            moved = _postponed(sentence, drafts, reading)
            if moved is None:
                drafts.append(fresh)
            else:
                _set_start(moved, fresh)
                moved.sentences.append(sentence.index)
        elif reading.grammar.has("call_off", sentence.low) and drafts:
            drafts[-1].cancelled = True
    kept = [draft for draft in drafts if draft.weight >= _ENOUGH and not draft.cancelled]
    for draft in kept:
        _participants(draft, reading, names)
    return kept


def finish_meeting(draft: MeetingDraft, reading: Reading) -> PlannedMeeting:
    end: CivilTime | None = draft.end
    if end is None and draft.length is not None and isinstance(draft.start, datetime):
        end = draft.start + draft.length
    if isinstance(end, datetime) and isinstance(draft.start, datetime) and end <= draft.start:
        end = None
    return PlannedMeeting(
        text=draft.title,
        start=draft.start,
        end=end if isinstance(draft.start, datetime) else None,
        phrase=draft.phrase,
        place=draft.place,
        participants=tuple(dict.fromkeys(draft.participants)),
        rrule=draft.rrule,
        evidence=cite(reading, draft.sentences),
        confidence=min(0.95, 0.35 + 0.2 * draft.weight),
        doubts=tuple(draft.doubts),
        reading=draft.reading,
    )


def _propose(sentence: Sentence, reading: Reading, since: int = -1) -> MeetingDraft | None:
    """A meeting set in ``sentence``; a subject spoken of before sentence ``since`` already has its meeting."""
    grammar = reading.grammar
    days = [when for when in sentence.whens if _is_day_of_event(when, reading)]
    if not days:
        return None
    low = events_only(sentence.low, reading)
    context = _neighbours(sentence, reading)
    hour = any(says_hour(when) for when in sentence.whens)
    place = find_place(sentence)
    topic = _topic(sentence, reading, since)
    weight = 0.0
    if grammar.has("event_strong", low):
        weight += 1.1
    elif grammar.has("event", low) or ((hour or place) and _spoken_of(context, reading)):
        weight += 0.6
    elif topic is not None:
        weight += 0.5
    elif hour and place and _answers_when(sentence, reading):
        weight += 0.6
    else:
        return None
    weight += 0.8 if hour else 0.0
    weight += 0.3 if grammar.has("event_force", low) else 0.0
    weight += 0.5 if place or grammar.has("rendezvous", low) or grammar.has("online", low) else 0.0
    weight += 0.4 if any(when.rrule for when in sentence.whens) else 0.0
    weight += 0.3 if _answers_when(sentence, reading) else 0.0
    weight -= 1.5 if grammar.has("past_event", low) else 0.0
    weight += 0.5 if grammar.has("convene", low) else 0.0
    weight -= 1.0 if grammar.has("hypothetical", low) else 0.0
    weight -= 0.6 if sentence.is_question else 0.0
    weight -= 1.5 if grammar.has("other_event", low) else 0.0
    weight -= 0.9 if _is_for_work(sentence) else 0.0
    weight -= 1.0 if not hour and _HOLIDAY.search(days[0].phrase.lower()) else 0.0
    after = _reply(sentence, reading)
    if after is not None and grammar.starts("accept", after.low):
        weight += 0.3
    if after is not None and grammar.starts("refuse", after.low):
        weight -= 1.0
    when = _best_day(days, grammar.cues["event_strong"].search(low))
    start = start_value(when, reference=reading.reference)
    if start is None:
        return None
    draft = MeetingDraft(sentence.index, start, when.phrase, when.reading, weight, [sentence.index])
    draft.rrule = next((w.rrule for w in sentence.whens if w.rrule), None)
    if draft.rrule:
        _first_of_series(draft, sentence, reading)
    draft.end = end_said(when)
    if not says_hour(when):
        _add_hour(draft, sentence, reading)
    draft.length = length_said(low)
    draft.place = place or ("online" if re.search(r"(?<!\w)online(?!\w)", low) else None)
    draft.title = _title(sentence, [*context, topic] if topic else context, reading)
    if when.doubt:
        draft.doubts.append("date_ambiguous")
    return draft


_HOLIDAY = re.compile(r"trung thu|tết|giỗ|rằm|quốc khánh|giáng sinh|phật đản|christmas|easter")
"""Feasts are dates and gatherings in one word: without an hour they are dates."""


def _topic(sentence: Sentence, reading: Reading, since: int) -> Sentence | None:
    """The last gathering spoken of, some sentences ago and after ``since``."""
    for other in reversed(reading.sentences[max(0, sentence.index - _TOPIC, since + 1) : sentence.index]):
        if reading.grammar.has("event_strong", events_only(other.low, reading)):
            return other
    return None


def _spoken_of(context: list[Sentence], reading: Reading) -> bool:
    return any(reading.grammar.has("event_strong", events_only(other.low, reading)) for other in context)


_BEGINS = re.compile(r"bắt đầu|từ |start|from |tuần sau|tuần tới|next week", re.IGNORECASE)


def _first_of_series(draft: MeetingDraft, sentence: Sentence, reading: Reading) -> None:
    """A weekly series begins in the week (or on the day) that is named as its beginning, with its own hour."""
    breath = [s for s in reading.sentences[sentence.index : sentence.index + 3] if s.speaker == sentence.speaker]
    whens = [when for s in breath for when in s.whens]
    weekly = draft.rrule is not None and draft.rrule.startswith("FREQ=WEEKLY") and "INTERVAL" not in draft.rrule
    begins = next((w for w in whens if not w.rrule and w.start is not None and _BEGINS.search(w.phrase)), None)
    if weekly and begins is not None and begins.start is not None and as_date(draft.start) < begins.start.date():
        days_on = (as_date(draft.start) - begins.start.date()).days % 7
        first = begins.start.date() + timedelta(days=days_on if begins.grain is Grain.WEEK else 0)
        draft.start = at_hour_of(first, draft.start) if isinstance(draft.start, datetime) else first
    until = next((w for w in whens if w.open == "before" and w.end is not None and not says_hour(w)), None)
    if until is not None and until.end is not None and draft.rrule and "UNTIL" not in draft.rrule:
        draft.rrule += f";UNTIL={(until.end - timedelta(days=1)):%Y%m%d}"
    if weekly and draft.rrule and "BYDAY" not in draft.rrule:
        draft.rrule = draft.rrule.replace("FREQ=WEEKLY", f"FREQ=WEEKLY;BYDAY={_DAYS[as_date(draft.start).weekday()]}")


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def events_only(low: str, reading: Reading) -> str:
    """The sentence without words that only look like an event ("phòng họp", "họp xong")."""
    return reading.grammar.cues["not_event"].sub(" ", low)


def _is_day_of_event(when: When, reading: Reading) -> bool:
    """A day or an hour of a day to come; "từ tuần sau", "trước ngày 10" and whole weeks or months are none."""
    if (
        when.grain in (Grain.YEAR, Grain.QUARTER, Grain.MONTH, Grain.WEEK)
        or when.open == "before"
        or not says_day(when)
    ):
        return False
    if when.open == "after" and not re.match(
        r"bắt đầu|từ (?:thứ|mai|mốt)|start|from (?:next|this)", when.phrase.lower()
    ):
        return False
    start = start_value(when, reference=reading.reference)
    return start is not None and as_date(start) >= reading.reference.date()


def _answers_when(sentence: Sentence, reading: Reading) -> bool:
    if sentence.index == 0:
        return False
    before = reading.sentences[sentence.index - 1]
    return before.speaker != sentence.speaker and reading.grammar.has("when_asked", before.low)


def _best_day(days: list[When], event: re.Match[str] | None = None) -> When:
    """One with an hour, else the one nearest to the event, else the first."""
    at = event.end() if event else 0
    return max(days, key=lambda w: (says_hour(w), not w.rrule, -abs(w.begin - at)))


def _as_said_before(hour: datetime, sentence: Sentence, reading: Reading) -> datetime:
    """ "half past eight", where "half past eight in the evening" was said a moment ago, is in the evening."""
    for other in reversed(reading.sentences[max(0, sentence.index - 8) : sentence.index]):
        for when in other.whens:
            same = when.start is not None and says_hour(when) and (when.start.hour - hour.hour) % 24 == 12
            if same and when.start is not None and when.start.minute == hour.minute and hour.hour < 12:
                return when.start
    return hour


_LATER_HALF = re.compile(r"(?<!\w)(?:tối|chiều|đêm|evening|afternoon|night)(?!\w)")


def _add_hour(draft: MeetingDraft, sentence: Sentence, reading: Reading) -> None:
    for when in sentence.whens:
        if says_hour(when) and not says_day(when) and when.start is not None:
            hour = _as_said_before(when.start, sentence, reading)
            if hour.hour < 12 and _LATER_HALF.search(draft.phrase.lower()):
                hour = hour.replace(hour=hour.hour + 12)
            draft.start = at_hour_of(draft.start, hour)
            draft.end = end_said(when)
            if draft.end is not None:
                draft.end = at_hour_of(draft.start, draft.end)
            draft.phrase = f"{draft.phrase} {when.phrase}" if draft.phrase else when.phrase
            return


def _neighbours(sentence: Sentence, reading: Reading) -> list[Sentence]:
    around = []
    for step in (-1, 1, -2, 2, -3, -4):
        index = sentence.index + step
        if 0 <= index < len(reading.sentences):
            other = reading.sentences[index]
            if step != 2 or other.speaker == sentence.speaker:
                around.append(other)
    return around


def _reply(sentence: Sentence, reading: Reading) -> Sentence | None:
    for other in reading.sentences[sentence.index + 1 : sentence.index + 3]:
        if other.speaker != sentence.speaker:
            return other
    return None


def _is_for_work(sentence: Sentence) -> bool:
    """A deliverable with a deadline that merely mentions an event."""
    return (
        any(when.open == "before" for when in sentence.whens)
        or re.search(
            r"(?<!\w)(?:gửi|nộp|trình|soạn|hạn|báo cáo kết quả|hoàn thành|hoàn thiện|send|submit|"
            r"draft|deadline|due|release|bảo trì)(?!\w)",
            sentence.low,
        )
        is not None
    )


def _moves(sentence: Sentence, recent: MeetingDraft, reading: Reading, fresh: MeetingDraft | None) -> bool:
    """ "lùi lại một tuần, 22 tháng 3": the recent meeting gets a new day."""
    if not reading.grammar.has("move", sentence.low) or sentence.is_question:
        return False
    days = [w for w in sentence.whens if _is_day_of_event(w, reading)]
    named = None if days else bare_day_near(sentence, as_date(recent.start), reading)
    if named is not None:
        days = [named]
    if not days or (fresh is not None and fresh.weight >= _ENOUGH and not _same_event(sentence, recent, reading)):
        return False
    moved = reading.grammar.cues["move"].search(sentence.low)
    days = [when for when in days if moved is not None and when.begin >= moved.start()] or days
    start = start_value(_best_day(days), reference=reading.reference)
    if start is None:
        return False
    hour = recent.start if isinstance(recent.start, datetime) else None
    recent.start = at_hour_of(start, hour) if hour is not None and not isinstance(start, datetime) else start
    recent.phrase = _best_day(days).phrase
    recent.reading = _best_day(days).reading
    recent.sentences.append(sentence.index)
    recent.weight += 0.3
    recent.place = find_place(sentence) or recent.place
    return True


def _completes(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    """Hour, place, length, people or assent said in the sentences right after."""
    low, grammar = sentence.low, reading.grammar
    if sentence.index - recent.sentences[-1] > _REACH or sentence.is_question:
        return False
    if any(_is_day_of_event(w, reading) and _other_day(w, recent, reading) for w in sentence.whens):
        return False
    took = False
    hours = [w for w in sentence.whens if says_hour(w) and not w.rrule and w.start is not None]
    if not isinstance(recent.start, datetime) and hours and hours[0].start is not None and hours[0].open != "before":
        recent.start = at_hour_of(recent.start, _as_said_before(hours[0].start, sentence, reading))
        recent.weight += 0.5
        took = True
    place = find_place(sentence)
    if recent.place is None and place and sentence.index - recent.sentences[-1] <= 2:
        recent.place = place
        recent.weight += 0.4
        took = True
    if recent.length is None and length_said(low) and sentence.index - recent.sentences[-1] <= 1:
        recent.length = length_said(low)
        took = True
    if re.search(r"(?<!\w)(?:thành phần|dự nghen|cùng dự|đi với|mời thêm|tham dự|as well|be there)(?!\w)", low):
        took = True
    if any(_is_day_of_event(w, reading) for w in sentence.whens) and (
        grammar.starts("accept", low) or reading.grammar.has("decide_choice", low) or len(low.split()) <= 8
    ):
        recent.weight += 0.4
        took = True
    speaker_before = reading.sentences[recent.sentences[-1]].speaker
    if (
        sentence.index - recent.sentences[-1] == 1
        and sentence.speaker != speaker_before
        and grammar.starts("accept", low)
        and not grammar.starts("weak_accept", low)
        and len(low) < 60
        and not sentence.whens
    ):
        recent.weight += 0.2
        return True
    if took:
        recent.sentences.append(sentence.index)
    return took


def _other_day(when: When, recent: MeetingDraft, reading: Reading) -> bool:
    """A bare weekday ("vậy thì thứ năm") agrees with any day that falls on it."""
    start = start_value(when, reference=reading.reference)
    if start is None or as_date(start) == as_date(recent.start):
        return False
    bare = re.fullmatch(r"(?:sáng |chiều |tối )?(?:thứ \w+|chủ nhật)|(?:on )?\w+day", when.phrase.strip().lower())
    return not (bare and as_date(start).weekday() == as_date(recent.start).weekday())


def _postponed(sentence: Sentence, drafts: list[MeetingDraft], reading: Reading) -> MeetingDraft | None:
    """An earlier meeting that this sentence moves: same kind of event, a word of moving."""
    if not reading.grammar.has("move", sentence.low):
        return None
    return next((draft for draft in reversed(drafts) if _same_event(sentence, draft, reading)), None)


def _same_event(sentence: Sentence, draft: MeetingDraft, reading: Reading) -> bool:
    """Both name the same kind of event, or the sentence names none."""
    cue = reading.grammar.cues["event_strong"]
    events = {match[0] for match in cue.finditer(events_only(sentence.low, reading))}
    said = {
        match[0]
        for index in draft.sentences
        for match in cue.finditer(events_only(reading.sentences[index].low, reading))
    }
    return bool(events & said)


def _set_start(draft: MeetingDraft, fresh: MeetingDraft) -> None:
    if isinstance(draft.start, datetime) and not isinstance(fresh.start, datetime):
        draft.start = at_hour_of(fresh.start, draft.start)
    else:
        draft.start = fresh.start
    draft.phrase, draft.reading = fresh.phrase, fresh.reading
    draft.place = fresh.place or draft.place


_TITLE_ENDS = tuple(",;.?") + tuple(f" {word} " for word in ordered_list("title_ends"))


def _title(sentence: Sentence, context: list[Sentence], reading: Reading) -> str:
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
            title = finish(source.text[match.start() : stop], reading.grammar)
            if title:
                return title
    return finish(sentence.text[:80], reading.grammar) or sentence.text[:80]


def _first_event(source: Sentence, reading: Reading, cue: str) -> re.Match[str] | None:
    masked = reading.grammar.cues["not_event"].sub(lambda match: " " * len(match[0]), source.low)
    return reading.grammar.cues[cue].search(masked)


_WITH_ME = re.compile(
    r"(?<!\w)(?:tui|tôi) .*(?:dự|đi)(?!\w)|(?:đi|dự) .*với (?:tui|tôi)(?!\w)|i(?:'ll| will) be there|with me(?!\w)"
)


def _participants(draft: MeetingDraft, reading: Reading, names: dict[str, str]) -> None:
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
