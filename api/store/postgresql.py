"""What PostgreSQL (15 and later) needs to behave as SQLite does: one writer at a time, looks that hold still."""

from typing import Any

from sqlalchemy import URL, Connection, text

from models.migrations import LOCK_KEY

WAIT_MS = 30_000
"""Longest wait for another writer; as SQLite's."""
ABANDONED_MS = 20_000
"""A transaction in which nothing happens for this long is ended by the server: its process was frozen or cut off.
It is less than ``WAIT_MS`` and than a worker's lease, so that others only wait."""

READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def connect_arguments(url: URL) -> dict[str, Any]:
    """Options of libpq; those that the URL gives itself are left to it. A server that has lost its power is noticed
    after about a minute instead of two hours.
    """
    usual = {
        "application_name": "thuky",
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,
        "options": f"-c lock_timeout={WAIT_MS} -c idle_in_transaction_session_timeout={ABANDONED_MS}",
    }
    return {name: value for name, value in usual.items() if name not in url.query}


def take_turn(connection: Connection) -> None:
    """Wait until no other writer is at work; held until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
