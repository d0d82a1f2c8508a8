"""The day and hour a document sets for a gathering, and the gathering made of them."""

import re
from datetime import date, datetime, timedelta

from models.findings import CivilTime, PlannedMeeting
from models.when import When
from scheduling.dates import start_value
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.moments import as_date, at_hour_of, end_said, says_day, says_hour


def planned(
    title: str, start: CivilTime, reading: DocumentReading, lines: tuple[int, ...], phrase: str,
    *, end: datetime | None = None, place: str | None = None, participants: tuple[str, ...] = (), how: str = "",
    rrule: str | None = None,
) -> PlannedMeeting | None:  # fmt: skip
    title = _tidy_title(title)
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
        rrule=rrule,
        evidence=evidence,
        confidence=0.85,
        reading=how,
    )


def read_day(text: str, reading: DocumentReading) -> date | None:
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


def read_clock(text: str, reading: DocumentReading) -> When | None:
    return next((when for when in reading.whens(text) if says_hour(when)), None)


def read_moment(text: str, reading: DocumentReading) -> tuple[CivilTime | None, datetime | None, str, str]:
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


def _tidy_title(text: str) -> str:
    text = re.sub(r"\((?:LĐVP|giấy mời|lđ)[^)]*\)", "", text, flags=re.IGNORECASE)
    text = " ".join(text.split()).strip(" ,;:./-")
    text = re.sub(r"\s+(?:được )?(?:tổ chức|diễn ra|bắt đầu|khai mạc)(?: vào| từ| lúc)?$", "", text)
    if len(text) > 200:
        text = text[: text.rfind(" ", 0, 200)].rstrip(" ,;:")
    return text[:1].upper() + text[1:]
