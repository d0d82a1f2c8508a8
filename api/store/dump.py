"""All rows as text, a JSON object a line, and back; the same for SQLite and PostgreSQL, and for older schemas.

Tables are taken as the database has them, not as the rows of this version describe them, so that a backup of an older
version can be put back as it was and then brought up to date.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, inspect, select

from models.migrations import revision_of, upgrade
from models.tables import Base

OURS = frozenset(Base.metadata.tables) | {"jobs", "duties"}
LEFT_OUT = frozenset({"sessions", "sign_in_failures", "uploads"})
"""Who is signed in, who failed to, and what is half received: nothing that a restored installation should know."""
VERSION = "alembic_version"
ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class DumpedTable:
    """``sha256`` is the digest of its file, ``NAME.jsonl``."""

    name: str
    rows: int
    sha256: str


def dump_tables(connection: Connection, folder: Path) -> tuple[DumpedTable, ...]:
    """Write each table to a file in the folder, those that others refer to first."""
    return tuple(_dump(connection, table, folder / f"{table.name}.jsonl") for table in _tables(connection))


def load_tables(connection: Connection, folder: Path, names: tuple[str, ...], schema: str) -> None:
    """Make the tables anew as of revision ``schema``, fill them from the files, bring them up to date.

    What stands in the tables is lost: see ``is_empty``.

    Raises:
        KeyError: a table that there is none of at that revision.
    """
    old = MetaData()
    old.reflect(connection, only=lambda name, _: name in OURS or name == VERSION)
    old.drop_all(connection)
    upgrade(connection, schema)
    tables = {table.name: table for table in _tables(connection)}
    missing = set(names) - set(tables)
    if missing:
        raise KeyError(*missing)
    for name, table in tables.items():
        if name in names:
            _load(connection, table, folder / f"{name}.jsonl")
    upgrade(connection)


def is_empty(connection: Connection) -> bool:
    """Nobody has an account here, and nothing is kept."""
    return all(connection.execute(select(table).limit(1)).first() is None for table in _tables(connection))


def schema_of(connection: Connection) -> str:
    """The revision of the database."""
    revision = revision_of(connection)
    if revision is None:
        raise ValueError("the database was not migrated")
    return revision


def _tables(connection: Connection) -> tuple[Table, ...]:
    wanted = (OURS - LEFT_OUT).intersection(inspect(connection).get_table_names())
    reflected = MetaData()
    reflected.reflect(connection, only=sorted(wanted))
    return tuple(table for table in reflected.sorted_tables if table.name in wanted)


def _dump(connection: Connection, table: Table, path: Path) -> DumpedTable:
    digest, count = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key.columns)
    with path.open("wb") as file:
        for row in connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}).mappings():
            line = json.dumps(_encoded(table, row), ensure_ascii=False, allow_nan=False).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return DumpedTable(table.name, count, digest.hexdigest())


def _load(connection: Connection, table: Table, path: Path) -> None:
    rows: list[dict[str, Any]] = []
    for row in _lines(path):
        rows.append(row)
        if len(rows) == ROWS_AT_ONCE:
            connection.execute(table.insert(), rows)
            rows = []
    if rows:
        connection.execute(table.insert(), rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield {name: _decoded(value) for name, value in json.loads(line).items()}


def _encoded(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    """What JSON has no form for is an object with one key: ``moment``, ``bytes``, ``json``."""
    coded: dict[str, Any] = {}
    for column in table.columns:
        value = row[column.name]
        match value:
            case _ if isinstance(column.type, JSON):
                value = {"json": value}
            case datetime():
                # SQLite keeps moments in UTC without saying so
                aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
                value = {"moment": aware.isoformat()}
            case bytes():
                value = {"bytes": base64.b64encode(value).decode()}
        coded[column.name] = value
    return coded


def _decoded(value: Any) -> Any:
    match value:
        case {"json": content}:
            return content
        case {"moment": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"bytes": str(content)}:
            return base64.b64decode(content, validate=True)
    return value
