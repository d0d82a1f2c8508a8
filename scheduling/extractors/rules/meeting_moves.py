"""A gathering that gets another day or hour while it is talked over."""

import re
from datetime import datetime

from scheduling.extractors.rules.deadlines import bare_day_near
from scheduling.extractors.rules.meeting_days import best_day, is_day_of_event, moved_to
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.meeting_words import events_only, same_event
from scheduling.extractors.rules.moments import as_date, at_hour_of, names_day, says_hour
from scheduling.extractors.rules.places import find_place
from scheduling.extractors.rules.reading import Reading, Sentence


def moves(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    """ "lùi lại một tuần, 22 tháng 3": the recent meeting gets a new day."""
    moved = reading.grammar.has("move", sentence.low) or _corrects(sentence, recent, reading)
    if sentence.is_question or not moved:
        return False
    days = [w for w in sentence.whens if is_day_of_event(w, reading)]
    named = None if days else bare_day_near(sentence, as_date(recent.start), reading)
    if named is not None:
        days = [named]
    if not days:
        return _moves_hour(sentence, recent)
    if _names_another(sentence, recent, reading):
        return False
    cue = reading.grammar.cues["move"].search(sentence.low)
    days = [when for when in days if cue is not None and when.begin >= cue.start()] or days
    start = moved_to(best_day(days), recent, reading)
    if start is None:
        return False
    hour = recent.start if isinstance(recent.start, datetime) else None
    before = recent.start
    recent.start = at_hour_of(start, hour) if hour is not None and not isinstance(start, datetime) else start
    recent.moved = recent.moved or recent.start != before
    recent.phrase = best_day(days).phrase
    recent.reading = best_day(days).reading
    recent.sentences.append(sentence.index)
    recent.weight += 0.3
    recent.place = find_place(sentence) or recent.place
    return True


def _names_another(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    """An event of another kind is named: that is a gathering of its own."""
    named = reading.grammar.has("event_strong", events_only(sentence.low, reading))
    return named and not same_event(sentence, recent, reading)


def _moves_hour(sentence: Sentence, recent: MeetingDraft) -> bool:
    """ "bảy giờ sớm quá, tám giờ đi": the last hour said, on the day known."""
    hours = [when for when in sentence.whens if says_hour(when) and not names_day(when) and when.rrule is None]
    if not hours or hours[-1].start is None or not isinstance(recent.start, datetime):
        return False
    recent.start, recent.moved = at_hour_of(recent.start, hours[-1].start), True
    recent.sentences.append(sentence.index)
    return True


def _corrects(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    """ "Vậy 16, thứ ba": after somebody objected to the day, the one who set it names another."""
    if sentence.index - recent.sentences[-1] > 4 or sentence.index == 0 or len(sentence.low.split()) > 14:
        return False
    if _OBJECTS.search(sentence.low) or _OBJECTS.search(reading.sentences[sentence.index - 1].low):
        return True
    setters = {reading.sentences[index].speaker for index in recent.sentences}
    before = reading.sentences[sentence.index - 1]
    objected = before.speaker != sentence.speaker and (
        reading.grammar.starts("refuse", before.low)
        or any(names_day(when) for when in before.whens)
        or reading.grammar.has("negated", before.low)
    )
    return sentence.speaker in setters and objected and _CONCLUDES.match(sentence.low) is not None


_OBJECTS = re.compile(
    r"(?<!\w)(?:(?:sớm|muộn|trễ|gấp|xa|gần|đông)(?: lắm| quá)|kẹt|vướng|trùng|bận|đi vắng|không (?:tiện|kịp|rảnh)|"
    r"is (?:bad|out|taken|a holiday)|are busy|i'm (?:busy|away|out)|clash(?:es)?|too (?:early|late|soon)|"
    r"doesn't work|won't work|can't (?:do|make))(?!\w)"
)
"""What is said against a day or an hour."""
_CONCLUDES = re.compile(
    r"(?:ừ |à |ờ |oh |well )?(?:vậy|thế|thì|rồi|thôi|ừ|ok|okay|then|so|right|fine|all right)(?!\w)"
)


def postponed(sentence: Sentence, drafts: list[MeetingDraft], reading: Reading) -> MeetingDraft | None:
    """An earlier meeting that this sentence moves: same kind of event, a word of moving."""
    if not reading.grammar.has("move", sentence.low):
        return None
    return next((draft for draft in reversed(drafts) if same_event(sentence, draft, reading)), None)


def set_start(draft: MeetingDraft, fresh: MeetingDraft) -> None:
    draft.moved = True
    if isinstance(draft.start, datetime) and not isinstance(fresh.start, datetime):
        draft.start = at_hour_of(fresh.start, draft.start)
    else:
        draft.start = fresh.start
    draft.phrase, draft.reading = fresh.phrase, fresh.reading
    draft.place = fresh.place or draft.place
