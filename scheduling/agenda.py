"""From an approved proposal to a task or an event, and what may happen to those later.

Every function is pure: *now* is an argument. The uid never changes; ``sequence`` rises by one and ``revised_at``
moves to *now* with each real change, never with an edit that changes nothing (RFC 5545 §3.8.7.4).
"""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from models.agenda import CalendarEvent, Task
from models.errors import UserError
from models.findings import ActionItem, CivilTime, Decision, PlannedMeeting
from models.review import Proposal

Item = TypeVar("Item", Task, CalendarEvent)


def to_agenda(proposal: Proposal, *, id: str, uid: str, zone: str, now: datetime) -> Task | CalendarEvent | None:
    """What the finding becomes once it is approved; a decision becomes nothing, it only stands in the minutes.

    Raises:
        UserError: ``agenda.times`` when the end of a meeting does not fit its start.
    """
    match proposal.finding:
        case Decision():
            return None
        case ActionItem() as item:
            return Task(
                id=id,
                uid=uid,
                text=item.text,
                owners=item.owners,
                due=item.due.value if item.due is not None else None,
                zone=zone,
                created_at=now,
                revised_at=now,
                recording_id=proposal.recording_id,
            )
        case PlannedMeeting() as meeting:
            _check_times(meeting.text, meeting.start, meeting.end)
            return CalendarEvent(
                id=id,
                uid=uid,
                title=meeting.text,
                start=meeting.start,
                end=meeting.end,
                zone=zone,
                created_at=now,
                revised_at=now,
                place=meeting.place,
                participants=meeting.participants,
                rrule=meeting.rrule,
                recording_id=proposal.recording_id,
            )


def reschedule(
    event: CalendarEvent, *, start: CivilTime, end: CivilTime | None, place: str | None, now: datetime
) -> CalendarEvent:
    """The event at another time or place.

    Raises:
        UserError: ``agenda.cancelled`` for an event that no longer stands, ``agenda.times`` when the end does not
            fit the start.
    """
    if event.status == "cancelled":
        raise UserError("agenda.cancelled", title=event.title)
    _check_times(event.title, start, end)
    return _revised(event, replace(event, start=start, end=end, place=place), now)


def postpone(task: Task, *, due: CivilTime | None, now: datetime) -> Task:
    """The task with another deadline, earlier or later, or none.

    Raises:
        UserError: ``agenda.cancelled`` for a task that no longer stands.
    """
    if task.status == "cancelled":
        raise UserError("agenda.cancelled", title=task.text)
    return _revised(task, replace(task, due=due), now)


def revise(item: Item, proposal: Proposal, *, now: datetime) -> Item:
    """The item as an approved proposed change has it: what the proposal does not mention stays.

    Raises:
        UserError: ``agenda.cancelled`` for an item that no longer stands, ``agenda.times`` when the end does not fit
            the start, ``review.changes`` when the proposal is of another kind than the item.
    """
    match item, proposal.finding:
        case Task(), ActionItem() as said:
            due = said.due.value if said.due is not None else None
            moved = postpone(item, due=due if due is not None else item.due, now=now)
            named = tuple(owner for owner in said.owners if not owner.startswith("SPEAKER_"))
            return _as_one(item, replace(moved, owners=named or item.owners), now)
        case CalendarEvent(), PlannedMeeting() as said:
            end = said.end if said.end is not None else _same_length(item, said.start)
            return reschedule(item, start=said.start, end=end, place=said.place or item.place, now=now)
        case _:
            raise UserError("review.changes", id=proposal.id)


def _as_one(before: Item, after: Item, now: datetime) -> Item:
    """Several changes made at once raise the sequence once."""
    unmarked = replace(after, sequence=before.sequence, revised_at=before.revised_at)
    return _revised(before, unmarked, now)


def _same_length(event: CalendarEvent, start: CivilTime) -> CivilTime | None:
    """Its end at the new start; none when a day becomes an hour, or an hour a day."""
    if event.end is None or isinstance(event.start, datetime) != isinstance(start, datetime):
        return None
    return start + (event.end - event.start)


def cancel(item: Item, *, now: datetime) -> Item:
    """The item as cancelled: it stays, so that calendars learn of it."""
    return _revised(item, replace(item, status="cancelled"), now)


def complete(task: Task, *, now: datetime) -> Task:
    """The task as done.

    Raises:
        UserError: ``agenda.cancelled`` for a task that no longer stands.
    """
    if task.status == "cancelled":
        raise UserError("agenda.cancelled", title=task.text)
    return _revised(task, replace(task, status="done"), now)


def _revised(before: Item, after: Item, now: datetime) -> Item:
    """``after`` with the next sequence, or ``before`` itself when nothing changed; time never runs backwards."""
    if after == before:
        return before
    return replace(after, sequence=before.sequence + 1, revised_at=max(now, before.revised_at))


def _check_times(title: str, start: CivilTime, end: CivilTime | None) -> None:
    if end is None:
        return
    if isinstance(start, datetime):
        fits = isinstance(end, datetime) and end > start
    else:
        fits = not isinstance(end, datetime) and end > start
    if not fits:
        raise UserError("agenda.times", title=title, start=start.isoformat(), end=end.isoformat())
