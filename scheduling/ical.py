"""Tasks and events as one iCalendar feed (RFC 5545, 7986), by the ``icalendar`` library.

Pure and without a clock: equal items give equal bytes, in whatever order they come. Deadlines are all-day events
that do not block time, with the hour in the title, because few calendars show VTODO.
"""

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.agenda import CalendarEvent, Task
from models.findings import CivilTime

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone
    from icalendar.prop import vRecur, vText

PRODID = "-//Thu Ky//thuky//VI"
REFRESH = "PT1H"
CANCELLED_PREFIX = "HUỶ: "
DONE_PREFIX = "XONG: "
RENAMED_ZONES = {"Asia/Saigon": "Asia/Ho_Chi_Minh"}
_ONE_DAY = timedelta(days=1)
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


def _bytes(calendar: "Calendar") -> bytes:
    # sorted=False keeps the order of writing: identity first, then times, then words
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _events(items: Iterable[Task | CalendarEvent]) -> "Iterable[Event]":
    for item in sorted(items, key=lambda item: (item.uid, item.sequence)):
        try:
            event = _task(item) if isinstance(item, Task) else _event(item)
        except (ValueError, OverflowError, ZoneInfoNotFoundError):
            _log.warning("left out of the calendar: %s", item.uid, exc_info=True)
            continue
        if event is not None:
            yield event


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
    """One VTIMEZONE for each zone in use, from the year before its first event to two years after its last."""
    used: dict[str, list[date]] = {}
    for event in events:
        for key in ("dtstart", "dtend"):
            moment = event.get(key)
            if moment is not None and isinstance(moment.dt, datetime) and isinstance(moment.dt.tzinfo, ZoneInfo):
                used.setdefault(str(moment.dt.tzinfo), []).append(moment.dt.date())
    for name in sorted(used):
        years = [day.year for day in used[name]]
        yield _timezone(name, min(years) - 1, max(years) + 3)


def _timezone(name: str, first_year: int, last_year: int) -> "Timezone":
    """A zone of one offset as a single STANDARD since 1970; others as the library lists their changes."""
    from icalendar import Timezone, TimezoneStandard

    zone = ZoneInfo(name)
    offsets = {
        datetime(year, month, 1, tzinfo=zone).utcoffset()
        for year in range(first_year, last_year + 1)
        for month in range(1, 13)
    }
    if len(offsets) > 1:
        return Timezone.from_tzinfo(zone, name, date(first_year, 1, 1), date(last_year, 1, 1))
    (offset,) = offsets
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 – RFC 5545 §3.6.5: local time without a zone
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", _text(datetime(first_year, 1, 1, tzinfo=zone).tzname() or name))
    timezone = Timezone()
    timezone.add("tzid", _text(name))
    timezone.add_component(standard)
    return timezone


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
