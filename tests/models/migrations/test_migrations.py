"""The migrated database is the one that the rows describe, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from api.jobs.table import METADATA
from api.store.database import open_database
from models.errors import UserError
from models.migrations import alembic_config
from models.tables import Base


def test_migrations_make_the_tables_that_the_rows_describe(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'thuky.db'}")
    database.migrate()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, [Base.metadata, METADATA]) == []
    database.engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'thuky.db'}")
    database.migrate()
    database.migrate()
    assert "recordings" in inspect(database.engine).get_table_names()
    database.engine.dispose()


def test_several_processes_may_start_at_once(tmp_path: Path) -> None:
    databases = [open_database(f"sqlite:///{tmp_path / 'thuky.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda database: database.migrate(), databases))
    with databases[0].engine.connect() as connection:
        (head,) = ScriptDirectory.from_config(alembic_config(connection)).get_heads()
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [head]
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    for database in databases:
        database.engine.dispose()


def test_a_database_of_a_newer_version_is_told_and_left_alone(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'thuky.db'}")
    database.migrate()
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match=r"database\.newer"):
        database.migrate()
    database.engine.dispose()
