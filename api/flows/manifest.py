"""What a backup consists of, with digests: written last, so that a folder with it is whole."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from api.store.disk import disk_errors_told
from api.store.dump import DumpedTable
from models.errors import UserError

NAME = "manifest.json"
TABLES, ORIGINALS = "tables", "originals"
FORMAT = "thuky-backup 1"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``schema`` is the revision of the database, ``lost`` the sha256 of originals that could not be backed up."""

    schema: str
    made_at: datetime
    tables: tuple[DumpedTable, ...]
    originals: tuple[Original, ...]
    lost: tuple[str, ...]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    content = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    (folder / NAME).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """
    Raises:
        UserError: ``restore.no_backup``: no manifest, as in a backup that was cut short; ``restore.damaged``.
        TransientError: ``storage.unavailable``.
    """
    path = folder / NAME
    if not path.is_file():
        raise UserError("restore.no_backup", folder=str(folder))
    with disk_errors_told():
        content = path.read_bytes()
    try:
        return _manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("restore.damaged", path=str(path)) from error


def check_backup(folder: Path, manifest: Manifest, progress: Callable[[float], None]) -> None:
    """Read everything back before anything is done with it.

    Raises:
        UserError: ``restore.damaged`` with the first file that is missing or is not what was written.
    """
    files = [(folder / TABLES / f"{table.name}.jsonl", table.sha256) for table in manifest.tables]
    files += [(original_path(folder, original.sha256), original.sha256) for original in manifest.originals]
    for number, (path, sha256) in enumerate(files):
        with disk_errors_told():
            sound = path.is_file() and _digest(path) == sha256
        if not sound:
            raise UserError("restore.damaged", path=str(path))
        progress((number + 1) / len(files))


def original_path(folder: Path, sha256: str) -> Path:
    return folder / ORIGINALS / sha256[:2] / sha256


def _manifest(content: dict[str, Any]) -> Manifest:
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return Manifest(
        schema=_text(content["schema"]),
        made_at=datetime.fromisoformat(content["made_at"]),
        tables=tuple(DumpedTable(_text(t["name"]), int(t["rows"]), _sha256(t["sha256"])) for t in content["tables"]),
        originals=tuple(Original(_sha256(o["sha256"]), int(o["size_bytes"])) for o in content["originals"]),
        lost=tuple(_sha256(each) for each in content["lost"]),
    )


def _text(value: object) -> str:
    """A plain name: it becomes part of a path."""
    if not isinstance(value, str) or (not value.isidentifier() and not value.isalnum()):
        raise ValueError(value)
    return value


def _sha256(value: object) -> str:
    if not isinstance(value, str) or len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(value)
    return value


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
