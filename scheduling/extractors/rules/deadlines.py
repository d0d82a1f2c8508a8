"""Which of the dates in a sentence is the deadline of the work it speaks of."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from models.when import When
from scheduling.dates import find_dates
from scheduling.extractors.rules.moments import COARSE, names_day
from scheduling.extractors.rules.reading import Reading, Sentence

_BOUNDED = re.compile(
    r"trong|hết|cuối|đầu|giữa|trước|chậm|muộn|by|end|early|mid|before|within|during|until", re.IGNORECASE
)
_NEGATED = re.compile(r"(?:không phải|chứ không|thay vì|chứ đâu phải|not|instead of|rather than)\W*(?:\w+\W+)?$")
_DONE = re.compile(r"\s*(?:\w+ )?rồi(?!\w)")
"""After a date: it tells when something was done."""
_NUMBER = (
    r"\d{1,2}|(?:mùng|mồng) \w+|(?:hăm|hai mươi|hai mốt|ba mươi|mười|hai|ba)"
    r"(?: (?:mươi|mốt|một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|tám|chín))?"
)
_BARE_DAY = re.compile(
    rf"(?:^|(?:ngày|tới|đến|hôm|là|vậy|thế|vâng|dạ|được|ừ|rồi|sang|qua|vào|lại|thì|the|,)\s+)({_NUMBER})"
    r"(?=\s*(?:$|[.,;!]|ạ|nha|nhé|đi|nghe|được|cũng))"
)


def deadline(sentence: Sentence, reading: Reading) -> When | None:
    """The date the sentence sets: after a word of bargaining the first, else a closing one, else the last."""
    dated = [
        when
        for when in sentence.whens
        if is_deadline(when, reading)
        and not is_negated(sentence, when.begin)
        and (when.open == "before" or _DONE.match(sentence.low, when.stop) is None)
    ]
    dated = [when for when in dated if names_day(when)] or dated
    if not dated:
        return None
    cue = reading.grammar.cues["date_request"].search(sentence.low)
    asked = [when for when in dated if cue and when.stop > cue.start()]
    if asked:
        return asked[0]
    closing = [when for when in dated if when.open == "before"]
    return (closing or dated)[-1]


def is_negated(sentence: Sentence, begin: int) -> bool:
    """ "chứ không phải thứ sáu": what begins there is ruled out."""
    return _NEGATED.search(sentence.low[:begin]) is not None


def is_deadline(when: When, reading: Reading) -> bool:
    """Neither past nor recurring, and no bare month or year that happens to stand there."""
    if when.rrule is not None:
        return False
    if when.grain in COARSE and when.open is None and _BOUNDED.search(when.phrase) is None:
        return False
    moment = when.end or when.start
    if moment is None:
        return False
    if not when.grain.is_civil_date and moment.date() == reading.reference.date():
        return moment >= reading.reference
    return moment >= reading.reference.replace(hour=0, minute=0)


def bare_day(sentence: Sentence, due: When | None, reading: Reading) -> When | None:
    """ "Vâng, 25 ạ", "cho tới 25": a day of the month under discussion, said as a number alone."""
    moment = (due.end - timedelta(seconds=1) if due.end is not None else due.start) if due is not None else None
    if moment is None or sentence.whens or len(sentence.low.split()) > 9:
        return None
    return bare_day_near(sentence, moment.date(), reading)


def bare_day_near(sentence: Sentence, known: date, reading: Reading) -> When | None:
    """The day of ``known``'s month that the sentence names by its number alone."""
    match = _BARE_DAY.search(sentence.low)
    if match is None:
        return None
    return _day_of_month(match[1], known.month, reading.reference, reading.zone)


@lru_cache(maxsize=4096)
def _day_of_month(number: str, month: int, reference: datetime, zone: str) -> When | None:
    """The same few days are asked for again and again in one meeting."""
    found = find_dates(f"ngày {number} tháng {month}", reference=reference, zone=zone, language="vi")
    return found[0] if found and found[0].doubt is None and found[0].start is not None else None
