"""A worker's name: the first slot of this machine that no living worker holds.

A restarted worker gets its old name back and so finds its own unfinished work at once, without waiting
for a lease to run out. The system frees the lock of a process that dies, however it dies.
"""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from models.errors import TransientError


@contextmanager
def worker_slot(folder: Path) -> Iterator[str]:
    """``host:slot``, this process's alone until the block ends.

    Raises:
        TransientError: ``storage.unavailable``.
    """
    for slot in count(1):
        with _opened(folder, slot) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield f"{socket.gethostname()}:{slot}"
            return


def _opened(folder: Path, slot: int) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return (folder / f"worker-{slot}.lock").open("a")
    except OSError as error:
        raise TransientError("storage.unavailable", reason=error.strerror or str(error)) from error
