"""The queue's own tables. Like any durable engine's they are private: nobody else reads or writes them."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table

METADATA = MetaData()

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("subject", String(32), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(200)),
    Column("lease_until", DateTime(timezone=True)),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("owner", String(32)),
    Column("turn", Integer),
    Column("over_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False, server_default="1"),
    Index("ix_jobs_due", "state", "due_at"),
    Index("ix_jobs_owner", "owner", "turn"),
)
"""``id`` is the run's, ``subject`` the recording's; ``state`` is queued, running or over. Moments in UTC.

``owner`` is the account whose recording it is (NULL in older rows), ``turn`` the number of its last claim.
``over_at`` is when it was over (NULL in older rows, too). ``version`` is that of the work which it was queued for, or
last taken up by.
"""

DUTIES = Table(
    "duties",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("done_at", DateTime(timezone=True), nullable=False),
)
"""When each duty was last done; no row: never."""
