"""Gatherings fixed in the conversation: an event, a day, and somebody entitled to say so."""

import re
from dataclasses import replace
from datetime import datetime

from models.findings import CivilTime, PlannedMeeting
from scheduling.dates import start_value
from scheduling.extractors.rules.assessor import Assessor
from scheduling.extractors.rules.evidence import cite
from scheduling.extractors.rules.meeting_days import (
    add_hour,
    as_said_before,
    best_day,
    first_of_series,
    is_day_of_event,
    is_later_half,
    names_other_day,
)
from scheduling.extractors.rules.meeting_draft import ENOUGH, LEAST, MeetingDraft
from scheduling.extractors.rules.meeting_merge import merge_same
from scheduling.extractors.rules.meeting_moves import moves, postponed, set_start
from scheduling.extractors.rules.meeting_words import (
    attend,
    events_only,
    last_topic,
    name_of,
    sentences_around,
)
from scheduling.extractors.rules.moments import as_date, at_hour_of, end_said, length_said, names_day, says_hour
from scheduling.extractors.rules.places import find_place
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.start_choice import StartCandidate, StartChoice

_REACH = 4
"""Sentences over which place, hour and acceptance of a meeting are looked for."""


def draft_meetings(reading: Reading, names: dict[str, str], assessor: Assessor) -> list[MeetingDraft]:
    """Meetings that still stand at the end, in order; postponed ones have their last value."""
    kept = [draft for draft in timed_meetings(reading, assessor) if assessor.meeting_margin(draft) > 0]
    for draft in kept:
        attend(draft, reading, names)
    return kept


def timed_meetings(reading: Reading, assessor: Assessor) -> list[MeetingDraft]:
    """Whatever may be a meeting, each with the day and hour that were agreed in the end."""
    drafts = sketch_meetings(reading, assessor)
    if assessor.by_rules:
        return drafts
    choice = StartChoice(reading, assessor.signs, drafts)
    return merge_same([begun(draft, choice.choose(draft, assessor.judge)) for draft in drafts])


def sketch_meetings(reading: Reading, assessor: Assessor) -> list[MeetingDraft]:
    """Whatever may be a meeting and was not called off."""
    drafts: list[MeetingDraft] = []
    for sentence in reading.sentences:
        near = [draft for draft in drafts[-3:] if sentence.index - draft.sentences[-1] <= _REACH + 1]
        recent = next((draft for draft in reversed(near) if draft.weight >= ENOUGH), near[-1] if near else None)
        since = max((draft.sentences[-1] for draft in drafts if draft.weight >= ENOUGH), default=-1)
        fresh = _propose(sentence, reading, assessor, since)
        if recent is not None and moves(sentence, recent, reading):
            continue
        same_day = recent is None or fresh is None or not names_other_day(sentence, recent, reading)
        if recent is not None and same_day and _completes(sentence, recent, reading):
            continue
        if fresh is not None and recent is not None and same_day and (fresh.weight < ENOUGH or _again(fresh, recent)):
            continue
        if fresh is not None:
            moved = postponed(sentence, drafts, reading)
            if moved is None:
                drafts.append(fresh)
            else:
                set_start(moved, fresh)
                moved.sentences.append(sentence.index)
        elif reading.grammar.has("call_off", sentence.low) and drafts:
            drafts[-1].cancelled = True
    return [draft for draft in drafts if not draft.cancelled]


def _again(fresh: MeetingDraft, recent: MeetingDraft) -> bool:
    """The day of the meeting under discussion, said once more with no other hour."""
    same = recent.weight >= ENOUGH and as_date(fresh.start) == as_date(recent.start) and fresh.place is None
    return same and (not isinstance(fresh.start, datetime) or fresh.start == recent.start)


def begun(draft: MeetingDraft, start: StartCandidate) -> MeetingDraft:
    """The draft with the start that was chosen, and the end and the series moved with it."""
    if start.value == draft.start:
        return draft
    moved = replace(draft, start=start.value, phrase=start.phrase, reading=start.reading)
    moved.sentences = list(dict.fromkeys([*draft.sentences, *start.sentences]))
    if draft.end is not None:
        moved.end = at_hour_of(start.value, draft.end)
    return moved


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
        doubts=tuple(dict.fromkeys([*draft.doubts, *_doubts(draft, reading)])),
        reading=draft.reading,
    )


def _doubts(draft: MeetingDraft, reading: Reading) -> list[str]:
    return ["date_ambiguous"] if any(reading.sentences[index].names_no_date for index in draft.sentences) else []


def _propose(sentence: Sentence, reading: Reading, assessor: Assessor, since: int = -1) -> MeetingDraft | None:
    """A meeting set in ``sentence``; a subject spoken of before sentence ``since`` already has its meeting."""
    days = [when for when in sentence.whens if is_day_of_event(when, reading)]
    if not days:
        return None
    low = events_only(sentence.low, reading)
    when = best_day(days, reading.grammar.cues["event_strong"].search(low))
    start = start_value(when, reference=reading.reference)
    weight = assessor.weight_of_gathering(sentence, days)
    if start is None or weight < LEAST:
        return None
    place, topic = find_place(sentence), last_topic(sentence, reading, since)
    context = sentences_around(sentence, reading)
    if isinstance(start, datetime) and start.hour < 12 and is_later_half(sentence, when):
        start = start.replace(hour=start.hour + 12)
    draft = MeetingDraft(sentence.index, start, when.phrase, when.reading, weight, [sentence.index])
    draft.rrule = next((w.rrule for w in sentence.whens if w.rrule), None)
    if draft.rrule:
        first_of_series(draft, sentence, reading)
    draft.end = end_said(when)
    if not says_hour(when):
        add_hour(draft, sentence, reading)
    if not isinstance(draft.start, datetime):
        _hour_before(draft, sentence, reading)
    draft.length = length_said(low)
    draft.place = place or ("online" if re.search(r"(?<!\w)online(?!\w)", low) else None)
    draft.title = name_of(sentence, [*context, topic] if topic else context, reading)
    if when.doubt:
        draft.doubts.append("date_ambiguous")
    return draft


def _hour_before(draft: MeetingDraft, sentence: Sentence, reading: Reading) -> None:
    """A recogniser cut "lễ … bảy giờ sáng | mùng năm tháng chín": the hour stands in the sentence before."""
    if sentence.index == 0:
        return
    before = reading.sentences[sentence.index - 1]
    named = reading.grammar.has("event_strong", events_only(before.low, reading))
    alone = before.whens and not any(names_day(when) for when in before.whens)
    if before.speaker == sentence.speaker and named and alone and not before.is_question:
        add_hour(draft, before, reading)
        draft.sentences.insert(0, before.index)


def _completes(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    """Hour, place, length, people or assent said in the sentences right after."""
    low, grammar = sentence.low, reading.grammar
    if sentence.index - recent.sentences[-1] > _REACH or sentence.is_question:
        return False
    if names_other_day(sentence, recent, reading):
        return False
    took = False
    hours = [w for w in sentence.whens if says_hour(w) and not w.rrule and w.start is not None]
    if not isinstance(recent.start, datetime) and hours and hours[0].start is not None and hours[0].open != "before":
        recent.start = at_hour_of(recent.start, as_said_before(hours[0].start, sentence, reading))
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
    if any(is_day_of_event(w, reading) for w in sentence.whens) and (
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
