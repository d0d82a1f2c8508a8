"""What databases say is wrong with themselves is told apart: wait for it, mend it, or a fault of ours."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError

from api.store.trouble import told_plainly, trouble_of
from models.errors import ThukyError, TransientError, UserError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    return path


def told(path: Path, mode: str, statement: str) -> ThukyError:
    """What a statement on an SQLite file opened in a mode ends with."""
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(f"file:{path}?mode={mode}", uri=True, timeout=0)
    )
    try:
        with pytest.raises(ThukyError) as caught, told_plainly(), engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
    return caught.value


def test_a_file_that_may_only_be_read_is_not_waited_for_as_if_it_were_away(file: Path) -> None:
    error = told(file, "ro", "INSERT INTO t VALUES (1)")
    assert isinstance(error, UserError)
    assert (error.code, error.arguments) == (
        "database.read_only",
        {"reason": "attempt to write a readonly database"},
    )


def test_a_file_that_is_not_there_is_away(file: Path) -> None:
    error = told(file.parent / "gone" / "some.db", "rw", "SELECT 1")
    assert isinstance(error, TransientError)
    assert error.code == "database.unavailable"


def test_a_file_that_another_process_writes_is_busy(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    assert told(file, "rw", "INSERT INTO t VALUES (1)").code == "database.busy"
    other.close()


def test_a_statement_that_is_wrong_is_our_own_fault(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with pytest.raises(OperationalError), told_plainly(), engine.begin() as connection:
        connection.execute(text("SELECT no_such_column FROM t"))
    engine.dispose()


class ServerError(Exception):
    """As PostgreSQL's driver raises them."""

    def __init__(self, message: str, sqlstate: str | None) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("kind", "message", "state", "family", "code"),
    [
        (InterfaceError, "the connection is closed", None, TransientError, "database.unavailable"),
        (OperationalError, "connection refused\nIs it running?", None, TransientError, "database.unavailable"),
        (OperationalError, "the database system is starting up", "57P03", TransientError, "database.unavailable"),
        (OperationalError, "terminating connection", "57P01", TransientError, "database.unavailable"),
        (OperationalError, "too many clients", "53300", TransientError, "database.unavailable"),
        (OperationalError, "could not serialize access", "40001", TransientError, "database.busy"),
        (OperationalError, "disk full", "53100", TransientError, "storage.full"),
        (
            OperationalError,
            'connection failed: FATAL:  password authentication failed for user "thuky"',
            None,
            UserError,
            "database.refused",
        ),
        (OperationalError, 'FATAL:  database "thuky" does not exist', None, UserError, "database.refused"),
        (OperationalError, "password wrong", "28P01", UserError, "database.refused"),
        (
            ProgrammingError,
            "cannot execute UPDATE in a read-only transaction",
            "25006",
            UserError,
            "database.read_only",
        ),
    ],
)
def test_a_server_s_troubles_are_told_apart(
    kind: type[DBAPIError], message: str, state: str | None, family: type[ThukyError], code: str
) -> None:
    error = trouble_of(kind("SELECT 1", {}, ServerError(message, state)))
    assert isinstance(error, family)
    assert error.code == code
    assert "\n" not in str(error.arguments.get("reason", ""))


@pytest.mark.parametrize("state", ["42501", "23505", "42703"])
def test_what_a_server_says_of_our_statements_stays_as_it_is(state: str) -> None:
    assert trouble_of(ProgrammingError("SELECT 1", {}, ServerError("no", state))) is None
