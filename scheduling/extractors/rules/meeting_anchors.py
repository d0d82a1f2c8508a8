"""Deadlines that hang on a gathering: "trước giờ họp", "trước hôm đoàn về năm ngày", "two days before the visit"."""

import re
from collections.abc import Sequence
from datetime import timedelta

from models.findings import CivilTime
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import NUMBERS, as_date
from scheduling.extractors.rules.reading import Sentence

_BY_ITS_HOUR = re.compile(
    r"(?:trước|cho|tới|đến|vào|kịp) (?:giờ |cuộc |buổi |lần |phiên )?(?:họp|hội chẩn|hội nghị|"
    r"giao ban|tập huấn|meeting)"
    r"(?: tới| sau)?|before the (?:meeting|visit|session|workshop|call|drill)|by the next meeting"
)
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
_UNIT = r"(?P<unit>ngày|hôm|bữa|tuần|days?|weeks?)"
_EVENT_DAY = r"(?:đó|(?:hôm|bữa|buổi|ngày|cuộc|khi|lúc|lễ|họp|hội nghị)(?: [^\W\d]+){0,4}?)"
_DAYS_BEFORE = (
    re.compile(rf"(?<!\w)trước {_EVENT_DAY} {_COUNT} {_UNIT}(?!\w)"),
    re.compile(rf"(?<!\w){_COUNT} {_UNIT} trước (?:đó|khi|hôm|bữa|buổi|cuộc|lễ|họp|hội nghị)(?!\w)"),
    re.compile(
        rf"(?<!\w){_COUNT} {_UNIT} (?:before|ahead of|prior to)(?=\s*[.,;]|\s*$| (?:that|it|then|the|our|this)(?!\w))"
    ),
    re.compile(r"(?<!\w)(?:the )(?P<unit>day|week) before(?: that| it| the \w+)?(?!\w)"),
    re.compile(r"(?<!\w)trước (?:đó )?(?P<count>một|1) (?P<unit>hôm|ngày|tuần|bữa)(?!\w)"),
)


def hangs_on_meeting(low: str) -> bool:
    """Whether ``low`` counts days back from a gathering."""
    return any(pattern.search(low) for pattern in _DAYS_BEFORE)


def before_meeting(sentence: Sentence, meetings: Sequence[MeetingDraft]) -> tuple[CivilTime, str] | None:
    """The deadline ``sentence`` hangs on the gathering last spoken of, and its words."""
    meeting = _last_spoken_of(sentence, meetings)
    if meeting is None:
        return None
    for pattern in _DAYS_BEFORE:
        said = pattern.search(sentence.low)
        if said is not None:
            return as_date(meeting.start) - timedelta(days=_days(said)), _words(sentence, said)
    by_hour = _BY_ITS_HOUR.search(sentence.low)
    return (meeting.start, _words(sentence, by_hour)) if by_hour is not None else None


def _days(said: re.Match[str]) -> int:
    count = said.groupdict().get("count") or "1"
    number = int(count) if count.isdigit() else NUMBERS[count]
    return number * (7 if said["unit"].startswith(("tuần", "week")) else 1)


def _words(sentence: Sentence, said: re.Match[str]) -> str:
    return sentence.text[said.start() : said.end()]


def _last_spoken_of(sentence: Sentence, meetings: Sequence[MeetingDraft]) -> MeetingDraft | None:
    earlier = [meeting for meeting in meetings if meeting.main <= sentence.index + 2]
    return earlier[-1] if earlier else (meetings[0] if meetings else None)
