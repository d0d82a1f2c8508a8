"""Tasks and events, with the people they name."""

from datetime import datetime
from typing import Literal, cast

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import name_key
from models.agenda import CalendarEvent, Task
from models.findings import CivilTime
from models.tables.base import Base, CivilText


class TaskRow(Base):
    """``proposal_id`` is unique: approving twice makes one task."""

    __tablename__ = "tasks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposals.id"), unique=True)
    recording_id: Mapped[str | None] = mapped_column(ForeignKey("recordings.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    due: Mapped[CivilTime | None] = mapped_column(CivilText, index=True)
    zone: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int]
    created_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    owners: Mapped[list["TaskOwnerRow"]] = relationship(
        order_by="TaskOwnerRow.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @classmethod
    def from_domain(cls, task: Task, proposal_id: str | None) -> "TaskRow":
        return cls(
            id=task.id,
            uid=task.uid,
            proposal_id=proposal_id,
            recording_id=task.recording_id,
            text=task.text,
            due=task.due,
            zone=task.zone,
            status=task.status,
            sequence=task.sequence,
            created_at=task.created_at,
            revised_at=task.revised_at,
            owners=[TaskOwnerRow(position=n, name=name, key=name_key(name)) for n, name in enumerate(task.owners)],
        )

    def to_domain(self) -> Task:
        return Task(
            id=self.id,
            uid=self.uid,
            text=self.text,
            owners=tuple(owner.name for owner in self.owners),
            due=self.due,
            zone=self.zone,
            created_at=self.created_at,
            revised_at=self.revised_at,
            sequence=self.sequence,
            status=cast(Literal["open", "done", "cancelled"], self.status),
            recording_id=self.recording_id,
        )


class TaskOwnerRow(Base):
    __tablename__ = "task_owners"

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, index=True)


class EventRow(Base):
    """``proposal_id`` is unique: approving twice makes one event."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposals.id"), unique=True)
    recording_id: Mapped[str | None] = mapped_column(ForeignKey("recordings.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    start: Mapped[CivilTime] = mapped_column(CivilText, index=True)
    end: Mapped[CivilTime | None] = mapped_column(CivilText)
    zone: Mapped[str] = mapped_column(String(64))
    place: Mapped[str | None] = mapped_column(Text)
    rrule: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int]
    created_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    people: Mapped[list["EventPersonRow"]] = relationship(
        order_by="EventPersonRow.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @classmethod
    def from_domain(cls, event: CalendarEvent, proposal_id: str | None) -> "EventRow":
        return cls(
            id=event.id,
            uid=event.uid,
            proposal_id=proposal_id,
            recording_id=event.recording_id,
            title=event.title,
            start=event.start,
            end=event.end,
            zone=event.zone,
            place=event.place,
            rrule=event.rrule,
            status=event.status,
            sequence=event.sequence,
            created_at=event.created_at,
            revised_at=event.revised_at,
            people=[
                EventPersonRow(position=n, name=name, key=name_key(name)) for n, name in enumerate(event.participants)
            ],
        )

    def to_domain(self) -> CalendarEvent:
        return CalendarEvent(
            id=self.id,
            uid=self.uid,
            title=self.title,
            start=self.start,
            end=self.end,
            zone=self.zone,
            created_at=self.created_at,
            revised_at=self.revised_at,
            place=self.place,
            participants=tuple(person.name for person in self.people),
            rrule=self.rrule,
            sequence=self.sequence,
            status=cast(Literal["confirmed", "cancelled"], self.status),
            recording_id=self.recording_id,
        )


class EventPersonRow(Base):
    __tablename__ = "event_people"

    event_id: Mapped[str] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, index=True)
