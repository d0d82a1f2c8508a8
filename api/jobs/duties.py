"""Duties: what is due every so often is done by the first worker that looks; a row says when it was done."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from api.jobs.queue import CLOCKS_APART
from api.jobs.table import DUTIES


def is_due(connection: Connection, name: str, every: timedelta, now: datetime) -> bool:
    """Whether the duty was not done for so long; or was done in the future, by a clock that ran ahead."""
    done_at = connection.scalar(select(DUTIES.c.done_at).where(DUTIES.c.name == name))
    if done_at is None:
        return True
    aware = done_at.replace(tzinfo=UTC) if done_at.tzinfo is None else done_at
    return not now - every < aware <= now + CLOCKS_APART


def take_duty(connection: Connection, name: str, every: timedelta, now: datetime) -> bool:
    """Whether it is the caller's to do: it counts as done exactly when the caller's transaction commits.

    The transaction is one that writes, of which there is one at a time, so nobody else can have looked meanwhile.
    """
    if not is_due(connection, name, every, now):
        return False
    connection.execute(delete(DUTIES).where(DUTIES.c.name == name))
    connection.execute(insert(DUTIES).values(name=name, done_at=now.astimezone(UTC)))
    return True
