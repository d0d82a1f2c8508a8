"""The bytes of uploads that arrive piece by piece: ``uploads/ID/NAME``, with room for all of them from the start."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api.store.disk import check_room, disk_errors_told, safe_name, sync_folder
from models.errors import TransientError, UserError

BLOCK_BYTES = 1024 * 1024
LOCK = ".lock"
"""No file's own name: those never begin with a dot."""


class ArrivingFiles:
    """Nothing here knows how many of the bytes count; that is told by the upload's row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "uploads"

    def open_folder(self) -> Path:
        """The folder, made where it is missing.

        Raises:
            TransientError: ``storage.unavailable``.
        """
        with disk_errors_told():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._folder

    def reserve(self, upload_id: str, file_name: str, size_bytes: int) -> None:
        """Take the room on the disk for all bytes of a new upload, or leave nothing behind.

        Raises:
            TransientError: ``storage.full``, ``storage.unavailable``.
        """
        check_room(self.open_folder(), size_bytes)
        place = self._folder / upload_id
        with disk_errors_told():
            place.mkdir(mode=0o700)
        try:
            with disk_errors_told():
                (place / LOCK).touch(mode=0o600)
                with (place / safe_name(file_name)).open("xb") as file:
                    os.posix_fallocate(file.fileno(), 0, size_bytes)
                    os.fsync(file.fileno())
                sync_folder(place)
                sync_folder(self._folder)
        except TransientError:
            shutil.rmtree(place)
            raise

    def path(self, upload_id: str) -> Path | None:
        """The file, under the name its owner gave it; None when it is not here (any more)."""
        try:
            return next((path for path in (self._folder / upload_id).iterdir() if path.name != LOCK), None)
        except FileNotFoundError:
            return None

    def write(self, upload_id: str, offset: int, data: bytes) -> None:
        """The bytes are safe from a power cut when this returns.

        Raises:
            UserError: ``thing.absent``.
            TransientError: ``storage.full``, ``storage.unavailable``.
        """
        path = self.path(upload_id)
        if path is None:
            raise UserError("thing.absent")
        rest = memoryview(data)
        with disk_errors_told(), path.open("r+b", buffering=0) as file:
            file.seek(offset)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())

    def digest(self, path: Path) -> str:
        """The sha256 of the file as the disk gives it back."""
        digest = hashlib.sha256()
        with disk_errors_told(), path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
        return digest.hexdigest()

    def exists(self, upload_id: str) -> bool:
        return (self._folder / upload_id / LOCK).exists()

    def drop_bytes(self, upload_id: str) -> None:
        path = self.path(upload_id)
        if path is not None:
            with disk_errors_told():
                path.unlink(missing_ok=True)

    def remove(self, upload_id: str) -> None:
        place = self._folder / upload_id
        with disk_errors_told(), suppress(FileNotFoundError):
            shutil.rmtree(place)

    def list(self, before: float) -> tuple[str, ...]:
        """Ids of all whose folder nobody touched since ``before`` (seconds of the epoch)."""
        old: list[str] = []
        for place in self.open_folder().iterdir():
            with suppress(FileNotFoundError):
                if place.stat().st_mtime < before:
                    old.append(place.name)
        return tuple(sorted(old))

    @contextmanager
    def held(self, upload_id: str) -> Iterator[None]:
        """This upload is nobody else's until the block ends, in whichever process; its end frees it, too.

        Raises:
            UserError: ``thing.absent``; ``upload.busy`` when somebody has it right now.
            TransientError: ``storage.unavailable``.
        """
        try:
            lock = (self._folder / upload_id / LOCK).open("r+b")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise UserError("thing.absent") from error
        except OSError as error:
            raise TransientError("storage.unavailable", reason=error.strerror or str(error)) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UserError("upload.busy") from error
            yield
