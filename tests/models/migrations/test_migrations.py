"""The migrated database is the one that the rows describe, whoever starts first, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from api.jobs.table import METADATA
from api.store.database import Database, open_database
from models.errors import UserError
from models.migrations import alembic_config
from models.tables import Base


@pytest.fixture
def database(blank_url: str) -> Iterator[Database]:
    with closing(open_database(blank_url)) as database:
        yield database


def test_migrations_make_the_tables_that_the_rows_describe(database: Database) -> None:
    database.migrate()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, [Base.metadata, METADATA]) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    database.migrate()
    assert "recordings" in inspect(database.engine).get_table_names()


def test_each_migration_can_be_taken_back(database: Database) -> None:
    with database.engine.begin() as connection:
        config = alembic_config(connection)
        revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
        for revision in reversed(revisions):
            command.upgrade(config, revision)
            command.downgrade(config, "-1")
            command.upgrade(config, revision)
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_several_processes_may_start_at_once(database: Database, blank_url: str, backend: str) -> None:
    databases = [database, *(open_database(blank_url) for _ in range(3))]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: each.migrate(), databases))
    with database.engine.connect() as connection:
        (head,) = ScriptDirectory.from_config(alembic_config(connection)).get_heads()
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [head]
        if backend == "sqlite":
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    for each in databases[1:]:
        each.close()


def test_a_database_of_a_newer_version_is_told_and_left_alone(database: Database) -> None:
    database.migrate()
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match=r"database\.newer"):
        database.migrate()
