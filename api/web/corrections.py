"""The form of corrections on the review page, read as edits: only what was changed."""

from collections.abc import Mapping
from datetime import datetime

from models.findings import ActionItem, CivilTime, Finding, PlannedMeeting


def corrections(finding: Finding, form: Mapping[str, str]) -> dict[str, object]:
    """Edits as ``scheduling.review`` takes them; a form without fields (a plain button) changes nothing."""
    wanted = {name: _read(name, form) for name in ("text", "owners", "due", "start", "end", "place", "participants")}
    return {name: value for name, value in wanted.items() if value is not None and value != _shown(name, finding)}


def day_of(value: CivilTime | None) -> str:
    """For an input of type date."""
    return "" if value is None else f"{value:%Y-%m-%d}"


def hour_of(value: CivilTime | None) -> str:
    """For an input of type time; empty when only the day is known."""
    return f"{value:%H:%M}" if isinstance(value, datetime) else ""


def _read(name: str, form: Mapping[str, str]) -> str | list[str] | None:
    """None when the form has no such field."""
    if name in ("due", "start", "end"):
        day = form.get(f"{name}_day")
        hour = form.get(f"{name}_hour")
        return None if day is None else f"{day}T{hour}" if day and hour else day
    if name in ("owners", "participants"):
        names = form.get(name)
        return None if names is None else [each.strip() for each in names.split(",") if each.strip()]
    return form.get(name)


def _shown(name: str, finding: Finding) -> str | list[str] | None:
    """What stood in the field when the page was made."""
    match name, finding:
        case "text", _:
            return finding.text
        case "owners", ActionItem(owners=owners):
            return list(owners)
        case "due", ActionItem(due=due):
            return _shown_time(due.value if due is not None else None)
        case (("start" | "end"), PlannedMeeting()):
            return _shown_time(finding.start if name == "start" else finding.end)
        case "place", PlannedMeeting(place=place):
            return place or ""
        case "participants", PlannedMeeting(participants=participants):
            return list(participants)
        case _:
            return None


def _shown_time(value: CivilTime | None) -> str:
    return f"{day_of(value)}T{hour_of(value)}" if isinstance(value, datetime) else day_of(value)
