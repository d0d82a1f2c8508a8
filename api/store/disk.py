"""What every file that is received needs of the disk: room, a name it takes, and its errors as ours."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import TransientError

SPARE_BYTES = 64 * 1024 * 1024
"""Left free on the disk, for the database."""


def check_room(folder: Path, wanted_bytes: int) -> None:
    """
    Raises:
        TransientError: ``storage.full`` when the disk cannot take so much and keep something to spare.
    """
    if shutil.disk_usage(folder).free < wanted_bytes + SPARE_BYTES:
        raise TransientError("storage.full")


def safe_name(file_name: str) -> str:
    """The name without what a file system refuses, at most 200 bytes, suffix kept."""
    plain = "".join("_" if char in "/\\\0" or ord(char) < 32 else char for char in file_name).strip(". ") or "audio"
    stem, dot, suffix = plain.rpartition(".")
    room = 200 - len(f".{suffix}".encode())
    if not dot or room < 1:
        return plain.encode()[:200].decode(errors="ignore")
    return f"{stem.encode()[:room].decode(errors='ignore')}.{suffix}"


def sync_folder(folder: Path) -> None:
    """A rename is safe from a power cut only once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors_told() -> Iterator[None]:
    """
    Raises:
        TransientError: ``storage.full``, ``storage.unavailable``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise TransientError("storage.full") from error
        raise TransientError("storage.unavailable", reason=error.strerror or str(error)) from error
