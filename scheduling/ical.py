"""Tasks and events as one iCalendar feed (RFC 5545, 7986), by the ``icalendar`` library.

Pure and without a clock: equal items give equal bytes, in whatever order they come. Deadlines are all-day events
that do not block time, with the hour in the title, because few calendars show VTODO.
"""

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.agenda import CalendarEvent, Task
from models.errors import UserError
from models.findings import CivilTime

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
    from icalendar.prop import vRecur, vText

PRODID = "-//Thu Ky//thuky//VI"
REFRESH = "PT1H"
CANCELLED_PREFIX = "HUỶ: "
DONE_PREFIX = "XONG: "
RENAMED_ZONES = {"Asia/Saigon": "Asia/Ho_Chi_Minh"}
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Further out, a zone's offset or the day after can leave the calendar of the language and of many programs."""
YEARS_AHEAD = 10
"""How long after its last start the zone of a calendar stays right for meetings that repeat without end."""
_IMPOSSIBLE = (ValueError, OverflowError, ZoneInfoNotFoundError)
_ONE_DAY = timedelta(days=1)
_ONE_SECOND = timedelta(seconds=1)
_log = logging.getLogger(__name__)


def render_calendar(items: Sequence[Task | CalendarEvent], name: str) -> bytes:
    """The calendar ``name`` with every event, and every task that has a deadline.

    An item that cannot be written (a naive time, an unknown zone, an impossible rule) is left out and logged, so that
    it does not take the others with it. No attendee is written, hence no address.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, _text(name))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _text(REFRESH))
    events = list(_events(items))
    for timezone in _timezones(events):
        calendar.add_component(timezone)
    for event in events:
        calendar.add_component(event)
    return _bytes(calendar)


def check_item(item: Task | CalendarEvent) -> None:
    """Whether the calendar can hold the item, asked where somebody is there to be told.

    Raises:
        UserError: ``agenda.unwritable`` for what ``render_calendar`` would leave out.
    """
    try:
        _written(item)
    except _IMPOSSIBLE as error:
        title = item.text if isinstance(item, Task) else item.title
        raise UserError("agenda.unwritable", title=title, reason=str(error)) from error


def _bytes(calendar: "Calendar") -> bytes:
    # sorted=False keeps the order of writing: identity first, then times, then words
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _events(items: Iterable[Task | CalendarEvent]) -> "Iterable[Event]":
    for item in sorted(items, key=lambda item: (item.uid, item.sequence)):
        try:
            event = _written(item)
        except _IMPOSSIBLE:
            _log.warning("left out of the calendar: %s", item.uid, exc_info=True)
            continue
        if event is not None:
            yield event


def _written(item: Task | CalendarEvent) -> "Event | None":
    return _task(item) if isinstance(item, Task) else _event(item)


def _task(task: Task) -> "Event | None":
    """The deadline on its day; midnight belongs to the day that ends with it ("trước 24:00")."""
    if task.due is None:
        return None
    day, hour = task.due, ""
    if isinstance(task.due, datetime):
        local = _local(task.due, task.zone)
        day, hour = local.date(), f" (trước {local:%H:%M})"
        if local.time() == time(0):
            day, hour = day - _ONE_DAY, " (trước 24:00)"
    _check_year(day)
    prefix = DONE_PREFIX if task.status == "done" else CANCELLED_PREFIX if task.status == "cancelled" else ""
    event = _component(task)
    event.add("dtstart", day)
    event.add("dtend", day + _ONE_DAY)
    event.add("summary", _text(f"{prefix}{task.text}{hour}"))
    if task.owners:
        event.add("description", _text("Người thực hiện: " + ", ".join(task.owners)))
    event.add("status", "CANCELLED" if task.status == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _event(item: CalendarEvent) -> "Event":
    """A day without an hour gets its exclusive end; an hour without an end stays without one."""
    start = _local(item.start, item.zone) if isinstance(item.start, datetime) else item.start
    end = _local(item.end, item.zone) if isinstance(item.end, datetime) else item.end
    if end is None and not isinstance(start, datetime):
        end = start + _ONE_DAY
    if end is not None and (isinstance(start, datetime) != isinstance(end, datetime) or not end > start):
        raise ValueError(f"ends {end} but starts {start}")
    _check_year(start)
    _check_year(end or start)
    prefix = CANCELLED_PREFIX if item.status == "cancelled" else ""
    event = _component(item)
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)
    if item.rrule:
        event.add("rrule", _rule(item.rrule, start, item.zone))
    event.add("summary", _text(f"{prefix}{item.title}"))
    if item.place:
        event.add("location", _text(item.place))
    if item.participants:
        event.add("description", _text("Thành phần: " + ", ".join(item.participants)))
    event.add("status", "CANCELLED" if item.status == "cancelled" else "CONFIRMED")
    return event


def _component(item: Task | CalendarEvent) -> "Event":
    """Identity and revision; DTSTAMP is the last revision, as a feed has no METHOD (RFC 5545 §3.8.7.2)."""
    from icalendar import Event

    if not _plain(item.uid):
        raise ValueError("an item without a uid")
    event = Event()
    event.add("uid", _text(item.uid))
    event.add("sequence", item.sequence)
    event.add("dtstamp", _utc(item.revised_at))
    event.add("last-modified", _utc(item.revised_at))
    event.add("created", _utc(item.created_at))
    return event


def _rule(rrule: str, start: CivilTime, zone: str) -> "vRecur":
    """The rule with UNTIL in the form DTSTART asks for: a date for a date, else UTC (RFC 5545 §3.3.10).

    Raises:
        ValueError: not a recurrence rule.
    """
    from icalendar.prop import vRecur

    rule: vRecur = vRecur.from_ical(_plain(rrule).removeprefix("RRULE:"))
    if "FREQ" not in rule:
        raise ValueError(f"a recurrence without FREQ: {rrule}")
    for part in ("COUNT", "INTERVAL"):
        if any(number < 1 for number in rule.get(part, ())):
            raise ValueError(f"{part} below 1: {rrule}")
    if "UNTIL" in rule:
        (until,) = rule["UNTIL"]
        rule["UNTIL"] = [_until(until, start, ZoneInfo(_zone_name(zone)))]
    return rule


def _until(until: CivilTime, start: CivilTime, zone: ZoneInfo) -> CivilTime:
    if not isinstance(start, datetime):
        return until.date() if isinstance(until, datetime) else until
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    return _utc(until if until.tzinfo is not None else until.replace(tzinfo=zone))


def _timezones(events: "Sequence[Event]") -> "Iterable[Timezone]":
    """One VTIMEZONE for each zone in use, from the year before its first event to ten years after its last."""
    used: dict[str, list[int]] = {}
    for event in events:
        for key in ("dtstart", "dtend"):
            moment = event.get(key)
            if moment is not None and isinstance(moment.dt, datetime) and isinstance(moment.dt.tzinfo, ZoneInfo):
                used.setdefault(str(moment.dt.tzinfo), []).append(moment.dt.year)
    for name, years in sorted(used.items()):
        yield _timezone(name, min(years) - 1, max(years) + YEARS_AHEAD)


def _timezone(name: str, first_year: int, last_year: int) -> "Timezone":
    """A zone of one offset as a single STANDARD since 1970; others with each change of their clocks written out.

    ``Timezone.from_tzinfo`` of icalendar 7.3 writes the change to summer time an hour late and adds a COMMENT.
    """
    from icalendar import Timezone

    zone = ZoneInfo(name)
    begin, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    alike: dict[tuple[timedelta, timedelta, str], list[datetime]] = {}
    for change in _changes(zone, begin, end):
        local = change.astimezone(zone)
        kind = (_offset(zone, change - _ONE_SECOND), _offset(zone, change), local.tzname() or name)
        alike.setdefault(kind, []).append(change)
    timezone = Timezone()
    timezone.add("tzid", _text(name))
    first = begin.astimezone(zone)
    since = datetime(first_year if alike else 1970, 1, 1)  # noqa: DTZ001 – RFC 5545 §3.6.5: local time without a zone
    timezone.add_component(
        _observance(bool(first.dst()), [since], _offset(zone, begin), _offset(zone, begin), first.tzname() or name)
    )
    for (before, after, abbreviation), changes in alike.items():
        onsets = [(change + before).replace(tzinfo=None) for change in changes]
        is_summer = bool(changes[0].astimezone(zone).dst())
        timezone.add_component(_observance(is_summer, onsets, before, after, abbreviation))
    return timezone


def _observance(
    is_summer: bool, onsets: list[datetime], before: timedelta, after: timedelta, abbreviation: str
) -> "TimezoneStandard | TimezoneDaylight":
    """The onsets are on the clocks as they stood before the change (RFC 5545 §3.6.5)."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if is_summer else TimezoneStandard()
    observance.add("dtstart", onsets[0])
    observance.add("tzoffsetfrom", before)
    observance.add("tzoffsetto", after)
    if onsets[1:]:
        observance.add("rdate", onsets[1:])
    observance.add("tzname", _text(abbreviation))
    return observance


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> "Iterable[datetime]":
    """Each moment (UTC, to the second) from which the clocks of ``zone`` differ from UTC by another amount."""
    day = begin
    while day < end:
        if _offset(zone, day) != _offset(zone, day + _ONE_DAY):
            low, high = 0, 86_400
            while high - low > 1:
                middle = (low + high) // 2
                if _offset(zone, day + timedelta(seconds=middle)) == _offset(zone, day):
                    low = middle
                else:
                    high = middle
            yield day + timedelta(seconds=high)
        day += _ONE_DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _check_year(day: CivilTime) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"year {day.year}, not {FIRST_YEAR} … {LAST_YEAR}")


def _local(moment: datetime, zone: str) -> datetime:
    """The moment on the clocks of ``zone``; whole seconds, as RFC 5545 knows no less."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment}")
    return moment.astimezone(UTC if zone == "UTC" else ZoneInfo(_zone_name(zone))).replace(microsecond=0)


def _utc(moment: datetime) -> datetime:
    return _local(moment, "UTC")


def _zone_name(zone: str) -> str:
    return RENAMED_ZONES.get(zone, zone)


def _text(words: str) -> "vText":
    return _text_type()(_plain(words))


@cache
def _text_type() -> "type[vText]":
    """The library's TEXT turns a written ``\\N`` into a line break; in ours a backslash stays a backslash."""
    from icalendar.prop import vText

    class Text(vText):
        __slots__ = ()

        def to_ical(self) -> bytes:
            return str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").encode()

    return Text


def _plain(words: str) -> str:
    """One line in NFC: controls and line breaks become spaces, lone surrogates the replacement character."""
    kept = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else _without_control(char) for char in words)
    return unicodedata.normalize("NFC", kept).strip()


def _without_control(char: str) -> str:
    return " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
