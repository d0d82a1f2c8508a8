"""Deadlines that hang on a gathering: "trước giờ họp", "trước hôm đoàn về năm ngày", "two days after the visit"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from models.findings import CivilTime
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import NUMBERS, as_date
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.text import content_words

_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
_UNIT = r"(?P<unit>ngày|hôm|bữa|tuần|days?|weeks?)"
_HEAD = r"(?:giờ|cuộc|buổi|lần|phiên|hôm|bữa|ngày|khi|lúc|lễ|kỳ|đợt|the|our|that|your)"
_EVENT = r"(?P<event>(?:[^\W\d]+(?: |$)){1,6}?)"
_PATTERNS = (
    ("before", re.compile(rf"(?<!\w)trước (?:{_HEAD} )*{_EVENT}(?:là |tầm |khoảng )?{_COUNT} {_UNIT}(?!\w)")),
    ("before", re.compile(rf"(?<!\w){_COUNT} {_UNIT} trước (?:{_HEAD} )*(?P<event>(?:[^\W\d]+ ?){{1,6}})")),
    ("before", re.compile(rf"(?<!\w){_COUNT} {_UNIT} (?:before|ahead of|prior to)(?P<event>(?: [^\W\d]+){{0,6}})")),
    ("before", re.compile(r"(?<!\w)(?:the )?(?P<unit>day|week) before(?P<event>(?: [^\W\d]+){0,6})")),
    ("before", re.compile(r"(?<!\w)trước (?:đó )?(?P<count>một|1) (?P<unit>hôm|ngày|tuần|bữa)(?P<event>)(?!\w)")),
    ("after", re.compile(rf"(?<!\w)sau (?:{_HEAD} )*{_EVENT}(?:là |tầm |khoảng )?{_COUNT} {_UNIT}(?!\w)")),
    ("after", re.compile(rf"(?<!\w){_COUNT} {_UNIT} sau (?:{_HEAD} )*(?P<event>(?:[^\W\d]+ ?){{1,6}})")),
    ("after", re.compile(rf"(?<!\w){_COUNT} {_UNIT} (?:after|following)(?P<event>(?: [^\W\d]+){{0,6}})")),
    (
        "at",
        re.compile(rf"(?<!\w)(?:trước|kịp|cho tới|đến|tới|vào) (?:{_HEAD} )*(?P<event>(?:[^\W\d]+ ?){{1,6}})"),
    ),
    (
        "at",
        re.compile(
            r"(?<!\w)(?:before|by|ahead of|in time for|prior to|until|for) (?:the|our|that|your|next)"
            r"(?P<event>(?: [^\W\d]+){1,6})"
        ),
    ),
)
_NEAR = 300
"""Sentences over which a gathering is remembered."""
_ANY = re.compile(
    r"(?:^|\s)(?:họp|hội chẩn|giao ban|đó|ấy|nớ|hôm đó|hôm ấy|meeting|session|call|visit|that|it|then)(?:\s|$)"
)
"""Words for whatever gathering is being talked of."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A moment counted from a gathering, its words at ``[begin, stop)`` of the sentence."""

    value: CivilTime
    begin: int
    stop: int
    side: Literal["before", "after", "at"]


def hangs_on_meeting(low: str) -> bool:
    """Whether ``low`` counts days from a gathering."""
    return any(side != "at" and pattern.search(low) for side, pattern in _PATTERNS)


class Anchors:
    """The moments that sentences of one reading hang on its ``meetings``; each sentence is read once."""

    def __init__(self, meetings: Sequence[MeetingDraft], reading: Reading) -> None:
        self._meetings = [(meeting, _telling_words(meeting, reading)) for meeting in meetings]
        self._read: dict[int, list[Anchored]] = {}

    def of(self, sentence: Sentence) -> list[Anchored]:
        """Days counted first."""
        if sentence.index not in self._read:
            self._read[sentence.index] = list(self._hung(sentence))
        return self._read[sentence.index]

    def _hung(self, sentence: Sentence) -> Iterable[Anchored]:
        for side, pattern in _PATTERNS if self._meetings else ():
            for said in pattern.finditer(sentence.low):
                meeting = self._meant(said["event"].strip(), sentence)
                if meeting is None:
                    continue
                if side == "at":
                    yield Anchored(meeting.start, said.start(), said.end(), "at")
                else:
                    days = timedelta(days=_days(said))
                    moved = as_date(meeting.start) + (days if side == "after" else -days)
                    yield Anchored(moved, said.start(), said.end(), "after" if side == "after" else "before")

    def _meant(self, event: str, sentence: Sentence) -> MeetingDraft | None:
        """The gathering that shares a telling word with ``event``; for a word that means any, the nearest."""
        named = content_words(event)
        near = [known for known in self._meetings if abs(known[0].main - sentence.index) <= _NEAR]
        best, most = None, 0
        for meeting, said in near:
            shared = len(named & said)
            if shared > most:
                best, most = meeting, shared
        if best is not None:
            return best
        if event and not _ANY.search(event):
            return None
        earlier = [meeting for meeting, _ in near if meeting.main <= sentence.index + 2]
        return earlier[-1] if earlier else (near[0][0] if near else None)


def _telling_words(meeting: MeetingDraft, reading: Reading) -> set[str]:
    said = " ".join(reading.sentences[index].low for index in meeting.sentences)
    return content_words(said) | content_words(meeting.title.lower())


def _days(said: re.Match[str]) -> int:
    count = said.groupdict().get("count") or "1"
    number = int(count) if count.isdigit() else NUMBERS[count]
    return number * (7 if said["unit"].startswith(("tuần", "week")) else 1)
