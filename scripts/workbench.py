"""Finished parts of a long work, kept on disk until the whole is done.

One folder a recording (named by the digest of its bytes), one file a part (named by what it depends on), so a call
that was interrupted goes on where it stopped, whatever its options were. Processes that work on the same recording at
the same time share what is finished; whoever is the last to finish removes the folder.
"""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from models.errors import UserError
from models.run import Fingerprint
from scripts.files import shown, write_whole

if TYPE_CHECKING:
    from api.flows.kept import Codec

T = TypeVar("T")
USERS = "users.lock"
FORGOTTEN_S = 30 * 24 * 3600.0
"""After a month nobody comes back for the parts of a work that was given up."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where the finished parts of one recording are kept."""

    folder: Path

    def part(self, name: str, made_by: Fingerprint, codec: "Codec[T]", make: Callable[[], T]) -> T:
        """The part as it was kept, or made and kept now.

        Another process that makes the same part is waited for. The value always comes through the text it is kept as,
        so that a work that was interrupted ends in the same bytes as one that was not.

        Raises:
            UserError: ``cli.disk_full`` or ``cli.output_unwritable``; what ``make`` raises.
        """
        kept = self.folder / f"{name}.{made_by.digest}.json"
        with _locked(kept.with_suffix(".lock"), fcntl.LOCK_EX):
            found = _read(kept, codec)
            if found is not None:
                return found
            text = codec.dump(make())
            write_whole(kept, text.encode())
            return codec.load(text)


@contextmanager
def open_workbench(root: Path, recording: Path, *, lasting: bool = False) -> Iterator[Workbench]:
    """The place for ``recording`` under ``root``; removed after success or when empty, unless others are there.

    A ``lasting`` one stays after success, too, until nobody came back to it for a month.

    Raises:
        UserError: ``cli.input_unreadable``, ``cli.disk_full`` or ``cli.output_unwritable``.
    """
    folder = root / _digest(recording)
    _forget_old(root)
    if lasting:
        _make_private(root)
    users = _enter(folder)
    finished = False
    try:
        yield Workbench(folder)
        finished = not lasting
    finally:
        if finished or not any(folder.glob("*.json")):
            _leave(folder, users)
        users.close()


def _make_private(root: Path) -> None:
    """What stays may hold voices: for nobody but its owner to read."""
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("cli.output_unwritable", path=shown(root), reason=error.strerror or "?") from error


def _enter(folder: Path) -> BinaryIO:
    """A shared lock that says that somebody works here; taken again where the folder was just being removed."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            users = (folder / USERS).open("ab")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UserError("cli.output_unwritable", path=shown(folder), reason=error.strerror or "?") from error
        fcntl.flock(users, fcntl.LOCK_SH)
        if _is_here(folder / USERS, users):
            os.utime(folder)
            return users
        users.close()


def _leave(folder: Path, users: BinaryIO) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    shutil.rmtree(folder)


def _forget_old(root: Path) -> None:
    for folder in root.iterdir() if root.is_dir() else ():
        try:
            if folder.is_dir() and time.time() - folder.stat().st_mtime > FORGOTTEN_S:
                with (folder / USERS).open("ab") as users:
                    _leave(folder, users)
        except FileNotFoundError:
            continue


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, how)
        yield


def _is_here(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _read(path: Path, codec: "Codec[T]") -> T | None:
    """None where nothing is kept, or where what is kept is damaged: then it is made again."""
    try:
        return codec.load(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, UserError):
        return None


def _digest(recording: Path) -> str:
    try:
        with recording.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise UserError("cli.input_unreadable", path=shown(recording), reason=error.strerror or "?") from error
