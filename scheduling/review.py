"""What a person decided about a proposal, with the corrections made on the way."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import TypeVar

from models.errors import UserError
from models.findings import ActionItem, CivilTime, Decision, Due, Finding, PlannedMeeting
from models.review import ALLOWED_MOVES, Proposal, ReviewState, Verdict

EDITABLE: Mapping[str, tuple[str, ...]] = {
    "task": ("text", "owners", "due"),
    "meeting": ("text", "start", "end", "place", "participants", "rrule"),
    "decision": ("text",),
}
_STATES = {"approve": ReviewState.APPROVED, "reject": ReviewState.REJECTED}
_TIME = "ISO 8601 (2026-03-05 | 2026-03-05T09:00:00+07:00)"
_RRULE = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+){0,8}")
_LONGEST = 2000
T = TypeVar("T")


def apply_verdict(proposal: Proposal, kind: str, edits: Mapping[str, object], *, by: str, now: datetime) -> Proposal:
    """``proposal`` after the verdict ``kind`` (``approve`` or ``reject``) of the person ``by``, edits applied.

    A verdict is never repeated: approving what is approved (it has become a task or an event) and rejecting what is
    rejected are refused, so that a double click cannot make two tasks. A rejected proposal may still be approved.
    Edits come as JSON has them: text, lists of names, ISO 8601 days and times, None to clear. Every edit is checked
    before anything changes; ``changed`` of the verdict names those that altered something.

    Raises:
        UserError: ``review.verdict``, ``review.move``, ``review.field`` (not editable on this kind of finding) or
            ``review.edit`` (bad value).
    """
    if kind not in ("approve", "reject"):
        raise UserError("review.verdict", verdict=kind)
    state = _STATES[kind]
    if state not in ALLOWED_MOVES[proposal.state]:
        raise UserError("review.move", id=proposal.id, state=proposal.state.value, verdict=kind)
    edited = _edit(proposal.finding, edits)
    changed = tuple(
        field for field in EDITABLE[edited.kind] if getattr(edited, field) != getattr(proposal.finding, field)
    )
    verdict = Verdict("approve" if kind == "approve" else "reject", by, now, changed)
    return replace(proposal, finding=edited, state=state, verdicts=(*proposal.verdicts, verdict))


def _edit(finding: Finding, edits: Mapping[str, object]) -> Finding:
    allowed = EDITABLE[finding.kind]
    for field in edits:
        if field not in allowed:
            raise UserError("review.field", field=field, kind=finding.kind, allowed=", ".join(allowed))
    match finding:
        case Decision():
            return replace(finding, text=_edited(edits, "text", finding.text, _text))
        case ActionItem():
            return replace(
                finding,
                text=_edited(edits, "text", finding.text, _text),
                owners=_edited(edits, "owners", finding.owners, _names),
                due=_due(edits, finding),
            )
        case PlannedMeeting():
            return _meeting(edits, finding)


def _meeting(edits: Mapping[str, object], finding: PlannedMeeting) -> PlannedMeeting:
    zone = _zone_of(finding.start) or _zone_of(finding.end)
    start = _required_time("start", edits["start"], zone) if "start" in edits else finding.start
    end = _time("end", edits["end"], zone or _zone_of(start)) if "end" in edits else finding.end
    if end is not None and isinstance(start, datetime) != isinstance(end, datetime):
        if "end" in edits:
            raise UserError("review.edit", field="end", expected="start, end: " + _TIME)
        end = None
    if end is not None and end <= start:
        if "end" in edits:
            raise UserError("review.edit", field="end", expected=f"> {start.isoformat()}")
        end = None
    return replace(
        finding,
        text=_edited(edits, "text", finding.text, _text),
        start=start,
        end=end,
        place=_edited(edits, "place", finding.place, _optional_text),
        participants=_edited(edits, "participants", finding.participants, _names),
        rrule=_edited(edits, "rrule", finding.rrule, _rrule),
    )


def _edited(edits: Mapping[str, object], field: str, current: T, check: Callable[[str, object], T]) -> T:
    return check(field, edits[field]) if field in edits else current


def _text(field: str, value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST:
        raise UserError("review.edit", field=field, expected=f"text (1–{_LONGEST})")
    return text


def _optional_text(field: str, value: object) -> str | None:
    return None if value is None or value == "" else _text(field, value)


def _names(field: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise UserError("review.edit", field=field, expected='["…", "…"]')
    return tuple(dict.fromkeys(_text(field, name) for name in value))


def _due(edits: Mapping[str, object], finding: ActionItem) -> Due | None:
    if "due" not in edits:
        return finding.due
    current = finding.due
    value = _time("due", edits["due"], _zone_of(current.value) if current else None)
    if current is not None and current.value == value:
        return current
    return None if value is None else Due(value, current.phrase if current else "")


def _required_time(field: str, value: object, zone: tzinfo | None) -> CivilTime:
    moment = _time(field, value, zone)
    if moment is None:
        raise UserError("review.edit", field=field, expected=_TIME)
    return moment


def _time(field: str, value: object, zone: tzinfo | None) -> CivilTime | None:
    """A day, or an aware moment; one without an offset is read in ``zone``, the zone of what it replaces."""
    if value is None or value == "":
        return None
    moment = value if isinstance(value, date) else _parse(field, value)
    if isinstance(moment, datetime) and moment.tzinfo is None:
        if zone is None:
            raise UserError("review.edit", field=field, expected=_TIME)
        return moment.replace(tzinfo=zone)
    return moment


def _parse(field: str, value: object) -> CivilTime:
    try:
        text = str(value).strip()
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError("review.edit", field=field, expected=_TIME) from error


def _zone_of(moment: CivilTime | None) -> tzinfo | None:
    return moment.tzinfo if isinstance(moment, datetime) else None


def _rrule(field: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    rule = str(value).strip().upper().removeprefix("RRULE:")
    if not _RRULE.fullmatch(rule):
        raise UserError("review.edit", field=field, expected="RRULE (FREQ=WEEKLY;BYDAY=MO)")
    return rule
