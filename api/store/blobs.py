"""Files as they come: streamed to disk, complete or not at all, then kept for good."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from api.store.disk import check_room, disk_errors_told, safe_name
from api.store.originals import Originals
from models.errors import TransientError, UserError


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A complete file that is not kept yet. ``path`` ends in the name its owner gave it."""

    path: Path
    sha256: str
    size_bytes: int


class IncomingFile:
    """A file being received. Write the bytes as they come, then ``complete`` it."""

    def __init__(self, path: Path, limit_bytes: int) -> None:
        self.path = path
        self._limit_bytes = limit_bytes
        self._size_bytes = 0
        self._digest = hashlib.sha256()
        self._file = path.open("wb", buffering=0)

    def write(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            UserError: ``upload.too_large``.
            TransientError: ``storage.full``.
        """
        self._size_bytes += len(data)
        if self._size_bytes > self._limit_bytes:
            raise UserError("upload.too_large", limit_mb=self._limit_bytes // 1_000_000)
        self._digest.update(data)
        rest = memoryview(data)
        with disk_errors_told():
            while rest:
                rest = rest[self._file.write(rest) :]

    def complete(self) -> ReceivedFile:
        """Everything is on the disk when this returns."""
        with disk_errors_told():
            os.fsync(self._file.fileno())
            self._file.close()
        return ReceivedFile(self.path, self._digest.hexdigest(), self._size_bytes)

    def close(self) -> None:
        self._file.close()


class BlobStore:
    """Half-received files under ``incoming/``, then originals where ``originals`` has them."""

    def __init__(self, folder: Path, originals: Originals) -> None:
        self.originals = originals
        self._incoming = folder / "incoming"

    @contextmanager
    def receive(self, file_name: str, *, announced_bytes: int, limit_bytes: int) -> Iterator[IncomingFile]:
        """A place to write a file of about ``announced_bytes``; whatever is not kept when the block ends is gone.

        Raises:
            UserError: ``upload.too_large`` by what was announced, before a byte is read.
            TransientError: ``storage.full`` when the disk cannot take it.
        """
        if announced_bytes > limit_bytes + 1_000_000:
            raise UserError("upload.too_large", limit_mb=limit_bytes // 1_000_000)
        with disk_errors_told():
            self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
            check_room(self._incoming, announced_bytes)
            folder = Path(mkdtemp(dir=self._incoming))
        try:
            with disk_errors_told():
                incoming = IncomingFile(folder / safe_name(file_name), limit_bytes)
            try:
                yield incoming
            finally:
                incoming.close()
        finally:
            shutil.rmtree(folder)

    def keep(self, received: ReceivedFile) -> None:
        """Give the file its place for good. The same bytes again change nothing."""
        self.originals.keep(received.path, received.sha256)

    def original(self, sha256: str, name: str) -> Path:
        """A file of this machine with an original that should be there; ``name`` is what people call it.

        Raises:
            TransientError: ``storage.missing``; as ``Originals.find`` and ``Originals.check``.
            EngineError: ``storage.damaged``.
        """
        path = self.originals.find(sha256)
        if path is None:
            self.originals.check()
            raise TransientError("storage.missing", name=name)
        return path

    def sweep(self, before: float) -> None:
        """Remove what was half received when a server died, if untouched since ``before`` (seconds of the epoch)."""
        if self._incoming.is_dir():
            for folder in self._incoming.iterdir():
                if max(entry.stat().st_mtime for entry in (folder, *folder.iterdir())) < before:
                    shutil.rmtree(folder)
