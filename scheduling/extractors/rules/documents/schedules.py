"""Schedules by table and by day: every line with an hour is a gathering."""

import re
from datetime import date
from itertools import zip_longest

from models.findings import CivilTime, PlannedMeeting
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.documents.events import EVENT, NOT_HELD, read_people
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.moments import planned, read_clock, read_day
from scheduling.extractors.rules.documents.places import before_place, place_in
from scheduling.extractors.rules.documents.tables import Row, Table
from scheduling.extractors.rules.documents.units import split_units
from scheduling.extractors.rules.moments import at_hour_of, end_said

_DAY_HEAD = re.compile(
    r"^\W*(?:THỨ\s+\w+|CHỦ NHẬT|Thứ\s+\w+|Chủ nhật|Thứ \d|Ngày)\b[^:]{0,40}?\d{1,2}\s*[/.-]\s*\d{1,2}[^:]{0,12}:?\s*$"
)


_CLOCK = r"\d{1,2}\s*(?:giờ|g|h|:)\s*(?:\d{1,2}\s*(?:phút|['’′])?)?"


_ENTRY = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=:\s))(?:(?:Sáng|Chiều|Tối|Lúc|Từ)[,:]?\s+)?({_CLOCK}(?:\s*(?:-|–|đến)\s*{_CLOCK})?)"
    r"\s*[,:-]?\s+(?=\S)"
)


def from_table(table: Table, reading: DocumentReading) -> list[PlannedMeeting]:
    found: list[PlannedMeeting | None] = []
    for day, rows in _days(table, reading):
        for row in rows:
            what = row.cells.get("content", "")
            hour = read_clock(row.cells.get("hour", "") or row.cells.get("day", ""), reading)
            if not what or hour is None or hour.start is None or NOT_HELD.search(what) or what.startswith("("):
                continue
            start = at_hour_of(day, hour.start)
            end = end_said(hour)
            found.append(
                planned(
                    what,
                    start,
                    reading,
                    row.lines,
                    row.cells.get("hour", ""),
                    end=at_hour_of(day, end) if end else None,
                    place=row.cells.get("place"),
                    participants=read_people(row.cells.get("people", "")),
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
        day = read_day(said, reading)
        if day is not None:
            dated.append((day, rows))
    return dated


def from_day_lists(paragraphs: list[Paragraph], reading: DocumentReading) -> list[PlannedMeeting]:
    """ "THỨ HAI, NGÀY 27/5:" and below it "- Chủ tịch: 8 giờ, họp …; 13 giờ 30’, …"."""
    found: list[PlannedMeeting | None] = []
    day: date | None = None
    for paragraph in paragraphs:
        head = _DAY_HEAD.match(paragraph.text)
        if head:
            day = read_day(paragraph.text, reading)
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
        clock = read_clock(match[1], reading)
        if clock is None or clock.start is None or NOT_HELD.search(entry[:60]):
            continue
        people = split_units(who[1]) if who and not re.search(r"\d", who[1]) else ()
        end = end_said(clock)
        found.append(
            planned(
                before_place(entry),
                at_hour_of(day, clock.start),
                reading,
                paragraph.lines,
                match[1],
                end=at_hour_of(day, end) if end else None,
                place=place_in(entry),
                participants=people,
            )
        )
    return found


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
