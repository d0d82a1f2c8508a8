"""What RFC 5545 demands of a calendar's bytes, read without a calendar library."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

PROPERTY = re.compile(r'(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(?P<value>.*)', re.DOTALL)
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
DAY = re.compile(r"\d{8}")
MOMENT = re.compile(r"\d{8}T\d{6}Z?")
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "LOCATION", "DESCRIPTION", "RRULE")


@dataclass
class Component:
    name: str
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    parts: "list[Component]" = field(default_factory=list)

    def get(self, name: str) -> tuple[str, str] | None:
        """Parameters and value."""
        return next(((given, value) for known, given, value in self.properties if known == name), None)

    def value(self, name: str) -> str:
        found = self.get(name)
        assert found is not None, f"{self.name} lacks {name}"
        return found[1]


def read_strictly(body: bytes) -> Component:
    """The calendar, after every check of this module."""
    calendar = parse(lines_of(body))
    assert calendar.name == "VCALENDAR"
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    zones = {part.value("TZID") for part in calendar.parts if part.name == "VTIMEZONE"}
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    assert len(events) + len(zones) == len(calendar.parts)
    uids = [event.value("UID") for event in events]
    assert len(uids) == len(set(uids)), "§3.8.4.7: a uid is of one event"
    used = {zone for event in events for zone in check_event(event)}
    assert used == zones, "§3.2.19: each zone in use is defined, and no other"
    return calendar


def lines_of(body: bytes) -> list[str]:
    """§3.1: CRLF after every line, none longer than 75 octets, whole characters in each, folded lines joined."""
    assert body.endswith(b"\r\n")
    physical = body[:-2].split(b"\r\n")
    for line in physical:
        assert 0 < len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode("utf-8", "strict")
    return body[:-2].decode().replace("\r\n ", "").split("\r\n")


def parse(lines: list[str]) -> Component:
    root = Component("")
    open_ones = [root]
    for line in lines:
        match = PROPERTY.fullmatch(line)
        assert match is not None, line
        name, parameters, value = match["name"], match["parameters"], match["value"]
        if name == "BEGIN":
            part = Component(value)
            open_ones[-1].parts.append(part)
            open_ones.append(part)
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            open_ones[-1].properties.append((name, parameters, value))
            if name in {"SUMMARY", "LOCATION", "DESCRIPTION", "UID", "NAME", "X-WR-CALNAME", "TZID"}:
                assert TEXT.fullmatch(value), line
    assert open_ones == [root]
    (calendar,) = root.parts
    return calendar


def check_event(event: Component) -> set[str]:
    """§3.6.1; gives the zones the event names."""
    counted = Counter(name for name, _, _ in event.properties)
    assert all(counted[name] <= 1 for name in ONCE)
    assert MOMENT.fullmatch(event.value("DTSTAMP"))
    assert event.value("DTSTAMP").endswith("Z")
    start = event.get("DTSTART")
    assert start is not None
    check_moment(*start)
    end = event.get("DTEND")
    if end is not None:
        check_moment(*end)
        assert end[0] == start[0], "§3.6.1: both are dates or both are hours"
        assert end[1] > start[1], "§3.8.2.2: the end is later than the start"
    if event.get("RRULE") is not None:
        rule = dict(part.split("=", 1) for part in event.value("RRULE").split(";"))
        assert "FREQ" in rule
        if "UNTIL" in rule:
            wanted = DAY if "VALUE=DATE" in start[0] else re.compile(r"\d{8}T\d{6}Z")
            assert wanted.fullmatch(rule["UNTIL"]), "§3.3.10: a date for a date, else UTC"
    return {name for given, _ in (start, end or ("", "")) for name in re.findall(r";TZID=([^;:]+)", given)}


def check_moment(parameters: str, value: str) -> None:
    if "VALUE=DATE" in parameters:
        assert DAY.fullmatch(value)
    else:
        assert MOMENT.fullmatch(value)
        assert ("TZID=" in parameters) != value.endswith("Z"), "§3.3.5: UTC or a zone, never neither"


def moment_of(calendar: Component, parameters: str, value: str) -> datetime:
    """The UTC moment by the calendar's own VTIMEZONE (§3.6.5), not by what this machine knows of the zone."""
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    (name,) = re.findall(r";TZID=([^;:]+)", parameters)
    (zone,) = [part for part in calendar.parts if part.name == "VTIMEZONE" and part.value("TZID") == name]
    local = clock(value)
    onsets = [
        (clock(onset) - offset(part.value("TZOFFSETFROM")), offset(part.value("TZOFFSETTO")))
        for part in zone.parts
        for onset in [part.value("DTSTART"), *(part.get("RDATE") or ("", ""))[1].split(",")]
        if onset
    ]
    before = [after for since, after in sorted(onsets) if local - after >= since]
    return (local - before[-1]).replace(tzinfo=UTC)


def clock(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 – local time without a zone


def offset(value: str) -> timedelta:
    hours, minutes = int(value[1:3]), int(value[3:5])
    return timedelta(hours=hours, minutes=minutes) * (-1 if value[0] == "-" else 1)
