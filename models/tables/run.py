"""Runs and their steps."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.run import Run, RunState, StepRecord, StepState
from models.tables.base import Base


class RunRow(Base):
    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("recording_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    progress: Mapped[float]
    attempts: Mapped[int]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_arguments: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    pipeline: Mapped[int] = mapped_column(server_default="1")
    steps: Mapped[list["StepRow"]] = relationship(order_by="StepRow.position", cascade="all, delete-orphan")

    def to_domain(self) -> Run:
        return Run(
            id=self.id,
            recording_id=self.recording_id,
            state=cast(RunState, self.state),
            progress=self.progress,
            attempts=self.attempts,
            error_code=self.error_code,
            error_arguments=self.error_arguments,
            steps=tuple(step.to_domain() for step in self.steps),
            ends_at=self.ends_at,
        )


class StepRow(Base):
    __tablename__ = "steps"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    artifact_id: Mapped[str | None] = mapped_column(ForeignKey("artifacts.id"))
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_arguments: Mapped[dict[str, Any]]

    def to_domain(self) -> StepRecord:
        return StepRecord(
            name=self.name,
            state=cast(StepState, self.state),
            started_at=self.started_at,
            ended_at=self.ended_at,
            artifact_id=self.artifact_id,
            error_code=self.error_code,
            error_arguments=self.error_arguments,
        )
