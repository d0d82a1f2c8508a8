"""The database's shape over time (Alembic), run from the installed package."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from models.errors import UserError

if TYPE_CHECKING:
    from alembic.config import Config

LOCK_KEY = 0x7468756B79
"""Whoever writes to PostgreSQL holds this advisory lock ("thuky")."""


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to date, or up to ``revision``, inside the caller's transaction; nothing to do is fine.

    Safe when several processes start at once: on SQLite the caller holds the write lock
    (BEGIN IMMEDIATE), on PostgreSQL an advisory lock is taken until the transaction ends.

    Raises:
        UserError: ``database.newer`` when it has a shape that this version does not know.
    """
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    config = alembic_config(connection)
    if not known_revisions(connection).issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise UserError("database.newer")
    command.upgrade(config, revision)


def known_revisions(connection: Connection) -> frozenset[str]:
    """Every shape that this version knows."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(alembic_config(connection))
    return frozenset(script.revision for script in scripts.walk_revisions())


def revision_of(connection: Connection) -> str | None:
    """The shape that the database has; None when it has none yet."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration without a file, on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files(__name__)).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
