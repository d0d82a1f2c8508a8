"""Reading strangers' JSON with errors that say where; writing ours as stable bytes."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.errors import UserError
from models.findings import CivilTime
from models.span import TimeSpan

SCHEMA = 1
LARGEST_CLOCK_SLIP_MS = 100
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Of moments that meetings and letters are from; further out, a day more or a zone's offset leaves the calendar."""

Json = Any


def dump_json(value: Json) -> str:
    """UTF-8 text with a final newline; key order is the order of writing, so equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def load_json(text: str | bytes, name: str) -> "Node":
    """Parse JSON and stand at its root.

    Raises:
        UserError: ``json.syntax`` with line and column, or ``json.encoding`` when it is not UTF-8.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise UserError("json.encoding", name=name, position=error.start) from error
    try:
        value = json.loads(decoded, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UserError("json.syntax", name=name, line=line, column=getattr(error, "colno", 1)) from error
    return Node(value, "", name)


def _refuse_constant(word: str) -> Json:
    """NaN and Infinity, which RFC 8259 §6 does not permit."""
    raise ValueError(word)


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and the path that led to it (``utterances[3].start``)."""

    value: Json
    path: str
    name: str

    def wrong(self, expected: str) -> UserError:
        return UserError("json.shape", name=self.name, path=self.path or "$", expected=expected)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str) -> "Node":
        if not isinstance(self.value, dict):
            raise self.wrong("object")
        return Node(self.value.get(key), f"{self.path}.{key}" if self.path else key, self.name)

    def items(self) -> "Iterator[Node]":
        if not isinstance(self.value, list):
            raise self.wrong("list")
        for index, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{index}]", self.name)

    def text(self) -> str:
        """A string in NFC."""
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return unicodedata.normalize("NFC", self.value)

    def optional_text(self) -> str | None:
        return None if self.value is None else self.text()

    def texts(self) -> tuple[str, ...]:
        return () if self.value is None else tuple(item.text() for item in self.items())

    def number(self) -> float:
        """A number that is not too large for seconds in whole milliseconds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not abs(self.value) < 1e15:
            raise self.wrong("number")
        return float(self.value)

    def optional_number(self) -> float | None:
        return None if self.value is None else self.number()

    def choice(self, *allowed: str) -> str:
        text = self.text()
        if text not in allowed:
            raise self.wrong(" | ".join(allowed))
        return text

    def zone(self) -> str:
        """An IANA zone name that this machine knows."""
        name = self.text()
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise self.wrong("IANA time zone") from error
        return name

    def moment(self, zone: str) -> datetime:
        """An ISO 8601 date-time of the years 1900 to 2199; without an offset it is read in ``zone``."""
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError as error:
            raise self.wrong("ISO 8601 date-time") from error
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise self.wrong(f"year {FIRST_YEAR} … {LAST_YEAR}")
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))

    def civil_time(self) -> CivilTime:
        """A date, or an ISO 8601 date-time with its offset."""
        text = self.text()
        try:
            value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError as error:
            raise self.wrong("ISO 8601 date or date-time") from error
        if isinstance(value, datetime) and value.tzinfo is None:
            raise self.wrong("date-time with an offset, such as +07:00")
        return value

    def optional_civil_time(self) -> CivilTime | None:
        return None if self.value is None else self.civil_time()

    def span(self) -> TimeSpan:
        """``start`` and ``end`` in seconds; a point, or an end before its start by less than
        ``LARGEST_CLOCK_SLIP_MS``, becomes one millisecond: corpora and recognisers write such."""
        start_ms, end_ms = (round(self.get(key).number() * 1000) for key in ("start", "end"))
        if start_ms < 0:
            raise self.get("start").wrong("seconds ≥ 0")
        if end_ms < start_ms - LARGEST_CLOCK_SLIP_MS:
            raise self.get("end").wrong("end ≥ start")
        return TimeSpan(start_ms, max(end_ms, start_ms + 1))


def span_to_json(span: TimeSpan) -> dict[str, Json]:
    """Seconds, exact to the millisecond."""
    return {"start": span.start_ms / 1000, "end": span.end_ms / 1000}


def civil_to_json(value: CivilTime | None) -> str | None:
    return None if value is None else value.isoformat()
