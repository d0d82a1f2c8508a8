"""Writing files so that they survive a power cut, and knowing their digest without reading them again."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from transcribe.weights.manifest import FileDigest

CHUNK_BYTES = 4 * 1024 * 1024


def copy_verified(
    read: Callable[[], Iterator[bytes]],
    path: Path,
    expected: FileDigest | None,
    written: Callable[[int], None],
) -> FileDigest:
    """Write what ``read`` gives to ``path``, fsynced; more than ``expected`` promises is not written.

    Raises:
        OSError: the disk is full or the file cannot be written.
    """
    digest, num_bytes = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in read():
            digest.update(chunk)
            num_bytes += len(chunk)
            if expected is not None and num_bytes > expected.num_bytes:
                break
            file.write(chunk)
            written(num_bytes)
        file.flush()
        os.fsync(file.fileno())
    return FileDigest(digest.hexdigest(), num_bytes)


def write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_chunks(*paths: Path) -> Iterator[bytes]:
    """The bytes of all files, one after the other."""
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
