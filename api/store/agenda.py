"""Tasks and events."""

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
