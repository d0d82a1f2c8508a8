"""The labelled time and place of an invitation or plan."""

import re
from itertools import zip_longest

from models.findings import PlannedMeeting
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.documents.events import EVENT, read_people
from scheduling.extractors.rules.documents.layout import Paragraph, is_heading
from scheduling.extractors.rules.documents.moments import planned, read_moment
from scheduling.extractors.rules.documents.places import place_in

_LABEL_TIME = re.compile(
    r"(?:^|\s)(?:thời gian(?: và địa điểm| tổ chức| họp| bắt đầu)?|vào lúc|khai mạc|time|"
    r"date(?: and time)?|when)\s*:\s*",
    re.IGNORECASE,
)


_PARTS = 6
"""Paragraphs before a part of an event in which the event is named."""
_NEAR = 60
"""Paragraphs around the label of a time in which its event, agenda and guests are looked for."""


_LABEL_PLACE = re.compile(
    r"(?:^tại\s*:|(?:^|\s|-\s)(?:địa điểm(?: tổ chức| họp)?|tại địa điểm|venue|place|location|where)\s*:)"
    r"\s*(?:tại\s+)?",
    re.IGNORECASE,
)


_BARE_TIME = re.compile(r"(?:vào (?:lúc|hồi)|lúc|bắt đầu)\s+(?=\d)|(?:ngày|giờ|ngày giờ)\s*:\s*(?=\S)", re.IGNORECASE)


def from_labels(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    if reading.layout.is_minutes:
        return []
    found: list[PlannedMeeting | None] = []
    for index, paragraph in enumerate(paragraphs):
        label = (
            _LABEL_TIME.search(paragraph.text)
            or _BARE_TIME.match(paragraph.text)
            or re.match(r"Thời gian và địa điểm$", paragraph.text)
        )
        if label is None and not re.match(r"^Đợt \d+|^Ca \d+|^Lớp (?:thứ )?\d+", paragraph.text):
            continue
        said = paragraph.text[label.end() :] if label else paragraph.text
        sessions = _sessions(paragraph, reading, paragraphs[max(0, index - _PARTS) : index])
        if sessions:
            found.extend(sessions)
            continue
        start, end, phrase, how = read_moment(said, reading)
        if start is None:
            continue
        place, place_lines = _labelled_place(said, paragraphs, index)
        title = _invited_to(reading, paragraphs, index)
        found.append(
            planned(title, start, reading, (*paragraph.lines, *place_lines), phrase, end=end, place=place,
                     participants=_invited(paragraphs[max(0, index - _NEAR) : index + _NEAR]), how=how)
        )  # fmt: skip
    return [meeting for meeting in found if meeting is not None]


def _sessions(paragraph: Paragraph, reading: DocumentReading, above: list[Paragraph]) -> list[PlannedMeeting | None]:
    """ "Đợt 1: từ … đến …, ngày …, Phòng …": one meeting each."""
    found: list[PlannedMeeting | None] = []
    parts = list(re.finditer(r"(?<!\w)((?:Đợt|Lớp|Ca|Buổi)\s+(?:thứ\s+)?\d+)\s*:\s*", paragraph.text))
    for part, following in zip_longest(parts, parts[1:]):
        said = paragraph.text[part.end() : following.start() if following else len(paragraph.text)]
        start, end, phrase, how = read_moment(said, reading)
        if start is None:
            continue
        place = _rest_after_dates(said, reading)
        title = f"{_divided(above) or _invited_to(reading, [], 0)} - {part[1]}"
        found.append(planned(title, start, reading, paragraph.lines, phrase, end=end, place=place, how=how))
    return found


def _divided(above: list[Paragraph]) -> str:
    """What is held in parts: "… tổ chức lớp huấn luyện an toàn, chia hai đợt:"."""
    for paragraph in reversed(above):
        if paragraph.text.endswith(":"):
            held = re.search(r"tổ chức\s+(?:\d+ )?([^,:;]{8,120})", paragraph.text)
            return held[1] if held and EVENT.search(held[1]) else ""
    return ""


def _rest_after_dates(said: str, reading: DocumentReading) -> str | None:
    stop = max((when.stop for when in reading.whens(said)), default=0)
    rest = re.sub(r"^\W*(?:\([^)]*\))?\W*(?:tại\s+)?", "", said[stop:])
    rest = re.split(r"\.\s+(?=[A-ZÀ-ỸĐ])|;", rest)[0].strip(" .,;")
    return rest or None


def _labelled_place(said: str, paragraphs: list[Paragraph], index: int) -> tuple[str | None, tuple[int, ...]]:
    for other in (paragraphs[index], *paragraphs[index + 1 : index + 4], *paragraphs[max(0, index - 2) : index]):
        label = _LABEL_PLACE.search(other.text)
        if label:
            place = re.split(r"[.;]\s+(?=[A-ZÀ-ỸĐ])", other.text[label.end() :])[0].strip(" .;,")
            return place or None, other.lines
    return place_in(said), ()


def _invited_to(reading: DocumentReading, paragraphs: list[Paragraph], index: int) -> str:
    """What it is: the entry above the labels, or the document's subject."""
    subject = re.sub(
        r"^\W*(?:V/v|Về việc)?\s*(?:giấy mời|thư mời)?\s*(?:mời\s+)?(?:tham dự|dự|họp dự)?\s*",
        "",
        reading.subject or "",
        flags=re.IGNORECASE,
    )
    above = [
        p
        for p in paragraphs[max(0, index - _NEAR) : index]
        if p.level in (1, 2, 3) and len(p.text) < 80 and EVENT.search(p.text)
    ]
    nearest = above[-1].text.strip(" :.") if above and paragraphs[index].level > above[-1].level else ""
    if nearest and not re.match(r"thời gian|thành phần|nội dung", nearest, re.IGNORECASE):
        rest = re.sub(r"^(?:kế hoạch\s*)?tổ chức\s*", "", subject, flags=re.IGNORECASE)
        return f"{nearest} {rest}" if rest and len(nearest.split()) <= 4 else nearest
    shouted = next((p.text for p in reversed(paragraphs[max(0, index - 3) : index]) if is_heading(p.text)), "")
    if shouted and EVENT.search(shouted) and len(subject.split()) < 4:
        return _uncapitalised(shouted)
    about = next(
        (
            p.text
            for p in paragraphs[max(0, index - _NEAR) : index + _NEAR]
            if re.match(r"nội dung[^:]{0,12}:", p.text, re.IGNORECASE)
        ),
        "",
    )
    about = re.sub(r"^[^:]*:\s*", "", about)
    if about and len(about) < 160 and (EVENT.search(about) or not subject) and len(subject.split()) < 4:
        return about
    return subject or nearest or next((p.text for p in paragraphs[:_NEAR] if EVENT.search(p.text)), "")


def _uncapitalised(text: str) -> str:
    return text[:1] + text[1:].lower()


def _invited(paragraphs: list[Paragraph]) -> tuple[str, ...]:
    for index, paragraph in enumerate(paragraphs):
        label = re.match(r"^(?:\W*)thành phần[^:]{0,20}:?\s*", paragraph.text, re.IGNORECASE)
        if label is None:
            continue
        rest = paragraph.text[label.end() :]
        if len(rest) > 5:
            return read_people(rest)
        listed: list[str] = []
        for other in paragraphs[index + 1 :]:
            if other.level <= paragraph.level:
                break
            listed.extend(read_people(other.text))
        return tuple(listed)
    return ()
