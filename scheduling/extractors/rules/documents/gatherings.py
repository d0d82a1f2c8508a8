"""Meetings in documents: labelled place and time, dated sentences, schedules by line and by table."""

import re
from datetime import date, datetime, timedelta
from itertools import zip_longest

from models.findings import CivilTime, PlannedMeeting
from models.when import When
from scheduling.dates import start_value
from scheduling.extractors.rules.documents.context import DocumentReading, is_past
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.tables import Row, Table
from scheduling.extractors.rules.documents.units import split_units
from scheduling.extractors.rules.moments import as_date, at_hour_of, end_said, says_day, says_hour

_EVENT = re.compile(
    r"(?<!\w)(?:họp|hội nghị|hội thảo|tọa đàm|tập huấn|bồi dưỡng|lớp|lễ|khai mạc|khai trương|"
    r"bế mạc|kỳ họp|phiên họp|cuộc họp|kiểm tra|khảo sát|làm việc|tiếp|đối thoại|gặp gỡ|"
    r"gặp mặt|giao ban|diễn tập|hội thi|hội thao|hội diễn|"
    r"đại hội|ký kết|dự|tham dự|tham gia|sinh hoạt|thăm|viếng|chúc|trao|đón|nghe|giám sát|"
    r"ra quân|phát động|tổng kết|sơ kết|thông qua|duyệt|báo cáo bài|báo cáo viên|chủ trì|chào|"
    r"ngày hội|diễn đàn|chương trình|liên hoan|triển lãm|mít tinh|"
    r"meeting|conference|workshop|training|visit|seminar|ceremony|inspection)(?!\w)",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    r"(?<!\w)(?:họp|hội nghị|hội thảo|tọa đàm|tập huấn|lớp (?:bồi dưỡng|tập huấn)|lễ|kỳ họp|"
    r"phiên họp|cuộc họp|kiểm tra thực địa|kiểm tra|khảo sát|làm việc với|làm việc|đối thoại|"
    r"gặp mặt|giao ban|diễn tập|hội thi|hội thao|đại hội|ký kết|sinh hoạt|ra quân|đi thực tế|"
    r"tiếp|"
    r"meeting|conference|workshop|training|visit|seminar|ceremony|inspection)(?!\w)",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(
    r"hoãn|hủy|huỷ|dời sang|thông báo sau|làm việc tại (?:cơ quan|đơn vị|trụ sở|phòng)|nghỉ|"
    r"đi công tác|nghỉ phép|trực cơ quan|xử lý công việc|cancelled|postponed",
    re.IGNORECASE,
)
_LABEL_TIME = re.compile(
    r"(?:^|\s)(?:thời gian(?: và địa điểm| tổ chức| họp| bắt đầu)?|vào lúc|khai mạc|time|"
    r"date(?: and time)?|when)\s*:\s*",
    re.IGNORECASE,
)
_LABEL_PLACE = re.compile(
    r"(?:^|\s|-\s)(?:địa điểm(?: tổ chức| họp)?|tại địa điểm|venue|place|location|where)\s*:\s*(?:tại\s+)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<!\w)(?:địa điểm(?: tại)?:?|điểm tập trung tại|điểm tại|điểm|tập trung tại|tại|ở)\s+(?=\S)", re.IGNORECASE
)
_PLACE_STOP = re.compile(
    r"\s\((?:LĐVP|cả ngày|giấy mời)|[.;](?:\s|$)|,\s*(?:mời|do|với|để|gồm|thành phần|kết nối|"
    r"chủ trì)|\s(?:để|nhằm|do)\s|\s(?:vào|lúc)\s\d|$",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"(?<!\w)(?:trực tuyến|online)(?!\w)", re.IGNORECASE)
_DAY_HEAD = re.compile(
    r"^\W*(?:THỨ\s+\w+|CHỦ NHẬT|Thứ\s+\w+|Chủ nhật|Thứ \d|Ngày)\b[^:]{0,40}?\d{1,2}\s*[/.-]\s*\d{1,2}[^:]{0,12}:?\s*$"
)
_CLOCK = r"\d{1,2}\s*(?:giờ|g|h|:)\s*(?:\d{1,2}\s*(?:phút|['’′])?)?"
_ENTRY = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=:\s))(?:(?:Sáng|Chiều|Tối|Lúc|Từ)[,:]?\s+)?({_CLOCK}(?:\s*(?:-|–|đến)\s*{_CLOCK})?)"
    r"\s*[,:-]?\s+(?=\S)"
)


def find_gatherings(reading: DocumentReading, tables: list[Table]) -> tuple[list[PlannedMeeting], frozenset[int]]:
    """Meetings to come and the lines they were read from."""
    found = [meeting for table in tables if table.is_schedule for meeting in _from_table(table, reading)]
    table_lines = frozenset(line for table in tables for line in table.lines)
    paragraphs = [p for p in reading.layout.body if not set(p.lines) & table_lines]
    found += _from_day_lists(paragraphs, reading)
    used = {int(evidence.utterance[1:]) for meeting in found for evidence in meeting.evidence}
    found += _from_labels([p for p in paragraphs if not set(p.lines) & used], reading)
    used = {int(evidence.utterance[1:]) for meeting in found for evidence in meeting.evidence}
    found += _from_sentences([p for p in paragraphs if not set(p.lines) & used], reading, found)
    kept = _without_repeats([meeting for meeting in found if not is_past(meeting.start, reading)])
    return kept, frozenset(int(evidence.utterance[1:]) for meeting in kept for evidence in meeting.evidence)


def _meeting(
    title: str, start: CivilTime, reading: DocumentReading, lines: tuple[int, ...], phrase: str,
    *, end: datetime | None = None, place: str | None = None, participants: tuple[str, ...] = (), how: str = "",
) -> PlannedMeeting | None:  # fmt: skip
    title = _title(title)
    evidence = reading.cite(lines)
    if not title or not evidence:
        return None
    return PlannedMeeting(
        text=title,
        start=start,
        end=end if isinstance(start, datetime) and end is not None and end > start else None,
        phrase=phrase,
        place=place,
        participants=participants,
        rrule=None,
        evidence=evidence,
        confidence=0.85,
        reading=how,
    )


def _from_table(table: Table, reading: DocumentReading) -> list[PlannedMeeting]:
    found: list[PlannedMeeting | None] = []
    for day, rows in _days(table, reading):
        for row in rows:
            what = row.cells.get("content", "")
            hour = _clock(row.cells.get("hour", "") or row.cells.get("day", ""), reading)
            if not what or hour is None or hour.start is None or _NOT_HELD.search(what) or what.startswith("("):
                continue
            start = at_hour_of(day, hour.start)
            end = end_said(hour)
            found.append(
                _meeting(
                    what,
                    start,
                    reading,
                    row.lines,
                    row.cells.get("hour", ""),
                    end=at_hour_of(day, end) if end else None,
                    place=row.cells.get("place"),
                    participants=_people(row.cells.get("people", "")),
                )
            )
    return [meeting for meeting in found if meeting is not None]


def _days(table: Table, reading: DocumentReading) -> list[tuple[date, list[Row]]]:
    """Rows by day: the day stands beside the first of its rows and may be wrapped over the next."""
    groups: list[tuple[str, list[Row]]] = []
    for row in table.rows:
        said = row.cells.get("day", "")
        weekday = re.match(r"(?:thứ|chủ nhật|cn|t\d|mon|tue|wed|thu|fri|sat|sun)", said, re.IGNORECASE)
        if not groups or weekday or (re.search(r"\d", said) and re.search(r"\d", groups[-1][0])):
            groups.append((said, [row]))
        else:
            groups[-1] = (f"{groups[-1][0]} {said}".strip(), [*groups[-1][1], row])
    dated: list[tuple[date, list[Row]]] = []
    for said, rows in groups:
        day = _day(said, reading)
        if day is not None:
            dated.append((day, rows))
    return dated


def _day(text: str, reading: DocumentReading) -> date | None:
    numeric = re.search(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?", text)
    if numeric:
        try:
            year = int(numeric[3]) if numeric[3] else reading.dated.year
            day = date(year, int(numeric[2]), int(numeric[1]))
        except ValueError:
            return None
        if not numeric[3] and day < reading.dated.date() - timedelta(days=60):
            day = day.replace(year=day.year + 1)
        return day
    for when in reading.whens(text):
        value = start_value(when, reference=reading.dated)
        if value is not None and says_day(when):
            return as_date(value)
    return None


def _clock(text: str, reading: DocumentReading) -> When | None:
    return next((when for when in reading.whens(text) if says_hour(when)), None)


def _from_day_lists(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    """ "THỨ HAI, NGÀY 27/5:" and below it "- Chủ tịch: 8 giờ, họp …; 13 giờ 30’, …"."""
    found: list[PlannedMeeting | None] = []
    day: date | None = None
    for paragraph in paragraphs:
        head = _DAY_HEAD.match(paragraph.text)
        if head:
            day = _day(paragraph.text, reading)
            continue
        inline = re.match(
            r"^(?:(?:Thứ \w+|Chủ nhật)[^:\d]{0,12})?[Nn]gày\s+\d{1,2}/\d{1,2}(?:/\d{4})?\s*(?:\([^)]*\))?\s*[,:]\s*",
            paragraph.text,
        )
        if inline and paragraph.level == 4:
            found.extend(_items_of_day(paragraph, inline.end(), reading))
            continue
        if day is None:
            continue
        found.extend(_entries(paragraph, day, reading))
    return [meeting for meeting in found if meeting is not None]


def _entries(paragraph: Paragraph, day: date, reading: DocumentReading) -> list[PlannedMeeting | None]:
    text = paragraph.text
    matches = list(_ENTRY.finditer(text))
    who = re.match(r"^([^:]{3,90}):\s", text)
    found: list[PlannedMeeting | None] = []
    for match, following in zip_longest(matches, matches[1:]):
        entry = text[match.end() : following.start() if following else len(text)]
        clock = _clock(match[1], reading)
        if clock is None or clock.start is None or _NOT_HELD.search(entry[:60]):
            continue
        people = split_units(who[1]) if who and not re.search(r"\d", who[1]) else ()
        end = end_said(clock)
        found.append(
            _meeting(
                _before_place(entry),
                at_hour_of(day, clock.start),
                reading,
                paragraph.lines,
                match[1],
                end=at_hour_of(day, end) if end else None,
                place=_place_in(entry),
                participants=people,
            )
        )
    return found


def _items_of_day(paragraph: Paragraph, begin: int, reading: DocumentReading) -> list[PlannedMeeting | None]:
    day = _day(paragraph.text[:begin], reading)
    if day is None:
        return []
    found: list[PlannedMeeting | None] = []
    for entry in re.split(r";\s+", paragraph.text[begin:]):
        if _EVENT.search(entry) and not _NOT_HELD.search(entry):
            clock = _clock(entry, reading)
            start: CivilTime = at_hour_of(day, clock.start) if clock is not None and clock.start is not None else day
            found.append(
                _meeting(
                    _before_place(entry),
                    start,
                    reading,
                    paragraph.lines,
                    paragraph.text[:begin].strip(" ,:"),
                    place=_place_in(entry),
                )
            )
    return found


def _from_labels(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    found: list[PlannedMeeting | None] = []
    for index, paragraph in enumerate(paragraphs):
        label = _LABEL_TIME.search(paragraph.text) or re.match(r"Thời gian và địa điểm$", paragraph.text)
        if label is None and not re.match(r"^Đợt \d+|^Ca \d+|^Lớp (?:thứ )?\d+", paragraph.text):
            continue
        said = paragraph.text[label.end() :] if label else paragraph.text
        sessions = _sessions(paragraph, reading)
        if sessions:
            found.extend(sessions)
            continue
        start, end, phrase, how = _moment(said, reading)
        if start is None:
            continue
        place, place_lines = _labelled_place(said, paragraphs, index)
        title = _invited_to(reading, paragraphs, index)
        found.append(
            _meeting(title, start, reading, (*paragraph.lines, *place_lines), phrase, end=end, place=place,
                     participants=_invited(paragraphs), how=how)
        )  # fmt: skip
    return [meeting for meeting in found if meeting is not None]


def _sessions(paragraph: Paragraph, reading: DocumentReading) -> list[PlannedMeeting | None]:
    """ "Đợt 1: từ … đến …, ngày …, Phòng …": one meeting each."""
    found: list[PlannedMeeting | None] = []
    parts = list(re.finditer(r"(?<!\w)((?:Đợt|Lớp|Ca|Buổi)\s+(?:thứ\s+)?\d+)\s*:\s*", paragraph.text))
    for part, following in zip_longest(parts, parts[1:]):
        said = paragraph.text[part.end() : following.start() if following else len(paragraph.text)]
        start, end, phrase, how = _moment(said, reading)
        if start is None:
            continue
        place = _rest_after_dates(said, reading)
        title = f"{_invited_to(reading, [], 0)} - {part[1]}"
        found.append(_meeting(title, start, reading, paragraph.lines, phrase, end=end, place=place, how=how))
    return found


def _rest_after_dates(said: str, reading: DocumentReading) -> str | None:
    stop = max((when.stop for when in reading.whens(said)), default=0)
    rest = re.sub(r"^\W*(?:\([^)]*\))?\W*(?:tại\s+)?", "", said[stop:])
    rest = re.split(r"\.\s+(?=[A-ZÀ-ỸĐ])|;", rest)[0].strip(" .,;")
    return rest or None


def _moment(text: str, reading: DocumentReading) -> tuple[CivilTime | None, datetime | None, str, str]:
    """Start, end, phrase and reading of the day and hour in ``text``, wherever they stand."""
    whens = [when for when in reading.whens(text) if when.rrule is None]
    days = [when for when in whens if says_day(when)]
    hours = [when for when in whens if says_hour(when)]
    if not days:
        return None, None, "", ""
    whole = next((when for when in days if says_hour(when)), days[0])
    start = start_value(whole, reference=reading.dated)
    if start is None:
        return None, None, "", ""
    end = end_said(whole)
    if not isinstance(start, datetime) and hours and hours[0].start is not None:
        start = at_hour_of(start, hours[0].start)
        ended = end_said(hours[0])
        end = at_hour_of(start, ended) if ended else None
    return start, end, text[min(w.begin for w in whens) : max(w.stop for w in whens)], whole.reading


def _labelled_place(said: str, paragraphs: list[Paragraph], index: int) -> tuple[str | None, tuple[int, ...]]:
    for other in (paragraphs[index], *paragraphs[index + 1 : index + 4], *paragraphs[max(0, index - 2) : index]):
        label = _LABEL_PLACE.search(other.text)
        if label:
            place = re.split(r"[.;]\s+(?=[A-ZÀ-ỸĐ])", other.text[label.end() :])[0].strip(" .;,")
            return place or None, other.lines
    return _place_in(said), ()


def _invited_to(reading: DocumentReading, paragraphs: list[Paragraph], index: int) -> str:
    """What it is: the entry above the labels, or the document's subject."""
    subject = re.sub(
        r"^\W*(?:V/v|Về việc)?\s*(?:giấy mời|thư mời)?\s*(?:mời\s+)?(?:tham dự|dự|họp dự)?\s*",
        "",
        reading.subject or "",
        flags=re.IGNORECASE,
    )
    above = [p for p in paragraphs[:index] if p.level in (1, 2, 3) and len(p.text) < 80 and _EVENT.search(p.text)]
    nearest = above[-1].text.strip(" :.") if above and paragraphs[index].level > above[-1].level else ""
    if nearest and not re.match(r"thời gian|thành phần|nội dung", nearest, re.IGNORECASE):
        rest = re.sub(r"^(?:kế hoạch\s*)?tổ chức\s*", "", subject, flags=re.IGNORECASE)
        return f"{nearest} {rest}" if rest and len(nearest.split()) <= 4 else nearest
    about = next((p.text for p in paragraphs if re.match(r"nội dung[^:]{0,12}:", p.text, re.IGNORECASE)), "")
    about = re.sub(r"^[^:]*:\s*", "", about)
    if about and len(about) < 160 and _EVENT.search(about) and len(subject.split()) < 4:
        return about
    return subject or nearest or next((p.text for p in paragraphs if _EVENT.search(p.text)), "")


def _invited(paragraphs: list[Paragraph]) -> tuple[str, ...]:
    for index, paragraph in enumerate(paragraphs):
        label = re.match(r"^(?:\W*)thành phần[^:]{0,20}:?\s*", paragraph.text, re.IGNORECASE)
        if label is None:
            continue
        rest = paragraph.text[label.end() :]
        if len(rest) > 5:
            return _people(rest)
        listed: list[str] = []
        for other in paragraphs[index + 1 :]:
            if other.level <= paragraph.level:
                break
            listed.extend(_people(other.text))
        return tuple(listed)
    return ()


def _people(text: str) -> tuple[str, ...]:
    pieces = [
        re.sub(r"^(?:đại diện(?: lãnh đạo)?|lãnh đạo|mời|gồm)\s+", "", piece.strip(), flags=re.IGNORECASE)
        for piece in re.split(r";", text)
    ]
    return tuple(part for piece in pieces for part in split_units(re.sub(r"\([^)]*\)", "", piece)))[:12]


def _from_sentences(
    paragraphs: list[Paragraph], reading: DocumentReading, known: list[PlannedMeeting]
) -> list[PlannedMeeting]:
    """Running text: an event with its day and hour; a part of the day's programme with hours alone."""
    found: list[PlannedMeeting | None] = []
    day: CivilTime | None = known[0].start if known else None
    cancelled = any(re.search(r"(?:về việc |thống nhất )[^.]{0,80}(?:hoãn|hủy)", p.text) for p in paragraphs)
    lead = ""
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.level in (1, 2):
            lead = ""
        if text.endswith(":") and re.search(
            r"(?:lịch|thời gian|chương trình|kế hoạch) .*làm việc|lịch \w+", text, re.IGNORECASE
        ):
            lead = _lead_title(text)
        if re.match(r"^(?:căn cứ|thực hiện|hưởng ứng|sau khi)", text, re.IGNORECASE) and "từ" not in text[-80:]:
            continue
        if cancelled or _NOT_HELD.search(text):
            continue
        hours = [w for w in reading.whens(text) if says_hour(w)]
        start, end, phrase, how = _moment(text, reading)
        if (
            start is not None
            and isinstance(start, datetime)
            and (_GATHERING.search(text) or lead)
            and not _is_order(text, phrase)
        ):
            title = _sentence_title(text, paragraphs, index, lead, reading)
            meeting = _meeting(
                title,
                start,
                reading,
                paragraph.lines,
                phrase,
                end=end,
                place=_place_in(text) or _online(text),
                how=how,
            )
            if meeting is not None and not is_past(start, reading):
                found.append(meeting)
                day = start
        elif (
            start is None
            and day is not None
            and hours
            and hours[0].start is not None
            and re.search(r"thời gian\s*:?\s*(?:từ|lúc)", text, re.IGNORECASE)
        ):
            ended = end_said(hours[0])
            title = _programme_title(text, paragraphs, index)
            found.append(
                _meeting(
                    title,
                    at_hour_of(day, hours[0].start),
                    reading,
                    paragraph.lines,
                    hours[0].phrase,
                    end=at_hour_of(day, ended) if ended else None,
                )
            )
    return [meeting for meeting in found if meeting is not None]


def _is_order(text: str, phrase: str) -> bool:
    """A deadline, not a gathering: "gửi … trước 17 giờ 00 ngày 30/10/2026"."""
    before = text[: text.find(phrase)] if phrase and phrase in text else text
    if re.match(r"\W*(?:giao|đề nghị|yêu cầu|phân công)\s", text, re.IGNORECASE) or re.search(
        r"(?<!\w)(?:gửi|nộp|trình|báo cáo kết quả|đăng ký)(?!\w)", before
    ):
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
    match = _GATHERING.search(text)
    return re.sub(
        r"^về lịch\s+|\s*dự kiến", "", text[match.start() if match else 0 :].strip(" :"), flags=re.IGNORECASE
    )


def _sentence_title(text: str, paragraphs: list[Paragraph], index: int, lead: str, reading: DocumentReading) -> str:
    entry = re.match(r"^(Với\s[^:]{3,100}):", text)
    if entry and lead:
        return f"{lead} {entry[1][:1].lower()}{entry[1][1:]}"
    whens = reading.whens(text)
    event = _GATHERING.search(text)
    begin = event.start() if event else 0
    if re.match(r"Thời gian", text) and event:
        previous = next((p.text for p in reversed(paragraphs[:index]) if _GATHERING.search(p.text)), "")
        return _phrase_of_event(previous, reading) or _phrase_of_event(text, reading)
    after = [w.begin for w in whens if w.begin > begin]
    stop = min(after) if after else len(text)
    subject = text[:begin].strip()
    clause = text[begin:stop] if stop - begin > 12 else text[begin : begin + 120]
    clause = re.sub(r"\s*(?:,|vào|lúc|hồi|vào lúc|từ|tại .*)\s*$", "", clause)
    short = (len(subject) < 70 and not whens) or (whens and whens[0].begin > begin and len(subject) < 60)
    return f"{subject} {clause}" if short and subject and clause.split()[0].lower() in ("họp", "làm") else clause


def _phrase_of_event(text: str, reading: DocumentReading) -> str:
    match = _GATHERING.search(text)
    if match is None:
        return ""
    stop = min([w.begin for w in reading.whens(text) if w.begin > match.start()] + [match.start() + 110, len(text)])
    return re.split(r"[.;,(]", text[match.start() : stop])[0]


def _programme_title(text: str, paragraphs: list[Paragraph], index: int) -> str:
    own = re.split(r"\.?\s*(?:\*\s*)?(?:đơn vị báo cáo|thời gian)", text, flags=re.IGNORECASE)[0].strip()
    if len(own) > 8:
        return own
    above = next((p for p in reversed(paragraphs[:index]) if p.level == 2), None)
    return above.text if above else ""


def _online(text: str) -> str | None:
    match = _ONLINE.search(text)
    return match[0].lower() if match else None


def _place_in(text: str) -> str | None:
    best: str | None = None
    for mark in _PLACE.finditer(text):
        stop = _PLACE_STOP.search(text, mark.end())
        place = text[mark.end() : stop.start() if stop else len(text)].strip(" ,.;()")
        place = re.sub(r"\s*\((?:LĐVP|cả ngày).*$", "", place)
        labelled = mark[0].lower().startswith(("điểm", "địa điểm", "tập trung"))
        if (
            2 < len(place) < 140
            and (labelled or best is None)
            and re.match(
                r"[A-ZÀ-ỸĐ]|phòng|hội trường|trụ sở|cảng|chân|sân|nhà|khu|văn phòng|trung tâm|ủy ban|"
                r"công viên|đình|bến|cầu|xã|phường|ấp|tầng|số|đường|cổng",
                place,
            )
        ):
            best = place
            if labelled:
                break
    return best


def _before_place(entry: str) -> str:
    cut = re.search(
        r"[.,;]?\s*(?:điểm tập trung tại|điểm tại|điểm|địa điểm:?|mời đại diện|mời|chủ trì:|"
        r"thành phần:|, tại|tại phòng|tại hội)\s",
        entry,
        re.IGNORECASE,
    )
    return entry[: cut.start()] if cut and cut.start() > 10 else entry


def _title(text: str) -> str:
    text = re.sub(r"\((?:LĐVP|giấy mời|lđ)[^)]*\)", "", text, flags=re.IGNORECASE)
    text = " ".join(text.split()).strip(" ,;:./-")
    text = re.sub(r"\s+(?:được )?(?:tổ chức|diễn ra|bắt đầu|khai mạc)(?: vào| từ| lúc)?$", "", text)
    if len(text) > 200:
        text = text[: text.rfind(" ", 0, 200)].rstrip(" ,;:")
    return text[:1].upper() + text[1:]


def _without_repeats(meetings: list[PlannedMeeting]) -> list[PlannedMeeting]:
    kept: list[PlannedMeeting] = []
    for meeting in meetings:
        same = [
            k
            for k in kept
            if k.start == meeting.start
            and (k.text == meeting.text or (k.evidence == meeting.evidence and k.place == meeting.place))
        ]
        if not same:
            kept.append(meeting)
    return kept
