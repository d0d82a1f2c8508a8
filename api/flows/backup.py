"""Everything that cannot be made again, out of a running installation into a folder, and into an empty one."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.flows.manifest import (
    CHUNK_BYTES,
    TABLES,
    Manifest,
    Original,
    check_backup,
    original_path,
    read_manifest,
    write_manifest,
)
from api.flows.services import Services
from api.store.disk import check_room, disk_errors_told, sync_folder
from api.store.dump import dump_tables, is_empty, load_tables, schema_of
from models.errors import EngineError, ThukyError, UserError
from models.migrations import known_revisions

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """``troubles``: what was damaged already and is told once everything else is safe."""

    manifest: Manifest
    troubles: tuple[ThukyError, ...]


def make_backup(services: Services, folder: Path, progress: Progress) -> BackupReport:
    """A backup of this moment in a new folder, while work goes on; the folder is there when it is whole.

    The rows are read in one consistent look. An original is kept before its row is, and never changes, so those that
    the rows speak of can be copied afterwards.

    Raises:
        UserError: ``backup.exists``, ``backup.running``.
        TransientError: ``storage.full``, ``storage.unavailable``, ``database.*``.
    """
    with _workplace(folder) as partial:
        with services.database.reading() as uow, disk_errors_told():
            (partial / TABLES).mkdir()
            schema = schema_of(uow.connection)
            tables = dump_tables(uow.connection, partial / TABLES)
            wanted = uow.recordings.originals()
            damaged = tuple(uow.artifacts.damaged())
        troubles: list[ThukyError] = [
            EngineError("artifact.damaged", step=step, recording=recording) for step, recording in damaged
        ]
        kept: list[Original] = []
        with disk_errors_told():
            check_room(partial, sum(size for _, size, _ in wanted))
            for number, (sha256, size_bytes, title) in enumerate(wanted):
                if _copy_original(services, original_path(partial, sha256), sha256):
                    kept.append(Original(sha256, size_bytes))
                else:
                    troubles.append(UserError("backup.original_lost", title=title, sha256=sha256))
                progress((number + 1) / len(wanted))
            lost = tuple(sorted({sha256 for sha256, _, _ in wanted} - {original.sha256 for original in kept}))
            manifest = Manifest(schema, services.clock(), tables, tuple(kept), lost)
            write_manifest(partial, manifest)
    return BackupReport(manifest, tuple(troubles))


def restore_backup(services: Services, folder: Path, progress: Progress) -> Manifest:
    """Fill an empty installation from a backup: all of it or nothing; a restore cut short can be made again.

    Raises:
        UserError: ``restore.no_backup``, ``restore.damaged``, ``restore.newer``, ``restore.not_empty``.
        TransientError: ``storage.full``, ``storage.unavailable``, ``database.*``.
    """
    manifest = read_manifest(folder)
    with services.database.reading() as uow:
        if manifest.schema not in known_revisions(uow.connection):
            raise UserError("restore.newer")
        others = set(services.blobs.originals.digests()) - {original.sha256 for original in manifest.originals}
        if others or not is_empty(uow.connection):
            raise UserError("restore.not_empty", folder=str(services.settings.data_dir))
    check_backup(folder, manifest, lambda done: progress(done / 2))
    for number, original in enumerate(manifest.originals):
        _bring_back(services, folder, original)
        progress(0.5 + (number + 1) / len(manifest.originals) / 2)
    with services.database.connecting() as connection:
        if not is_empty(connection):
            raise UserError("restore.not_empty", folder=str(services.settings.data_dir))
        load_tables(connection, folder / TABLES, tuple(table.name for table in manifest.tables), manifest.schema)
    return manifest


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """``FOLDER.partial``, which takes its final name when the block ends; what a backup cut short left goes first."""
    partial = folder.with_name(f"{folder.name}.partial")
    with disk_errors_told():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError("backup.exists", folder=str(folder))
        partial.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(partial, os.O_RDONLY)
    try:
        with disk_errors_told():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UserError("backup.running", folder=str(folder)) from error
            for left in partial.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield partial
        with disk_errors_told():
            _sync_everything(partial)
            partial.replace(folder)
            sync_folder(folder.parent)
    finally:
        os.close(lock)


def _copy_original(services: Services, target: Path, sha256: str) -> bool:
    """False when it is not there, or is not what was brought; nothing is kept of it then."""
    try:
        source = services.blobs.originals.find(sha256)
    except EngineError:
        return False
    if source is None:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as original, target.open("wb") as copy:
        while chunk := original.read(CHUNK_BYTES):
            digest.update(chunk)
            copy.write(chunk)
    if digest.hexdigest() != sha256:
        target.unlink()
        return False
    return True


def _bring_back(services: Services, folder: Path, original: Original) -> None:
    size = original.size_bytes
    with services.blobs.receive(original.sha256, announced_bytes=size, limit_bytes=size) as incoming:
        with disk_errors_told(), original_path(folder, original.sha256).open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                incoming.write(chunk)
        received = incoming.complete()
        if received.sha256 != original.sha256:
            raise UserError("restore.damaged", path=str(original_path(folder, original.sha256)))
        services.blobs.keep(received)


def _sync_everything(folder: Path) -> None:
    """All files, then all folders, are on the disk when this returns."""
    for path in folder.rglob("*"):
        if path.is_file():
            sync_folder(path)
    for path in (*(each for each in folder.rglob("*") if each.is_dir()), folder):
        sync_folder(path)
