"""Opening the database: SQLite tuned for several processes, or whatever the URL names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from api.store import postgresql
from api.store.trouble import told_plainly
from api.store.unit_of_work import UnitOfWork
from models.errors import UserError

BUSY_TIMEOUT_MS = 30_000
THREADS = 48
"""Connections at most: the web server's forty threads, and some for a worker."""


class Database:
    """Hands out units of work. One for each thread that asks; the pool does the rest."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        is_server = engine.dialect.name == "postgresql"
        self._take_turn = postgresql.take_turn if is_server else _no_need
        self._reading_engine = engine.execution_options(**(postgresql.READING if is_server else {"reads": True}))

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """One transaction: committed when the block ends, rolled back when it raises. There is one writer at a time.

        Raises:
            TransientError, UserError: as ``told_plainly`` has it.
        """
        with told_plainly(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            self._take_turn(session.connection())
            yield UnitOfWork(session)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """One consistent look, which never waits for a writer; nothing is committed."""
        with told_plainly(), Session(self._reading_engine) as session:
            yield UnitOfWork(session)

    @contextmanager
    def connecting(self) -> Iterator[Connection]:
        """One transaction without the stores, for the job queue; it, too, waits for other writers."""
        with told_plainly(), self.engine.begin() as connection:
            self._take_turn(connection)
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """One look without the stores, for the job queue."""
        with told_plainly(), self._reading_engine.connect() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the tables up to date; safe when several processes start at once."""
        from models.migrations import upgrade

        with self.connecting() as connection:
            upgrade(connection)


def open_database(url: str) -> Database:
    """The database at an SQLAlchemy URL; its folder is made when it is a SQLite file.

    Raises:
        UserError: ``database.url`` when nothing can be made of the URL, ``database.in_memory`` for one that other
            processes could not see, ``database.folder`` when its file cannot be made.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            if parsed.database in (None, "", ":memory:"):
                raise UserError("database.in_memory")
            _make_private(Path(parsed.database))
        arguments = postgresql.connect_arguments(parsed) if parsed.get_backend_name() == "postgresql" else {}
        engine = create_engine(
            parsed, pool_size=THREADS, max_overflow=0, pool_pre_ping=bool(arguments), connect_args=arguments
        )
    except (ImportError, ValueError) as error:
        raise UserError("database.url", reason=str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def _make_private(path: Path) -> None:
    """Nobody else on this machine reads it; SQLite gives its side files the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise UserError("database.folder", path=str(path), reason=error.strerror or "?") from error


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers go on while one writes; SQLAlchemy, not the driver, begins transactions."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: upgrading a read lock later fails whenever two do it."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _no_need(_connection: Connection) -> None:
    """SQLite's transaction has begun with the lock (``_begin_sqlite``)."""
