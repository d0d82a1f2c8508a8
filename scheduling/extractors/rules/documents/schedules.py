"""Schedules by table and by day: every line with an hour is a gathering."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from models.findings import CivilTime, PlannedMeeting
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.documents.events import EVENT, GATHERING, NOT_HELD, read_people
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.moments import planned, read_clock, read_day, read_moment
from scheduling.extractors.rules.documents.places import before_place, online_in, place_in, spot_in
from scheduling.extractors.rules.documents.tables import Row, Table
from scheduling.extractors.rules.documents.units import split_units
from scheduling.extractors.rules.moments import at_hour_of, end_said

_DAY_HEAD = re.compile(
    r"^\W*(?:THỨ\s+\w+|CHỦ NHẬT|Thứ\s+\w+|Chủ nhật|Thứ \d|Ngày)\b[^:]{0,40}?\d{1,2}\s*[/.-]\s*\d{1,2}[^:]{0,12}:?\s*$"
)


_CLOCK = r"\d{1,2}\s*(?:giờ|g|h|:)\s*(?:\d{1,2}\s*(?:phút|['’′])?)?"


_ENTRY = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=:\s))(?:[-–+•*]\s*)?(?:(?:Sáng|Chiều|Tối|Trưa|Lúc|"
    rf"Từ)\s*[,:–-]?\s+)?({_CLOCK}(?:\s*(?:-|–|đến)\s*{_CLOCK})?)"
    r"\s*[,:-]?\s+(?=\S)"
)


def from_table(table: Table, reading: DocumentReading) -> list[PlannedMeeting]:
    found: list[PlannedMeeting | None] = []
    for day, rows in _days(table, reading):
        for row in rows:
            what = row.cells.get("content", "")
            hour = read_clock(row.cells.get("hour", "") or row.cells.get("day", ""), reading)
            told = _ENTRY.match(what) if hour is None or hour.grain.is_civil_date else None
            if told:
                hour, what = read_clock(told[1], reading), what[told.end() :]
            if not what or hour is None or hour.start is None or _called_off(what) or what.startswith("("):
                continue
            start = at_hour_of(day, hour.start)
            end = end_said(hour)
            found.append(
                planned(
                    what,
                    start,
                    reading,
                    row.lines,
                    told[1] if told else row.cells.get("hour", ""),
                    end=at_hour_of(day, end) if end else None,
                    place=row.cells.get("place"),
                    participants=read_people(row.cells.get("people", "")),
                )
            )
    return [meeting for meeting in found if meeting is not None]


def from_rows(table: Table, reading: DocumentReading) -> list[PlannedMeeting]:
    """Gatherings among the work of a plan: a row that begins with an event and is set for a day and an hour."""
    found: list[PlannedMeeting | None] = []
    for row in table.rows:
        what, said = row.cells.get("content", ""), row.cells.get("due", "")
        begins = GATHERING.match(what)
        if (
            begins is None
            or begins[0].lower() in ("kiểm tra", "khảo sát", "tiếp", "làm việc")
            or _CLOSING.match(said)
        ):
            continue
        start, end, phrase, how = read_moment(said, reading)
        if isinstance(start, datetime):
            people = (row.cells.get("owner", ""), row.cells.get("support", ""))
            found.append(
                planned(
                    before_place(what),
                    start,
                    reading,
                    row.lines,
                    phrase,
                    end=end,
                    place=row.cells.get("place") or place_in(what) or spot_in(what),
                    participants=tuple(name for piece in people if piece for name in split_units(piece)),
                    how=how,
                )
            )
    return [meeting for meeting in found if meeting is not None]


_CLOSING = re.compile(r"\W*(?:trước|chậm nhất|muộn nhất|hạn|xong|by|before|no later)", re.IGNORECASE)


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
        day = read_day(said, reading)
        if day is not None:
            dated.append((day, rows))
    return dated


def from_day_lists(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    """ "THỨ HAI, NGÀY 27/5:" and below it "- Chủ tịch: 8 giờ, họp …; 13 giờ 30’, …"."""
    found: list[PlannedMeeting | None] = []
    day: date | None = None
    week = _first_day(reading)
    for paragraph in paragraphs:
        head = _DAY_HEAD.match(paragraph.text)
        if head:
            day = read_day(paragraph.text, reading)
            continue
        bare = _WEEKDAY_HEAD.match(paragraph.text)
        if bare and (week is not None or bare["date"]):
            at = _WEEKDAYS.index(bare["day"].lower())
            day = read_day(bare["date"], reading) if bare["date"] else None
            if day is None and week is not None:
                day = week + timedelta(days=at // 2 - week.weekday())
            if day is not None:
                found.extend(_entries(replace(paragraph, text=paragraph.text[bare.end() :].strip()), day, reading))
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


_WEEKDAYS = ("hai", "2", "ba", "3", "tư", "4", "năm", "5", "sáu", "6", "bảy", "7", "chủ nhật", "cn")
_WEEKDAY_HEAD = re.compile(
    r"^\W*(?:thứ\s+)?(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7]|chủ nhật|cn)\s*[,(]?\s*(?:ngày\s*)?"
    r"(?P<date>\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?)?\)?\s*(?::|$|(?=[-–]?\s*\d{1,2}\s*(?:giờ|g|h)))",
    re.IGNORECASE,
)


def _first_day(reading: DocumentReading) -> date | None:
    """The day a schedule says it begins with ("Từ ngày 12/10/2026 đến …"), the year from the document's own."""
    if not any(re.match(r"\s*LỊCH\b", line) for line in reading.layout.raw[:20]):
        return None
    for line in reading.layout.raw[:25]:
        begun = re.search(r"từ\s+(?:ngày\s+)?(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)", line, re.IGNORECASE)
        if begun:
            return read_day(begun[1], reading)
    return None


def _entries(paragraph: Paragraph, day: date, reading: DocumentReading) -> list[PlannedMeeting | None]:
    text = paragraph.text
    matches = list(_ENTRY.finditer(text))
    who = re.match(r"^([^:]{3,90}):\s", text)
    found: list[PlannedMeeting | None] = []
    for match, following in zip_longest(matches, matches[1:]):
        entry = text[match.end() : following.start() if following else len(text)]
        clock = read_clock(match[1], reading)
        if clock is None or clock.start is None or _called_off(entry):
            continue
        people = (*_subject(entry), *_attending(entry)) or (
            split_units(who[1]) if who and not re.search(r"\d|^(?:sáng|chiều|tối)$", who[1], re.IGNORECASE) else ()
        )
        end = end_said(clock)
        found.append(
            planned(
                before_place(entry),
                at_hour_of(day, clock.start),
                reading,
                paragraph.lines,
                match[1],
                end=at_hour_of(day, end) if end else None,
                place=place_in(entry) or spot_in(entry) or online_in(entry),
                participants=tuple(dict.fromkeys(people)),
            )
        )
    return found


def _subject(entry: str) -> tuple[str, ...]:
    """Whose entry it is: "Đ/c Phó Bí thư Thường trực dự …"."""
    named = re.match(
        r"(?:Các )?(?:Đ/c|Đồng chí)\s+([^.,;:()]{3,60}?)\s+(?:chủ trì|cùng|dự|tham dự|làm việc|đi|tiếp|kiểm tra|"
        r"thăm|họp|"
        r"hội ý|trao|phát biểu|gặp|nghe|giao ban|chúc|khảo sát|giám sát)(?!\w)",
        entry,
    )
    return read_people(named[1]) if named else ()


def _called_off(entry: str) -> bool:
    """A word for it in the event itself, or stamped in capitals or brackets after it."""
    title = re.split(r"\s\(|(?<=[^\dA-ZĐ.])\.\s", entry)[0][:60] or entry[:60]
    return NOT_HELD.search(title) is not None or _STAMPED.search(entry) is not None


_STAMPED = re.compile(
    r"(?<!\w)(?-i:HOÃN|HỦY|HUỶ|CANCELLED|POSTPONED)(?!\w)|\((?:hoãn|hủy|huỷ|cancelled|postponed)\b", re.I
)


def _attending(entry: str) -> tuple[str, ...]:
    """ "Chủ trì: …", "Thành phần: …", "… tham dự", "… tổ chức" after the event."""
    named = re.findall(
        r"(?:chủ trì|chủ to[ạà]|chủ tọa|thành phần|tham dự|cùng dự|cùng đi|mời|dự)\s*:\s*([^:]+?)"
        r"(?=[.;]\s|[.;]?$|\s+(?:chủ trì|thành phần)\s*:)",
        entry,
        re.IGNORECASE,
    )
    doing = re.findall(
        r"[.)]\s+([A-ZÀ-ỸĐ][^.:;]{2,80}?)\s+(?:tham dự|dự|tiếp|cùng dự|tổ chức|chủ trì|phụ trách)\.?(?=\s|$)", entry
    )
    return tuple(dict.fromkeys(name for piece in [*named, *doing] for name in read_people(piece)))


def _items_of_day(paragraph: Paragraph, begin: int, reading: DocumentReading) -> list[PlannedMeeting | None]:
    day = read_day(paragraph.text[:begin], reading)
    if day is None:
        return []
    found: list[PlannedMeeting | None] = []
    for entry in re.split(r";\s+", paragraph.text[begin:]):
        if EVENT.search(entry) and not NOT_HELD.search(entry):
            clock = read_clock(entry, reading)
            start: CivilTime = at_hour_of(day, clock.start) if clock is not None and clock.start is not None else day
            found.append(
                planned(
                    before_place(entry),
                    start,
                    reading,
                    paragraph.lines,
                    paragraph.text[:begin].strip(" ,:"),
                    place=place_in(entry),
                )
            )
    return found
