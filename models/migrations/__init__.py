"""The database's shape over time (Alembic), run from the installed package."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x7468756B79  # "thuky"


def upgrade(connection: Connection) -> None:
    """Bring the database up to date inside the caller's transaction; nothing to do is fine.

    Safe when several processes start at once: on SQLite the caller holds the write lock
    (BEGIN IMMEDIATE), on PostgreSQL an advisory lock is taken until the transaction ends.
    """
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration without a file, on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files(__name__)).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
