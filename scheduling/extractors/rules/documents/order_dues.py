"""The deadline of an order: a date of its own, or one counted from the document's event."""

import re
from dataclasses import replace
from datetime import timedelta

from models.findings import Due, PlannedMeeting
from models.when import When
from scheduling.dates import due_value, start_value
from scheduling.dates.workdays import shift_workdays
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
        or _COUNTED.search(text) is not None
        or _ON_RECEIPT.search(text) is not None
        or _WITHIN_DAYS.search(text) is not None
    )


_ON_RECEIPT = re.compile(r"ngay (?:sau )?khi nhận được[^,.;]{0,40}|(?:on|upon) receipt of[^,.;]{0,40}", re.IGNORECASE)
"""At once: the day the document came."""


def find_due(text: str, reading: DocumentReading, meetings: list[PlannedMeeting]) -> Due | None:
    counted = counted_from_event(text, meetings) if _COUNTED.search(text) else None
    if counted is not None:
        return counted
    ahead = _ahead_of(text, reading)
    if ahead is not None:
        return ahead
    within = _WITHIN_DAYS.search(text)
    if within:
        begun = reading.received if within["since"].lower() == "nhận" else reading.dated
        days = int(within["days"])
        day = shift_workdays(begun.date(), days) if within["work"] else begun.date() + timedelta(days=days)
        return Due(day, within[0])
    at_once = _ON_RECEIPT.search(text)
    if at_once:
        return Due(reading.received.date(), at_once[0])
    chosen = _deadline(text, reading)
    if chosen is None:
        return counted_from_event(text, meetings)
    value = due_value(chosen, reference=reading.reference(text))
    if value is not None and chosen.open == "before" and _HOLIDAY.search(chosen.phrase):
        value = shift_workdays(as_date(value), -1)
    return Due(value, chosen.phrase, chosen.reading)


_WITHIN_DAYS = re.compile(
    r"(?:(?:trong )?(?:vòng|thời hạn|thời gian) )?(?P<days>\d{1,3})\s+ngày(?P<work>\s+làm việc)?,?\s+(?:kể |"
    r"tính )?từ\s+"
    r"(?:ngày|khi)\s+(?P<since>nhận|ban hành|ký|ra|có|phát hành)(?!\w)[^,;.]{0,40}",
    re.IGNORECASE,
)
"""So many days from the day the writing was issued, or came."""
_HOLIDAY = re.compile(r"(?<!\w)(?:tết|lễ|quốc khánh|nghỉ)(?!\w)", re.IGNORECASE)
"""Before a holiday is the last working day before it."""


def _ahead_of(text: str, reading: DocumentReading) -> Due | None:
    """ "Trước phiên họp ngày 28/12 đúng 05 ngày", "trước rằm tháng Tám 03 ngày": counted from a day that is said."""
    ahead = _AHEAD.search(text)
    if ahead is None:
        return None
    days = [when for when in reading.whens(f"trước {ahead['what']}") if when.grain.is_civil_date or when.start]
    base = start_value(replace(days[-1], open=None), reference=reading.dated) if days else None
    if base is None:
        return None
    count = -int(ahead["days"])
    moved = shift_workdays(as_date(base), count) if ahead["work"] else as_date(base) + timedelta(days=count)
    return Due(moved, ahead[0])


_AHEAD = re.compile(
    r"trước\s+(?P<what>[^.;]{6,110}?)[\s,)]+(?:đúng |ít nhất |tối thiểu |"
    r"trước )?(?P<days>\d{1,2})\s+ngày(?P<work>\s+làm việc)?"
    r"(?=\s*(?:[.;,)]|$))",
    re.IGNORECASE,
)


def _deadline(text: str, reading: DocumentReading) -> When | None:
    whens = [w for w in reading.whens(text) if not _about(text, w)]
    whens = [w for w in whens if not _is_over(w, reading)] or whens
    first = next(
        (
            w
            for w in whens
            if re.search(
                r"(?:bắt đầu|kỳ đầu(?: tiên)?|lần đầu(?: tiên)?)\s*:?\s*(?:từ |vào )?(?:ngày )?$",
                text[: w.begin].lower(),
            )
            or w.phrase.lower().startswith("bắt đầu")
        ),
        None,
    )
    daily = next((w for w in whens if w.rrule), None)
    hour = next((w for w in whens if not w.grain.is_civil_date), daily)
    if first is not None and not first.grain.is_civil_date:
        return replace(first, open=None)
    daily_hours = [w for w in whens if not w.grain.is_civil_date]
    if daily is not None and daily.start is not None and len(daily_hours) > 1 and _listed(text, daily_hours):
        return _at(daily, daily_hours[0])
    if first is not None and hour is not None and hour is not first:
        return replace(first, open=None) if not first.grain.is_civil_date else _at(first, hour)
    closing = [
        w
        for w in whens
        if w.open == "before"
        or re.search(r"(?:trước|chậm nhất|hạn|hoàn thành|đến|trong)\W*(?:là )?(?:ngày )?$", text[: w.begin].lower())
    ]
    usable = closing or [w for w in whens if w.open != "after"]
    return usable[-1] if usable else (whens[-1] if whens else None)


def _is_over(when: When, reading: DocumentReading) -> bool:
    """Before the document was written: a fact of the object ("nhà xây trước năm 1990")."""
    return when.end is not None and when.end.date() < reading.dated.date()


def _listed(text: str, hours: list[When]) -> bool:
    """ "06 giờ 30 và 17 giờ hằng ngày": the first of several hours of each day."""
    return re.fullmatch(r"\s*(?:và|,|;|and)\s*", text[hours[0].stop : hours[1].begin]) is not None


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
            r"(?:họp|hội nghị|lễ|cuộc họp|công văn|kế hoạch|số|quyết định|trực tuyến|năm|nghỉ học|nghỉ|"
            r"hai năm)(?: số \S+)?(?: ngày)?$",
            before,
        )
        is not None
        and when.open != "before"
        and _AT_EVENT.search(before) is None
    )


_AT_EVENT = re.compile(r"tại (?:hội nghị|phiên họp|cuộc họp|kỳ họp|buổi họp)[^,;.]{0,40}$")
"""Due at a gathering whose day is said."""


_EVENT = (
    r"(?:ngày |khi |thời điểm )?(?:lễ|hội|buổi|cuộc họp|họp|phiên|vòng|"
    r"đại hội|chung kết|kiểm tra|khai mạc|tổ chức|diễn ra)"
)
_COUNTED = re.compile(
    rf"(?P<n1>\d{{1,2}})\s*ngày(?P<work1>\s+làm việc)?\s+(?P<side1>trước|"
    rf"sau)\s+(?:khi\s+)?(?P<event1>{_EVENT}[^,;.\d]{{0,40}})|"
    rf"(?P<side2>trước|"
    rf"sau)\s+(?P<event2>{_EVENT}[^,;.\d]{{0,40}}?)\s*(?P<n2>\d{{1,2}})\s*ngày(?P<work2>\s+làm việc)?",
    re.IGNORECASE,
)
"""So many days before or after an event: "03 ngày trước buổi họp", "sau Hội thi 15 ngày"."""
_SAME_DAY = re.compile(
    r"ngày (?:tổ chức|diễn ra|lễ)|trước (?:khi )?(?:lễ|hội nghị|buổi lễ|cuộc họp|ngày họp)|trong ngày (?:lễ|hội)|"
    r"tại (?:cuộc họp|buổi họp|hội nghị|phiên họp)",
    re.IGNORECASE,
)


def counted_from_event(text: str, meetings: list[PlannedMeeting]) -> Due | None:
    """ "Trước Lễ phát động 02 ngày", "Ngày tổ chức": counted from the event of the document that is meant."""
    if not meetings:
        return None
    counted = _COUNTED.search(text)
    if counted:
        which = "1" if counted["n1"] else "2"
        event = _meant(counted["event" + which], meetings, last=counted["side" + which].lower() == "sau")
        if event is None:
            return None
        days = int(counted["n" + which]) * (-1 if counted["side" + which].lower() == "trước" else 1)
        day = as_date(event.start)
        moved = shift_workdays(day, days) if counted["work" + which] else day + timedelta(days=days)
        return Due(moved, counted[0])
    same = _SAME_DAY.search(text)
    event = _meant(text[same.start() :], meetings) if same else None
    return Due(as_date(event.start), same[0]) if same and event else None


def due_of_event(text: str, meetings: list[PlannedMeeting]) -> Due | None:
    """The day of the event that work without a date of its own is for."""
    if len(meetings) == 1:
        return Due(as_date(meetings[0].start), meetings[0].phrase)
    said = _content(text)
    best = max(meetings, key=lambda meeting: len(said & _content(meeting.text)), default=None)
    if best is None or len(said & _content(best.text)) < _SHARED:
        return None
    return Due(as_date(best.start), best.phrase)


_SHARED = 4
"""Syllables that an order shares with an event's title from which it is work for that event."""


def _meant(said: str, meetings: list[PlannedMeeting], *, last: bool = False) -> PlannedMeeting | None:
    """The event whose title has most of the words said; the first (or ``last``) of those that have as many."""
    words = _content(said)
    ordered = sorted(meetings, key=lambda meeting: as_date(meeting.start), reverse=True) if last else meetings
    return max(ordered, key=lambda meeting: len(words & _content(meeting.text)), default=None)


def _content(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - _COMMON


_COMMON = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "về",
        "tại",
        "với",
        "trước",
        "sau",
        "ngày",
        "khi",
        "đến",
        "trong",
        "từ",
        "có",
        "để",
        "gửi",
    ]
)


def without_due(text: str, reading: DocumentReading) -> str:
    text = _ON_RECEIPT.sub("", _COUNTED.sub("", text))
    for when in reversed(reading.whens(text)):
        if when.open == "before" or _DUE_TEXT.search(text[: when.begin]) or _WITHIN.match(when.phrase):
            kept = _DUE_TEXT.sub("", text[: when.begin]).rstrip(" ,;")
            text = re.sub(r"[ ,;]+(?:thời|thời gian|với)$", "", kept) + text[when.stop :]
    return text


_WITHIN = re.compile(r"trong ngày|within|by\b", re.IGNORECASE)
