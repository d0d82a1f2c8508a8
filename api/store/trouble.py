"""The database driver's complaints as ours, told apart by its own codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from models.errors import ThukyError, TransientError, UserError

REFUSALS = ("password authentication failed", "no pg_hba.conf entry", "does not exist")
"""What PostgreSQL says while connecting; the driver has no code for it then."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Whatever the database says is wrong with itself, cause chained; what it says of our statements stays.

    Raises:
        TransientError: ``database.busy``, ``database.unavailable``, ``storage.full``.
        UserError: ``database.read_only``, ``database.refused``, ``database.damaged``.
    """
    try:
        yield
    except DBAPIError as error:
        ours = trouble_of(_first(error))
        if ours is None:
            raise
        raise ours from error
    except PoolTimeoutError as error:
        raise TransientError("database.busy") from error


def trouble_of(error: DBAPIError) -> ThukyError | None:
    """None when it is a fault of the statement, not of the database."""
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_trouble(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    reason = str(error.orig).strip().partition("\n")[0]
    if isinstance(state, str):
        return _server_trouble(state, reason)
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    if any(sign in reason for sign in REFUSALS):
        return UserError("database.refused", reason=reason)
    return TransientError("database.unavailable", reason=reason)


def _sqlite_trouble(error: sqlite3.Error) -> ThukyError | None:
    """By SQLite's result codes (https://sqlite.org/rescode.html)."""
    name = getattr(error, "sqlite_errorname", "")
    reason = str(error)
    match name.removeprefix("SQLITE_").split("_"):
        case ["BUSY" | "LOCKED", *_]:
            return TransientError("database.busy")
        case ["FULL"]:
            return TransientError("storage.full")
        case ["READONLY", "DBMOVED"] | ["CANTOPEN" | "IOERR" | "PROTOCOL", *_]:
            return TransientError("database.unavailable", reason=reason)
        case ["READONLY" | "PERM", *_]:
            return UserError("database.read_only", reason=reason)
        case ["NOTADB" | "CORRUPT", *_]:
            return UserError("database.damaged", reason=reason)
    return None


def _server_trouble(state: str, reason: str) -> ThukyError | None:
    """By SQLSTATE (PostgreSQL, appendix A)."""
    match state[:2], state:
        case ("28", _) | (_, "3D000"):
            return UserError("database.refused", reason=reason)
        case _, "25006":
            return UserError("database.read_only", reason=reason)
        case _, "53100":
            return TransientError("storage.full")
        case _, "40001" | "40P01" | "55P03":
            return TransientError("database.busy")
        case ("08" | "53" | "58", _) | (_, "57P01" | "57P02" | "57P03" | "57P05" | "25P03"):
            return TransientError("database.unavailable", reason=reason)
        case "XX", _:
            return UserError("database.damaged", reason=reason)
    return None


def _first(error: DBAPIError) -> DBAPIError:
    """What went wrong first: on a full disk SQLite undoes everything at once, and undoing it again fails, too."""
    first, earlier = error, error.__context__
    while earlier is not None:
        if isinstance(earlier, DatabaseError):
            first = earlier
        earlier = earlier.__context__
    return first
