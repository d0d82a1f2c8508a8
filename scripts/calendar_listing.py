"""A calendar file as a plain list, for the demonstration: python -m scripts.calendar_listing FILE."""

import sys
from datetime import date, datetime
from pathlib import Path


def list_calendar(body: bytes) -> list[str]:
    """One line an event in order of start: when, what, where."""
    from icalendar import Calendar

    events = Calendar.from_ical(body).events
    return [
        f"{_when(event.start):<18}{event['SUMMARY']}{f' @ {place}' if (place := event.get('LOCATION')) else ''}"
        for event in sorted(events, key=lambda event: (_when(event.start), event["SUMMARY"]))
    ]


def _when(moment: date | datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()


if __name__ == "__main__":
    for line in list_calendar(Path(sys.argv[1]).read_bytes()):
        print(line)
