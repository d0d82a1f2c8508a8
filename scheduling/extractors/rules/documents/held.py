"""Gatherings announced by one sentence among others: inside an order, under a heading, or by who will come."""

import re
from datetime import datetime
from itertools import zip_longest

from models.findings import CivilTime, PlannedMeeting
from models.when import When
from scheduling.dates import start_value
from scheduling.extractors.rules.documents.context import DocumentReading, is_past
from scheduling.extractors.rules.documents.events import EVENT, GATHERING, HOURS_OF_DAY, NOT_HELD, read_people
from scheduling.extractors.rules.documents.labelled import attending, event_of_subject, from_label, from_move
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.moments import planned, read_moment
from scheduling.extractors.rules.documents.order_words import ORDER_HEAD
from scheduling.extractors.rules.documents.places import online_in, place_in, spot_in
from scheduling.extractors.rules.documents.sentences import split_sentences
from scheduling.extractors.rules.moments import as_date, at_hour_of, says_day, says_hour


def from_announcements(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    """One meeting for each sentence that sets a day and an hour for something held, not for something due."""
    if reading.layout.is_minutes and not any(_CONCLUDES.search(paragraph.text) for paragraph in paragraphs):
        return []
    found: list[PlannedMeeting | None] = []
    heading = ""
    for paragraph in paragraphs:
        if paragraph.level in (1, 2, 3) and len(paragraph.text) < _TITLE and paragraph.text[-1:] not in ".;:,":
            heading = paragraph.text
            continue
        if (
            HOURS_OF_DAY.match(paragraph.text)
            or from_move(paragraph, reading)
            or from_label(paragraph, reading, heading)
        ):
            continue
        before = ""
        for sentence in split_sentences(_FORMER.sub("", paragraph.text)):
            sessions = _sessions(sentence, heading, paragraph, reading)
            found.extend(sessions)
            if not sessions:
                found.append(_announced(sentence, before, heading, paragraph, reading))
            before = sentence
        if paragraph.level in (1, 2):
            heading = ""
    return [meeting for meeting in found if meeting is not None]


_TITLE = 90
_CONCLUDES = re.compile(r"kết luận|thống nhất", re.IGNORECASE)
_FORMER = re.compile(r"\s*\((?:trước đây|thay cho|thay vì|dự kiến trước)[^()]*\)\.?", re.IGNORECASE)
"""The day that no longer holds, in brackets after the one that does."""


def _announced(
    sentence: str, before: str, heading: str, paragraph: Paragraph, reading: DocumentReading
) -> PlannedMeeting | None:
    if NOT_HELD.search(sentence) or _CONDITION.match(sentence) or _NO_EVENT.search(sentence):
        return None
    timed = _GUESTS.split(sentence)[0]
    whens = reading.whens(timed)
    if any(when.rrule for when in whens):
        return None
    start, end, phrase, how = read_moment(timed, reading)
    if start is None:
        start, phrase = _day_told_before(sentence, before, whens, reading)
    if not isinstance(start, datetime) or is_past(start, reading):
        return None
    moment = sentence.find(phrase)
    lead, after = sentence[:moment], sentence[moment + len(phrase) :]
    if _DUE_BEFORE.search(lead) or _DUE.match(phrase):
        return None
    title = _title(lead, after, heading, reading)
    if not title:
        return None
    return planned(
        title,
        start,
        reading,
        paragraph.lines,
        phrase,
        end=end,
        place=place_in(after) or spot_in(f", {after.lstrip(' ,.')}") or place_in(lead) or online_in(sentence),
        participants=_people(lead, after),
        how=how,
    )


_GUESTS = re.compile(r"[,;.]?\s*thành phần(?=\s|:)", re.IGNORECASE)
_CONDITION = re.compile(r"\W*(?:nếu|trường hợp|khi|căn cứ|sau khi|trước khi|mọi|quá|sau ngày|if)\s", re.IGNORECASE)
_NO_EVENT = re.compile(
    r"có hiệu lực|áp dụng (?:kể )?từ|kết thúc lúc|bế mạc vào hồi|trực ban|hằng ngày|mỗi ngày|tiếp nhận|nhận hồ sơ|"
    r"đóng cửa|mở cửa|cấm|dừng|ngừng",
    re.IGNORECASE,
)
_DUE = re.compile(r"(?:trước|chậm nhất|muộn nhất|hạn|đến|xong|từ nay|by|before|no later)(?!\w)", re.IGNORECASE)
_DUE_BEFORE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn(?: cuối| chót)?|đến|xong|hoàn thành|kể từ|bắt đầu từ|until|by|before)\s*"
    r"(?:là\s*|trong\s*|vào\s*|lúc\s*|ngày\s*|hết\s*)*$|"
    r"(?<!\w)(?:gửi|nộp|trình|báo cáo kết quả|đăng ký|hoàn thành|xong)(?!\w)(?!.*\btổ chức\b)",
    re.IGNORECASE,
)


def _day_told_before(
    sentence: str, before: str, whens: tuple[When, ...], reading: DocumentReading
) -> tuple[CivilTime | None, str]:
    """ "… trước phiên họp kiểm điểm ngày 28/12. Phiên họp kiểm điểm bắt đầu lúc 14 giờ": the day of the one named."""
    hour = next((when for when in whens if says_hour(when) and when.start is not None), None)
    event = GATHERING.match(sentence)
    if hour is None or hour.start is None or event is None:
        return None, ""
    named = " ".join(sentence.lower().split()[:3])
    at = before.lower().rfind(named)
    day = next((when for when in reading.whens(before[at:]) if says_day(when)), None) if at >= 0 else None
    value = start_value(day, reference=reading.dated) if day is not None else None
    return (at_hour_of(as_date(value), hour.start), hour.phrase) if value is not None else (None, "")


def _title(lead: str, after: str, heading: str, reading: DocumentReading) -> str:
    """What is held: named in the words before the moment, by the heading above, or by the document's subject."""
    said = _HELD_AT.sub("", lead).strip(" ,:;-–(")
    order = ORDER_HEAD.match(said)
    organised = _ORGANISED.search(said)
    if organised:
        what = _without_place(said[organised.end() :])
        return _full(what, heading, reading) if EVENT.search(what) or len(what.split()) > _NAMED_BY else ""
    opened = _OPENED.search(lead)
    if opened:
        return _full(opened[1], heading, reading)
    if len(said) < _BARE:
        if _WHEN_AND_WHERE.match(heading):
            return event_of_subject(reading)
        named = said if EVENT.search(said) else ""
        return f"{named} {heading}".strip() if heading and (EVENT.search(heading) or place_in(after)) else ""
    if order and not GATHERING.search(said):
        return ""
    coming = _COMING.search(said)
    if coming:
        return _without_place(said[coming.start("what") :] if GATHERING.match(said[coming.start("what") :]) else said)
    event = GATHERING.search(said)
    if event is None or "," in said[: event.start()] or (event.start() and not _GOING.search(said[: event.start()])):
        return ""
    return _full(_without_place(said[event.start() :]), heading, reading)


def _full(name: str, heading: str, reading: DocumentReading) -> str:
    """A part of an event ("Khai mạc", "Tổng duyệt") with the event's name, said above or in the subject."""
    if len(name.split()) > _NAMED_BY:
        return name
    names = heading and not heading.isupper() and not _WHEN_AND_WHERE.match(heading)
    above = heading if names and name.lower() not in heading.lower() else event_of_subject(reading)
    return f"{name} {above}"


_BARE = 10
_NAMED_BY = 2
"""Syllables of a name that is only a part's."""
_OPENED = re.compile(
    r"(?:^|\s)((?:lễ )?(?:khai mạc|bế mạc|khai giảng|tổng duyệt))\s*(?:vào|lúc|:)?\s*$", re.IGNORECASE
)
_GOING = re.compile(r"(?:dự|chủ trì|họp|mời|dự kiến|sẽ|buổi|cuộc)\s*$", re.IGNORECASE)
_HELD_AT = re.compile(
    r"(?:\s*,)?\s*(?:(?:sẽ |dự kiến |được )*(?:tổ chức|diễn ra|bắt đầu|khai mạc))?\s*(?:vào\s*)?(?:lúc|hồi|vào|từ|"
    r"ngày)?\s*$",
    re.IGNORECASE,
)
_ORGANISED = re.compile(
    r"(?<!\w)(?:tổ chức|mở(?! rộng| đầu| thầu))\s+(?:(?:buổi|cuộc|\d+ buổi|một buổi)\s+)?(?=\S{2})", re.IGNORECASE
)
_COMING = re.compile(
    r"(?<!\w)sẽ\s+(?:đi |đến |về |trực tiếp )?(?P<what>(?:nghe|kiểm tra|làm việc|dự|họp|gặp|thăm|khảo sát|"
    r"đối thoại|tiếp|giám sát))(?!\w)",
    re.IGNORECASE,
)
_WHEN_AND_WHERE = re.compile(r"(?:thời gian|địa điểm|khi nào)", re.IGNORECASE)


def _without_place(text: str) -> str:
    return re.split(r"[,;]\s*(?:tại|thành phần|địa điểm)\s|,\s*tại\s", text)[0].strip(" ,;:")


def _sessions(
    sentence: str, heading: str, paragraph: Paragraph, reading: DocumentReading
) -> list[PlannedMeeting | None]:
    """ "lớp 1 ngày 14/9 tại …; lớp 2 vào 8 giờ ngày 18/9 tại …": one each, named by the heading."""
    parts = list(_SESSION.finditer(sentence))
    if len(parts) < 2 or not EVENT.search(heading):
        return []
    found: list[PlannedMeeting | None] = []
    for part, following in zip_longest(parts, parts[1:]):
        said = sentence[part.end() : following.start() if following else len(sentence)]
        start, end, phrase, how = read_moment(said, reading)
        if start is not None and not is_past(start, reading):
            name = f"{heading} - {part[1].lower()}"
            found.append(
                planned(
                    name,
                    start,
                    reading,
                    paragraph.lines,
                    phrase,
                    end=end,
                    place=place_in(said.rstrip(" ;,")),
                    how=how,
                )
            )
    return found


_SESSION = re.compile(r"(?<!\w)((?:đợt|lớp|ca|buổi)\s+(?:thứ\s+)?\d{1,2})\s*:?\s+(?=\S)", re.IGNORECASE)


def _people(lead: str, after: str) -> tuple[str, ...]:
    named = re.search(r"(?:cùng đi|cùng dự|dự họp|thành phần)\s*(?:có|gồm|:)\s*([^.:]{3,200})", after, re.IGNORECASE)
    return read_people(named[1]) if named else attending(after)
