"""The deadline of an order: a date of its own, or one counted from the document's event."""

import re
from datetime import timedelta

from models.findings import Due, PlannedMeeting
from models.when import When
from scheduling.dates import due_value
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.moments import as_date

_DUE_TEXT = re.compile(
    r"[,;]?\s*(?:(?:xong|hoàn thành|hoàn tất|thực hiện|thời gian hoàn thành|thời hạn)\s+"
    r")?(?:trước|chậm nhất(?: là)?|muộn nhất|đến|trong thời hạn|trong vòng|trong|vào|kể từ|"
    r"bắt đầu từ|từ|hạn(?: chót| cuối)?)\s*(?:là\s*)?$",
    re.IGNORECASE,
)


def is_dated(text: str, reading: DocumentReading) -> bool:
    return (
        any(when.open != "after" for when in reading.whens(text))
        or re.search(r"trước (?:lễ|ngày tổ chức)", text.lower()) is not None
    )


def find_due(text: str, reading: DocumentReading, meetings: list[PlannedMeeting]) -> Due | None:
    chosen = _deadline(text, reading)
    if chosen is None:
        return counted_from_event(text, meetings)
    return Due(due_value(chosen, reference=reading.reference(text)), chosen.phrase, chosen.reading)


def _deadline(text: str, reading: DocumentReading) -> When | None:
    whens = [w for w in reading.whens(text) if not _about(text, w)]
    first = next(
        (
            w
            for w in whens
            if re.search(r"bắt đầu (?:từ )?(?:ngày )?$", text[: w.begin].lower())
            or w.phrase.lower().startswith("bắt đầu")
        ),
        None,
    )
    daily = next((w for w in whens if w.rrule), None)
    hour = next((w for w in whens if not w.grain.is_civil_date), daily)
    if first is not None and hour is not None and hour is not first:
        return first if not first.grain.is_civil_date else _at(first, hour)
    closing = [
        w
        for w in whens
        if w.open == "before"
        or re.search(r"(?:trước|chậm nhất|hạn|hoàn thành|đến|trong)\W*(?:là )?(?:ngày )?$", text[: w.begin].lower())
    ]
    usable = closing or [w for w in whens if w.open != "after"]
    return usable[-1] if usable else (whens[-1] if whens else None)


def _at(day: When, hour: When) -> When:
    if day.start is None or hour.start is None or hour.grain.is_civil_date:
        return day
    start = day.start.replace(hour=hour.start.hour, minute=hour.start.minute)
    return When(start, start + timedelta(minutes=1), hour.grain, day.phrase, day.begin, day.stop, day.reading)


def _about(text: str, when: When) -> bool:
    """A date of the object ("trong hai năm 2024, 2025", "họp trực tuyến ngày 15/4"), not of the order."""
    before = text[: when.begin].lower().rstrip()
    return (
        re.search(
            r"(?:họp|hội nghị|lễ|cuộc họp|công văn|kế hoạch|số|quyết định|trực tuyến|năm|"
            r"hai năm)(?: số \S+)?(?: ngày)?$",
            before,
        )
        is not None
        and when.open != "before"
    )


def counted_from_event(text: str, meetings: list[PlannedMeeting]) -> Due | None:
    """ "Trước Lễ phát động 02 ngày", "Ngày tổ chức": counted from the document's own event."""
    if not meetings:
        return None
    day = as_date(meetings[0].start)
    before = re.search(
        r"trước (?:ngày )?(?:lễ|hội nghị|buổi|cuộc họp|ngày tổ chức|khi)[^,;\d]{0,40}(\d{1,2})\s*ngày",
        text,
        re.IGNORECASE,
    )
    if before:
        return Due(day - timedelta(days=int(before[1])), before[0])
    same = re.search(
        r"ngày (?:tổ chức|diễn ra|lễ)|trước (?:khi )?(?:lễ|hội nghị|buổi lễ|cuộc họp)|trong ngày (?:lễ|hội)",
        text,
        re.IGNORECASE,
    )
    return Due(day, same[0]) if same else None


def without_due(text: str, reading: DocumentReading) -> str:
    for when in reversed(reading.whens(text)):
        if when.open == "before" or _DUE_TEXT.search(text[: when.begin]):
            kept = _DUE_TEXT.sub("", text[: when.begin]).rstrip(" ,;")
            text = re.sub(r"[ ,;]+(?:thời|thời gian|với)$", "", kept) + text[when.stop :]
    return text
