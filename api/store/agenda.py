"""Tasks and events."""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, or_, select
from sqlalchemy.orm import Session

from api.store.entries import Approved
from models.account import Account, name_key
from models.agenda import CalendarEvent, Task
from models.tables import EventPersonRow, EventRow, HolderRow, TaskOwnerRow, TaskRow


class AgendaStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, item: Task | CalendarEvent, proposal_id: str | None) -> None:
        """Keep a task or event; a proposal has at most one of its kind."""
        if isinstance(item, Task):
            self._session.add(TaskRow.from_domain(item, proposal_id))
        else:
            self._session.add(EventRow.from_domain(item, proposal_id))
        self._session.flush()

    def of_proposal(self, proposal_id: str) -> Approved:
        task = self._session.scalar(select(TaskRow).where(TaskRow.proposal_id == proposal_id))
        event = self._session.scalar(select(EventRow).where(EventRow.proposal_id == proposal_id))
        return Approved(
            task.to_domain() if task is not None else None, event.to_domain() if event is not None else None
        )

    def get(self, item_id: str) -> Task | CalendarEvent | None:
        row = self._session.get(TaskRow, item_id) or self._session.get(EventRow, item_id)
        return None if row is None else row.to_domain()

    def update(self, item: Task | CalendarEvent) -> None:
        """Take a revision; the people of an event stay."""
        if isinstance(item, Task):
            task = self._session.get_one(TaskRow, item.id)
            task.due, task.status = item.due, item.status
            task.sequence, task.revised_at = item.sequence, item.revised_at
            task.owners.clear()
            self._session.flush()
            task.owners.extend(TaskRow.from_domain(item, task.proposal_id).owners)
        else:
            event = self._session.get_one(EventRow, item.id)
            event.start, event.end, event.place = item.start, item.end, item.place
            event.status, event.sequence, event.revised_at = item.status, item.sequence, item.revised_at
        self._session.flush()

    def standing(self, recording_id: str, *, after: date) -> tuple[Task | CalendarEvent, ...]:
        """Open tasks, and events from ``after`` on, of other recordings that somebody holds together with this one.

        What people who never saw this recording agreed plays no part: its words are not theirs to see.
        """
        holders = select(HolderRow.account_id).where(HolderRow.recording_id == recording_id)
        near = select(HolderRow.recording_id).where(
            HolderRow.account_id.in_(holders), HolderRow.recording_id != recording_id
        )
        tasks = select(TaskRow).where(TaskRow.recording_id.in_(near), TaskRow.status == "open").order_by(TaskRow.id)
        events = (
            select(EventRow)
            .where(EventRow.recording_id.in_(near), EventRow.status == "confirmed", EventRow.start >= after)
            .order_by(EventRow.id)
        )
        return (
            *(row.to_domain() for row in self._session.scalars(tasks)),
            *(row.to_domain() for row in self._session.scalars(events)),
        )

    def tasks(self, only: Account | None) -> tuple[Task, ...]:
        """By due date, those without one last. ``only``: what this person owns or brought; None: everything."""
        query = select(TaskRow).order_by(TaskRow.due.is_(None), TaskRow.due, TaskRow.created_at, TaskRow.id)
        if only is not None:
            owned = select(TaskOwnerRow.task_id).where(TaskOwnerRow.key == name_key(only.name))
            query = query.where(or_(TaskRow.id.in_(owned), _brought_by(only, TaskRow.recording_id)))
        return tuple(row.to_domain() for row in self._session.scalars(query))

    def events(self, only: Account | None) -> tuple[CalendarEvent, ...]:
        """By start. ``only``: what this person takes part in or brought; None: everything."""
        query = select(EventRow).order_by(EventRow.start, EventRow.created_at, EventRow.id)
        if only is not None:
            attended = select(EventPersonRow.event_id).where(EventPersonRow.key == name_key(only.name))
            query = query.where(or_(EventRow.id.in_(attended), _brought_by(only, EventRow.recording_id)))
        return tuple(row.to_domain() for row in self._session.scalars(query))


def _brought_by(person: Account, recording_id: SQLColumnExpression[str | None]) -> ColumnElement[bool]:
    held = select(HolderRow.recording_id).where(HolderRow.account_id == person.id)
    return recording_id.in_(held)
