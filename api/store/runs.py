"""Runs: one processing of a recording each, step by step."""

from datetime import datetime

from sqlalchemy import Select, and_, case, delete, func, select
from sqlalchemy.orm import Session

from models.errors import ThukyError
from models.run import Run
from models.tables import RunRow, StepRow

AT_ONCE = 500
"""SQLite takes some thousands of values in one statement."""


class RunStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, run_id: str, recording_id: str, now: datetime, pipeline: int) -> None:
        """A new run, queued; numbered from 1 within its recording. ``pipeline`` is the version of its steps."""
        last = self._session.scalar(select(func.max(RunRow.number)).where(RunRow.recording_id == recording_id))
        self._session.add(
            RunRow(
                id=run_id,
                recording_id=recording_id,
                number=(last or 0) + 1,
                state="queued",
                progress=0.0,
                attempts=0,
                error_arguments={},
                created_at=now,
                pipeline=pipeline,
            )
        )
        self._session.flush()

    def latest(self, recording_id: str) -> Run | None:
        query = select(RunRow).where(RunRow.recording_id == recording_id).order_by(RunRow.number.desc()).limit(1)
        row = self._session.scalar(query)
        return None if row is None else row.to_domain()

    def artifact_of(self, recording_id: str, step: str, but: str | None = None) -> str | None:
        """The artifact id that the latest finished ``step`` of any run left; of any run ``but`` that one."""
        query = (
            select(StepRow.artifact_id)
            .join(RunRow)
            .where(RunRow.recording_id == recording_id, StepRow.name == step, StepRow.state == "done")
            .order_by(RunRow.number.desc())
            .limit(1)
        )
        if but is not None:
            query = query.where(RunRow.id != but)
        return self._session.scalar(query)

    def artifact_of_ready(self, recording_id: str, step: str) -> str | None:
        """The artifact id that ``step`` left in the latest run that went to its end with it."""
        query = (
            select(StepRow.artifact_id)
            .join(RunRow)
            .where(RunRow.recording_id == recording_id, RunRow.state == "ready")
            .where(StepRow.name == step, StepRow.state == "done")
            .order_by(RunRow.number.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def begin(self, run_id: str, attempt: int, pipeline: int) -> None:
        """What was begun with the steps of another version is begun anew: their records go, their results stay."""
        row = self._row(run_id)
        if row.pipeline != pipeline:
            row.steps.clear()
            row.pipeline, row.progress = pipeline, 0.0
        row.state, row.attempts = "processing", attempt
        row.error_code, row.error_arguments = None, {}
        row.ends_at = None

    def progress(self, run_id: str, progress: float, ends_at: datetime | None = None) -> None:
        """``progress`` is 0..1 of the whole run, and never falls while it goes on; ``ends_at`` when it may end."""
        row = self._row(run_id)
        row.ends_at = ends_at
        row.progress = max(row.progress, min(1.0, progress))

    def finish(self, run_id: str) -> None:
        row = self._row(run_id)
        row.state, row.progress = "ready", 1.0

    def fail(self, run_id: str, error: ThukyError) -> None:
        row = self._row(run_id)
        row.state = "failed"
        row.error_code, row.error_arguments = error.code, dict(error.arguments)

    def requeue(self, run_id: str) -> None:
        self._row(run_id).state = "queued"

    def begin_step(self, run_id: str, name: str, now: datetime) -> None:
        """Steps keep the order in which they were first begun."""
        step = self._session.get(StepRow, (run_id, name))
        if step is None:
            position = self._session.scalar(select(func.count()).where(StepRow.run_id == run_id)) or 0
            step = StepRow(run_id=run_id, name=name, position=position, error_arguments={})
            self._session.add(step)
        step.state, step.started_at, step.ended_at = "running", now, None

    def end_step(self, run_id: str, name: str, now: datetime, artifact_id: str | None) -> None:
        step = self._step(run_id, name)
        step.state, step.ended_at, step.artifact_id = "done", now, artifact_id
        step.error_code, step.error_arguments = None, {}

    def fail_step(self, run_id: str, name: str, now: datetime, error: ThukyError) -> None:
        """It may have failed before it began."""
        if self._session.get(StepRow, (run_id, name)) is None:
            self.begin_step(run_id, name, now)
        step = self._step(run_id, name)
        step.state, step.ended_at = "failed", now
        step.error_code, step.error_arguments = error.code, dict(error.arguments)

    def skip_step(self, run_id: str, name: str, now: datetime) -> None:
        self.begin_step(run_id, name, now)
        step = self._step(run_id, name)
        step.state, step.ended_at = "skipped", now

    def forget(self, before: datetime) -> int:
        """Delete finished runs begun before then, with their steps; how many.

        Of each recording stay the latest run, the latest one that went to its end, and whichever holds the latest
        result of a step; of one that is being worked on all. Results themselves stay: a later run may reuse them.
        """
        ids = self._session.scalars(_superseded(before)).all()
        for first in range(0, len(ids), AT_ONCE):
            self._session.execute(delete(RunRow).where(RunRow.id.in_(ids[first : first + AT_ONCE])))
        return len(ids)

    def count_outdated(self, pipeline: int) -> int:
        """How many recordings show what an earlier version of the pipeline has made of them."""
        shown = (
            select(RunRow.recording_id, func.max(RunRow.number).label("number"))
            .where(RunRow.state == "ready")
            .group_by(RunRow.recording_id)
            .subquery()
        )
        is_shown = and_(shown.c.recording_id == RunRow.recording_id, shown.c.number == RunRow.number)
        query = select(func.count()).select_from(RunRow).join(shown, is_shown).where(RunRow.pipeline < pipeline)
        return self._session.scalar(query) or 0

    def _row(self, run_id: str) -> RunRow:
        return self._session.get_one(RunRow, run_id)

    def _step(self, run_id: str, name: str) -> StepRow:
        self._session.flush()
        return self._session.get_one(StepRow, (run_id, name))


def _superseded(before: datetime) -> Select[str]:
    """Ids of runs begun before then of which nothing is read any more. Each table is gone through once."""
    last = (
        select(
            RunRow.recording_id,
            func.max(RunRow.number).label("any"),
            func.max(case((RunRow.state == "ready", RunRow.number), else_=0)).label("ready"),
            func.max(case((RunRow.state.in_(("queued", "processing")), 1), else_=0)).label("in_work"),
        )
        .group_by(RunRow.recording_id)
        .subquery()
    )
    step = (
        select(RunRow.recording_id, func.max(RunRow.number).label("done"))
        .join(StepRow)
        .where(StepRow.state == "done")
        .group_by(RunRow.recording_id, StepRow.name)
        .subquery()
    )
    holds_a_step = and_(step.c.recording_id == RunRow.recording_id, step.c.done == RunRow.number)
    return (
        select(RunRow.id)
        .join(last, last.c.recording_id == RunRow.recording_id)
        .outerjoin(step, holds_a_step)
        .where(RunRow.created_at < before, step.c.done.is_(None))
        .where(last.c.in_work == 0, RunRow.number != last.c.any, RunRow.number != last.c.ready)
    )
