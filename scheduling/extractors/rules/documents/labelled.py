"""Gatherings named before a colon with their day and hour after it, and those that are moved to another time."""

import re
from datetime import datetime

from models.findings import PlannedMeeting
from models.when import When
from scheduling.dates import start_value
from scheduling.extractors.rules.documents.context import DocumentReading, is_past
from scheduling.extractors.rules.documents.events import EVENT, GATHERING, NOT_HELD, read_people
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.moments import planned, read_moment
from scheduling.extractors.rules.documents.places import online_in, place_in, spot_in
from scheduling.extractors.rules.documents.units import starts_like_unit

_LABEL = re.compile(r"(?P<name>[^:;]{4,120}?)\s*:\s+(?=\S)")
_NO_EVENT = re.compile(
    r"(?:thời gian|thời hạn|hạn|ngày|giờ|địa điểm|thành phần|chủ trì|nội dung|đợt|ca|lớp thứ|lớp \d|lưu ý|ghi chú|"
    r"deadline|time|date|when|due|dates?|hotline|điện thoại|liên hệ|khai mạc|vào lúc|sáng|chiều|tối|thứ|chủ nhật|"
    r"(?:đăng ký|nộp|gửi|nhận|hoàn thành|báo cáo|trước|chậm nhất)(?!\w))",
    re.IGNORECASE,
)
_ALREADY_DAYS = re.compile(
    r"^\W*(?:(?P<days>\d{1,2}) ngày (?:liên tiếp|liên tục|liền)\W*)?(?:bắt đầu\s+)?(?:từ|vào|lúc|vào lúc)?\W*"
)
_MOVED = re.compile(
    r"(?<!\w)(?:(?:được |sẽ |xin )?(?:dời|chuyển|lùi|đổi|hoãn)(?: lịch| lại)?(?: sang| đến| tới| vào| thành)|"
    r"(?:thay vì|thay cho)\s[^,;.]{4,40}?[,\s]\s*sẽ|(?:is |has been )?(?:moved|rescheduled|postponed) (?:to|until|"
    r"from [^,;]{3,40}? to))"
    r"\s+",
    re.IGNORECASE,
)


def from_label(paragraph: Paragraph, reading: DocumentReading, heading: str) -> PlannedMeeting | None:
    """ "Vòng loại: 02 ngày liên tiếp, bắt đầu từ 07 giờ 30 ngày 12/5 tại …", "Site visit: Thursday 25 June"."""
    label = _LABEL.match(paragraph.text)
    if label is None or _NO_EVENT.match(label["name"]) or NOT_HELD.search(label["name"]):
        return None
    said = paragraph.text[label.end() :]
    days = _ALREADY_DAYS.match(said)
    whens = reading.whens(said)
    if days is None or not whens or whens[0].begin > days.end() + 4 or whens[0].open == "before":
        return None
    name = label["name"]
    if not (EVENT.search(name) or _OF_EVENTS.search(heading) or whens[0].rrule) or (
        starts_like_unit(name) and not GATHERING.search(name) and not _OF_EVENTS.search(heading)
    ):
        return None
    start, end, phrase, how = read_moment(said, reading)
    repeated = next((when for when in whens if when.rrule), None)
    if start is None and repeated is not None:
        start, phrase, how = start_value(repeated, reference=reading.dated), repeated.phrase, repeated.reading
    if not isinstance(start, datetime) or is_past(start, reading):
        return None
    after = said[max(when.stop for when in whens) :]
    consecutive = f"FREQ=DAILY;COUNT={int(days['days'])}" if days["days"] else None
    return planned(
        _full_name(name, reading, heading),
        start,
        reading,
        paragraph.lines,
        phrase,
        end=end,
        place=place_in(after) or spot_in(f", {after.lstrip(' ,.')}") or online_in(said),
        participants=attending(after),
        how=how,
        rrule=repeated.rrule if repeated is not None else consecutive,
    )


_OF_EVENTS = re.compile(r"thời gian|lịch|chương trình|sự kiện|hội nghị|cuộc họp|meetings?|events?", re.IGNORECASE)


def from_move(paragraph: Paragraph, reading: DocumentReading) -> PlannedMeeting | None:
    """ "Hội nghị … (dự kiến 28/11) dời sang 08 giờ ngày 12/12, địa điểm chuyển về …": at its new time."""
    moved = _MOVED.search(paragraph.text)
    if moved is None or not GATHERING.search(paragraph.text[: moved.start()]):
        return None
    said = paragraph.text[moved.end() :]
    whens: tuple[When, ...] = reading.whens(said)
    if not whens or whens[0].begin > 40:
        return None
    start, end, phrase, how = read_moment(said, reading)
    if start is None or is_past(start, reading):
        return None
    place = re.search(
        r"(?:địa điểm|nơi họp)\s*(?:được )?(?:chuyển|đổi|dời)?\s*(?:về|sang|tại|đến|:)\s+([^.;]{3,120}?)(?:[.;]|$)",
        said,
    )
    return planned(
        re.split(r"\s*[(,;]", paragraph.text[: moved.start()])[0],
        start,
        reading,
        paragraph.lines,
        phrase,
        end=end,
        place=place[1].strip() if place else place_in(said) or online_in(said),
        participants=attending(said),
        how=how,
    )


def attending(text: str) -> tuple[str, ...]:
    """Who is named after the time and place: "Tham dự: …", "… chủ trì", "… to attend"."""
    found: list[str] = []
    for labelled in re.finditer(
        r"(?:thành phần|tham dự|cùng dự|dự họp|chủ trì|mời|"
        r"attendees)\s*:?\s+(?:đại diện )?((?-i:[A-ZÀ-ỸĐ])[^:.;]{2,200}?)"
        r"(?=\s+(?:dự|tham dự|và trao)|[.;]|$)",
        text,
        re.IGNORECASE,
    ):
        found.extend(read_people(labelled[1]))
    for doing in re.finditer(
        r"(?:^|[.;,]\s+)([A-ZÀ-ỸĐ][^.:;]{2,80}?)\s+(?:tham dự|cùng dự|chủ trì|dự|to attend)(?=[.;]|\s*$)", text
    ):
        found.extend(read_people(doing[1]))
    return tuple(dict.fromkeys(found))


def named_by(heading: str) -> str:
    """The heading as a name: "KHẢO SÁT HIỆN TRƯỜNG" → "Khảo sát hiện trường"; "" where it names no event."""
    text = heading.strip(" .:")
    if not EVENT.search(text) or len(text) > 90:
        return ""
    return text[:1] + text[1:].lower() if text.isupper() else text


def event_of_subject(reading: DocumentReading) -> str:
    """The event a document is about: "Mời dự Lễ khánh thành …", "Tổ chức Ngày hội …" without the words around it."""
    subject = re.sub(
        r"^\W*(?:(?:V/v|về việc|giấy mời|thư mời|kế hoạch|mời|kính mời|tham dự|dự|họp dự|tổ chức)\s*)*",
        "",
        reading.subject or "",
        flags=re.IGNORECASE,
    )
    return subject[:1].upper() + subject[1:]


def _full_name(name: str, reading: DocumentReading, heading: str) -> str:
    """A part of an event ("Vòng loại") with the event's name from the document's subject."""
    if _MAIN.fullmatch(name):
        return event_of_subject(reading) or name
    if (GATHERING.search(name) and not _PART.fullmatch(name)) or len(name.split()) > 6:
        return name
    event = re.search(
        r"(?<!\w)(?:hội thi|hội thao|hội diễn|hội trại|liên hoan|giải|cuộc thi|lễ hội|ngày hội|lễ|đại hội)\s.{3,80}",
        reading.subject or "",
        re.IGNORECASE,
    )
    return f"{name} {_NAME_ENDS.split(event[0])[0]}" if event else name


_MAIN = re.compile(r"(?:phần )?(?:lễ|hội|lễ chính|chính lễ|ngày chính|sự kiện chính)", re.IGNORECASE)
_PART = re.compile(r"(?:lễ )?(?:tổng duyệt|sơ duyệt|khai mạc|bế mạc)", re.IGNORECASE)
_NAME_ENDS = re.compile(r" tỉnh | lần thứ | năm |,(?![^\"“”]*[\"”])")
"""Where the name of an event ends; not at a comma inside quotation marks."""
