"""Gatherings announced in running text, and the parts of a programme."""

import re
from datetime import datetime

from models.findings import CivilTime, PlannedMeeting
from scheduling.extractors.rules.documents.context import DocumentReading, is_past
from scheduling.extractors.rules.documents.events import GATHERING, HOURS_OF_DAY, NOT_HELD, read_people
from scheduling.extractors.rules.documents.labelled import from_label, from_move, named_by
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.moments import planned, read_moment
from scheduling.extractors.rules.documents.places import online_in, place_in
from scheduling.extractors.rules.moments import at_hour_of, end_said, says_hour


def from_sentences(
    paragraphs: list[Paragraph], reading: DocumentReading, known: list[PlannedMeeting]
) -> list[PlannedMeeting]:
    """Running text: an event with its day and hour; a part of the day's programme with hours alone."""
    found: list[PlannedMeeting | None] = []
    heading = ""
    day: CivilTime | None = known[0].start if known else None
    cancelled = any(
        re.search(r"(?:về việc |thống nhất )(?![^.]{0,80}dời)[^.]{0,80}(?:hoãn|hủy)", p.text) for p in paragraphs
    )
    lead = ""
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.level in (1, 2):
            lead = ""
        if paragraph.level in (1, 2) and len(text) < 70 and not text.endswith((".", ";")):
            heading = text
        moved = from_move(paragraph, reading) or from_label(paragraph, reading, heading)
        if moved is not None:
            found.append(moved)
            day = moved.start
            continue
        if text.endswith(":") and re.search(
            r"(?:lịch|thời gian|chương trình|kế hoạch) .*làm việc|lịch \w+", text, re.IGNORECASE
        ):
            lead = _lead_title(text)
        if re.match(r"^(?:căn cứ|thực hiện|hưởng ứng|sau khi|nếu)", text, re.IGNORECASE) and "từ" not in text[-80:]:
            continue
        if cancelled or NOT_HELD.search(text) or HOURS_OF_DAY.match(text):
            continue
        programme = re.search(r"thời gian\s*:?\s*(?:từ|lúc)", text, re.IGNORECASE)
        if not (lead or programme or GATHERING.search(text) or _HELD.search(text)):
            continue
        hours = [w for w in reading.whens(text) if says_hour(w)]
        start, end, phrase, how = read_moment(text, reading)
        if (
            start is not None
            and isinstance(start, datetime)
            and (GATHERING.search(text) or lead or _HELD.search(text))
            and not _SETTLED.search(text)
            and not _is_order(text, phrase)
        ):
            title = _sentence_title(text, paragraphs, index, lead, reading)
            if not title.strip() or re.match(r"tổ chức\s", title, re.IGNORECASE):
                title = named_by(heading) or title
            meeting = planned(
                title,
                start,
                reading,
                paragraph.lines,
                phrase,
                end=end,
                place=place_in(text) or online_in(text),
                participants=_attending(text),
                how=how,
            )
            if meeting is not None and not is_past(start, reading):
                found.append(meeting)
                day = start
        elif start is None and day is not None and hours and hours[0].start is not None and programme:
            ended = end_said(hours[0])
            title = _programme_title(text, paragraphs, index)
            found.append(
                planned(
                    title,
                    at_hour_of(day, hours[0].start),
                    reading,
                    paragraph.lines,
                    hours[0].phrase,
                    end=at_hour_of(day, ended) if ended else None,
                )
            )
    return [meeting for meeting in found if meeting is not None]


_HELD = re.compile(
    r"(?:sẽ |dự kiến )?(?:được )?(?:tổ chức|diễn ra|bắt đầu|khai mạc)\s+"
    r"(?:(?:một|\d+) (?:buổi|ngày|đợt),?\s+)?(?:vào|từ|lúc|hồi|ngày)|"
    r"(?:will be held|takes? place|is scheduled|will take place)",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"có hiệu lực|áp dụng (?:kể )?từ|kết thúc lúc|bế mạc vào hồi", re.IGNORECASE)


def _attending(text: str) -> tuple[str, ...]:
    """ "… tại Sân vận động. Ban Giám hiệu, Trưởng các khoa tham dự.", "Thành phần: …"."""
    named = re.search(r"\.\s+([A-ZÀ-ỸĐ][^.:]{3,160}?)\s+(?:cùng )?(?:tham dự|dự|tham gia)\.?$", text)
    labelled = re.search(r"thành phần[^:.]{0,20}:\s*([^:]{3,200}?)(?:\.\s|\.?$)", text, re.IGNORECASE)
    said = named or labelled
    return read_people(said[1]) if said else ()


def _is_order(text: str, phrase: str) -> bool:
    """A deadline, not a gathering: "gửi … trước 17 giờ 00 ngày 30/10/2026"."""
    before = text[: text.find(phrase)] if phrase and phrase in text else text
    if re.match(r"\W*(?:giao|đề nghị|yêu cầu|phân công)\s", text, re.IGNORECASE) or re.search(
        r"(?<!\w)(?:gửi|nộp|trình|báo cáo kết quả|đăng ký)(?!\w)", before
    ):
        return True
    if re.search(r"ngày (?:0?[2-9]|hai|ba) lần|trực ban|hằng ngày", text):
        return True
    return (
        re.search(
            r"(?:trước|chậm nhất|hạn|đến|muộn nhất|xong|hoàn thành)\s*(?:là\s*|ngày\s*)?$",
            before.rstrip() + " ",
            re.IGNORECASE,
        )
        is not None
        or re.match(r"(?:trước|chậm nhất|muộn nhất|đến|hạn)", phrase, re.IGNORECASE) is not None
    )


def _lead_title(text: str) -> str:
    match = GATHERING.search(text)
    return re.sub(
        r"^về lịch\s+|\s*dự kiến", "", text[match.start() if match else 0 :].strip(" :"), flags=re.IGNORECASE
    )


def _sentence_title(text: str, paragraphs: list[Paragraph], index: int, lead: str, reading: DocumentReading) -> str:
    entry = re.match(r"^(Với\s[^:]{3,100}):", text)
    if entry and lead:
        return f"{lead} {entry[1][:1].lower()}{entry[1][1:]}"
    held = _HELD.search(text)
    opening = (
        re.sub(r"^(?:the|this|a|an|buổi(?= lễ| họp))\s+", "", text[: held.start()].strip(), flags=re.I)
        if held
        else ""
    )
    if 8 < len(opening) < 110 and "," not in opening and not reading.whens(opening):
        return opening
    whens = reading.whens(text)
    event = GATHERING.search(text)
    begin = event.start() if event else 0
    if re.match(r"Thời gian", text) and event:
        previous = next(
            (p.text for p in reversed(paragraphs[max(0, index - 60) : index]) if GATHERING.search(p.text)), ""
        )
        return _phrase_of_event(previous, reading) or _phrase_of_event(text, reading)
    after = [w.begin for w in whens if w.begin > begin]
    stop = min(after) if after else len(text)
    subject = text[:begin].strip()
    clause = text[begin:stop] if stop - begin > 12 else text[begin : begin + 120]
    clause = re.sub(r"\s*(?:,|vào|lúc|hồi|vào lúc|từ|tại .*)\s*$", "", clause)
    short = (len(subject) < 70 and not whens) or (whens and whens[0].begin > begin and len(subject) < 60)
    return f"{subject} {clause}" if short and subject and clause.split()[0].lower() in ("họp", "làm") else clause


def _phrase_of_event(text: str, reading: DocumentReading) -> str:
    match = GATHERING.search(text)
    if match is None:
        return ""
    stop = min([w.begin for w in reading.whens(text) if w.begin > match.start()] + [match.start() + 110, len(text)])
    return re.split(r"[.;,(]", text[match.start() : stop])[0]


def _programme_title(text: str, paragraphs: list[Paragraph], index: int) -> str:
    own = re.split(r"\.?\s*(?:\*\s*)?(?:đơn vị báo cáo|thời gian)", text, flags=re.IGNORECASE)[0].strip()
    if len(own) > 8:
        return own
    above = next((p for p in reversed(paragraphs[max(0, index - 60) : index]) if p.level == 2), None)
    return above.text if above else ""
