"""Which of the days and hours in talk are those of a gathering."""

import re
from datetime import datetime, timedelta

from models.findings import CivilTime
from models.when import Grain, When
from scheduling.dates import start_value
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import as_date, at_hour_of, end_said, says_day, says_hour
from scheduling.extractors.rules.reading import Reading, Sentence

HOLIDAY = re.compile(r"trung thu|tết|giỗ|rằm|quốc khánh|giáng sinh|phật đản|christmas|easter")
"""Feasts are dates and gatherings in one word: without an hour they are dates."""


_BEGINS = re.compile(r"bắt đầu|từ |start|from |tuần sau|tuần tới|next week", re.IGNORECASE)


def first_of_series(draft: MeetingDraft, sentence: Sentence, reading: Reading) -> None:
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


def is_day_of_event(when: When, reading: Reading) -> bool:
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


def best_day(days: list[When], event: re.Match[str] | None = None) -> When:
    """One with an hour, else the one nearest to the event, else the first."""
    at = event.end() if event else 0
    return max(days, key=lambda w: (says_hour(w), not w.rrule, -abs(w.begin - at)))


def as_said_before(hour: datetime, sentence: Sentence, reading: Reading) -> datetime:
    """ "half past eight", where "half past eight in the evening" was said a moment ago, is in the evening."""
    for other in reversed(reading.sentences[max(0, sentence.index - 8) : sentence.index]):
        for when in other.whens:
            same = when.start is not None and says_hour(when) and (when.start.hour - hour.hour) % 24 == 12
            if same and when.start is not None and when.start.minute == hour.minute and hour.hour < 12:
                return when.start
    return hour


_LATER_HALF = re.compile(r"(?<!\w)(?:tối|chiều|đêm|evening|afternoon|night)(?!\w)")


def is_later_half(sentence: Sentence, when: When) -> bool:
    """ "tối thứ bảy … lúc sáu giờ" is at six in the evening, unless the phrase itself says morning."""
    near = sentence.low[max(0, when.begin - 24) : when.stop]
    return _LATER_HALF.search(near) is not None and re.search(r"sáng|morning|(?<!\w)am(?!\w)", near) is None


def add_hour(draft: MeetingDraft, sentence: Sentence, reading: Reading) -> None:
    for when in sentence.whens:
        if says_hour(when) and not says_day(when) and when.start is not None:
            hour = as_said_before(when.start, sentence, reading)
            if hour.hour < 12 and _LATER_HALF.search(draft.phrase.lower()):
                hour = hour.replace(hour=hour.hour + 12)
            draft.start = at_hour_of(draft.start, hour)
            draft.end = end_said(when)
            if draft.end is not None:
                draft.end = at_hour_of(draft.start, draft.end)
            draft.phrase = f"{draft.phrase} {when.phrase}" if draft.phrase else when.phrase
            return


def names_other_day(sentence: Sentence, recent: MeetingDraft, reading: Reading) -> bool:
    return any(is_day_of_event(when, reading) and _is_other_day(when, recent, reading) for when in sentence.whens)


def moved_to(when: When, recent: MeetingDraft, reading: Reading) -> CivilTime | None:
    """The new day; a bare weekday is one of the week in which the gathering was to be."""
    start = start_value(when, reference=reading.reference)
    if start is None or isinstance(start, datetime) or not is_bare_weekday(when.phrase):
        return start
    known = as_date(recent.start)
    same_week = known + timedelta(days=start.weekday() - known.weekday())
    return same_week if same_week >= start else start


def is_bare_weekday(phrase: str) -> bool:
    said = phrase.strip().lower()
    return (
        re.fullmatch(
            r"(?:qua |sang |tới |vào )?(?:sáng |trưa |chiều |tối )?(?:thứ \w+|chủ nhật)|(?:on )?\w+days?", said
        )
        is not None
    )


def _is_other_day(when: When, recent: MeetingDraft, reading: Reading) -> bool:
    """A bare weekday ("vậy thì thứ năm") agrees with any day that falls on it."""
    start = start_value(when, reference=reading.reference)
    if start is None or as_date(start) == as_date(recent.start):
        return False
    return not (is_bare_weekday(when.phrase) and as_date(start).weekday() == as_date(recent.start).weekday())
