"""A durable queue in the database: each job is claimed by one worker for the length of a lease."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from api.jobs.table import JOBS

LONGEST_PAUSE_S = 60.0
SHORT_WAIT_S = 0.5
"""Waiting for so long is nothing out of the ordinary."""
CLOCKS_APART = timedelta(seconds=30)
"""So far may the clocks of two workers' machines differ."""


@dataclass(frozen=True, slots=True)
class Job:
    """A claim on work. ``id`` is the run's id, ``subject`` the recording's; ``attempt`` counts from 1."""

    id: str
    subject: str
    attempt: int
    worker: str


class LeaseLostError(Exception):
    """The job is no longer this worker's, but another's or cancelled: a late result is refused."""


class JobQueue:
    """People take turns; of one person's jobs the first come is first served.

    ``connecting`` opens a transaction that tells the database's troubles as ours, ``looking`` one that only reads and
    waits for nobody; ``clock`` gives aware moments. ``version`` is that of the work which is done here:
    jobs of a newer one are left to newer workers.
    """

    def __init__(
        self,
        connecting: Callable[[], AbstractContextManager[Connection]],
        looking: Callable[[], AbstractContextManager[Connection]],
        clock: Callable[[], datetime],
        lease_s: float,
        version: int,
    ) -> None:
        self._connecting = connecting
        self._looking = looking
        self._clock = clock
        self.lease_s = lease_s
        self.version = version

    def enqueue(self, connection: Connection, job_id: str, subject: str, owner: str) -> None:
        """Add a job of ``owner`` in the caller's transaction: it exists exactly when what it is about does."""
        connection.execute(
            insert(JOBS).values(
                id=job_id,
                subject=subject,
                owner=owner,
                state="queued",
                attempts=0,
                due_at=self._now(),
                version=self.version,
            )
        )

    def claim(self, worker: str, waited_s: float = 0.0) -> Job | None:
        """A job that is due or whose worker fell silent; None when there is none.

        It is the oldest of the person who was served longest ago. Turns are numbers, not moments: a clock set
        back changes nobody's place.

        No pause is longer than ``LONGEST_PAUSE_S``: what is due later was queued by a clock that ran ahead. No
        lease is longer than ``lease_s``: one that ends later was given by such a clock, and ends in time from now.

        ``waited_s`` is how long the caller was kept waiting for the database. Leases that ran out meanwhile are given
        once more: who holds them could not renew them either, and may have a result in hand.
        """
        now = self._now()
        lease_end = now + timedelta(seconds=self.lease_s)
        too_long = and_(JOBS.c.state == "running", JOBS.c.lease_until > lease_end + CLOCKS_APART)
        ahead = JOBS.c.due_at > now + timedelta(seconds=LONGEST_PAUSE_S)
        waited = timedelta(seconds=waited_s)
        ran_out_meanwhile = and_(JOBS.c.state == "running", JOBS.c.lease_until.between(now - waited, now))
        due = or_(
            and_(JOBS.c.state == "queued", or_(JOBS.c.due_at <= now, ahead)),
            and_(JOBS.c.state == "running", JOBS.c.lease_until < now),
        )
        served = JOBS.alias("served")
        last_turn = select(func.coalesce(func.max(served.c.turn), 0)).where(served.c.owner == JOBS.c.owner)
        place = (last_turn.scalar_subquery(), JOBS.c.due_at, JOBS.c.id)
        oldest = select(JOBS.c.id).where(due, JOBS.c.version <= self.version).order_by(*place).limit(1)
        next_turn = select(func.coalesce(func.max(served.c.turn), 0) + 1).scalar_subquery()
        with self._connecting() as connection:
            connection.execute(update(JOBS).where(too_long).values(lease_until=lease_end))
            if waited_s > SHORT_WAIT_S:
                connection.execute(update(JOBS).where(ran_out_meanwhile).values(lease_until=lease_end))
            job_id = connection.scalar(oldest.with_for_update(skip_locked=True))
            if job_id is None:
                return None
            row = connection.execute(
                update(JOBS)
                .where(JOBS.c.id == job_id)
                .values(
                    state="running",
                    worker=worker,
                    attempts=JOBS.c.attempts + 1,
                    turn=next_turn,
                    lease_until=lease_end,
                    version=self.version,
                )
                .returning(JOBS.c.subject, JOBS.c.attempts)
            ).one()
        return Job(job_id, row.subject, row.attempts, worker)

    def reclaim(self, worker: str) -> None:
        """Give back what this worker held when it died; called when it starts, and only it has its name."""
        with self._connecting() as connection:
            held = and_(JOBS.c.state == "running", JOBS.c.worker == worker)
            connection.execute(update(JOBS).where(held).values(state="queued", lease_until=None))

    def renew(self, job: Job) -> None:
        """Prove that the worker lives.

        Raises:
            LeaseLostError: another worker has the job.
        """
        with self._connecting() as connection:
            self._change(connection, job, lease_until=self._now() + timedelta(seconds=self.lease_s))

    def is_held(self, job: Job) -> bool:
        """Whether the job is still this worker's; nothing is written."""
        with self._looking() as connection:
            return connection.scalar(select(JOBS.c.id).where(_held_by(job))) is not None

    def cancel(self, connection: Connection, job_id: str) -> None:
        """The job is over by somebody's word, in the caller's transaction, whoever has it."""
        over = update(JOBS).where(JOBS.c.id == job_id)
        connection.execute(over.values(state="over", lease_until=None, over_at=self._now()))

    def assure(self, connection: Connection, job: Job) -> None:
        """Refuse to write in the caller's transaction unless the job is still this worker's.

        Raises:
            LeaseLostError: another worker has the job.
        """
        self._change(connection, job, lease_until=self._now() + timedelta(seconds=self.lease_s))

    def close(self, connection: Connection, job: Job) -> None:
        """The job is over, well or badly, in the caller's transaction.

        Raises:
            LeaseLostError: another worker has the job.
        """
        self._change(connection, job, state="over", lease_until=None, over_at=self._now())

    def retry(self, connection: Connection, job: Job, after_s: float) -> None:
        """Try again later; the attempt counts."""
        self._change(
            connection, job, state="queued", lease_until=None, due_at=self._now() + timedelta(seconds=after_s)
        )

    def release(self, connection: Connection, job: Job, after_s: float) -> None:
        """Give an interrupted job back as if it had not been tried."""
        due_at = self._now() + timedelta(seconds=after_s)
        self._change(connection, job, state="queued", lease_until=None, due_at=due_at, attempts=job.attempt - 1)

    def forget(self, connection: Connection, before: datetime) -> int:
        """Delete jobs that were over before then, in the caller's transaction; how many. Turns stay in order: who
        was not served since is the next to be, as before.
        """
        ended = and_(JOBS.c.state == "over", func.coalesce(JOBS.c.over_at, JOBS.c.due_at) < before.astimezone(UTC))
        return connection.execute(delete(JOBS).where(ended)).rowcount

    def _change(self, connection: Connection, job: Job, **values: object) -> None:
        if connection.execute(update(JOBS).where(_held_by(job)).values(**values)).rowcount != 1:
            raise LeaseLostError(job.id)

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)


def count_unfinished(connection: Connection) -> Mapping[int, int]:
    """How many jobs wait or are in work, by the version of the work."""
    query = select(JOBS.c.version, func.count().label("jobs")).where(JOBS.c.state != "over").group_by(JOBS.c.version)
    return {row.version: row.jobs for row in connection.execute(query)}


def _held_by(job: Job) -> ColumnElement[bool]:
    return and_(
        JOBS.c.id == job.id,
        JOBS.c.state == "running",
        JOBS.c.worker == job.worker,
        JOBS.c.attempts == job.attempt,
    )
