"""Files of the command line: which to read, and how to write so that nothing half-written is ever seen."""

import errno
import os
import secrets
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.errors import UserError
from scripts.console import WrongUsageError, printable

STDIN = "-"
AUDIO = (
    *(".aac", ".aif", ".aiff", ".amr", ".caf", ".flac", ".m4a", ".m4b", ".mka", ".mp2", ".mp3"),
    *(".oga", ".ogg", ".opus", ".wav", ".weba", ".wma"),
)
VIDEO = (".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ts", ".webm", ".wmv")
RECORDING_SUFFIXES = frozenset(AUDIO + VIDEO)
"""What is taken from a folder; a file that is named is always tried."""


def given_path(text: str) -> Path:
    """A path from the command line; an empty one (an unset shell variable) is not taken for the folder we are in.

    Raises:
        WrongUsageError: ``cli.empty_path``.
    """
    if not text:
        raise WrongUsageError(UserError("cli.empty_path"))
    return Path(text)


def find_recordings(paths: Sequence[Path]) -> Iterator[Path | UserError]:
    """Each file named, and the recordings inside each folder in order of name; an error for a folder that has none or
    cannot be looked into."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        refused: list[OSError] = []
        found = [file for file in _walk(path, refused.append) if file.suffix.lower() in RECORDING_SUFFIXES]
        yield from found
        for error in refused:
            yield UserError("cli.input_unreadable", path=shown(error.filename), reason=error.strerror or "?")
        if not found and not refused:
            yield UserError("cli.folder_without_recordings", path=shown(path))


def _walk(folder: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root, name)


def read_input(name: str) -> bytes:
    """The bytes of a file, or of stdin when the name is ``-``.

    Raises:
        UserError: ``cli.input_unreadable``.
    """
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UserError("cli.input_unreadable", path=shown(name), reason=error.strerror or "?") from error


def check_folder(folder: Path) -> None:
    """Whether files can be written there, asked before hours of work; nothing is made.

    Raises:
        UserError: ``cli.output_unwritable``.
    """
    existing = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    reason = errno.ENOTDIR if not existing.is_dir() else errno.EACCES if not os.access(existing, os.W_OK) else 0
    if reason:
        raise UserError("cli.output_unwritable", path=shown(folder), reason=os.strerror(reason))


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the final name, then rename: either the whole file is there or what was there before.

    A link is followed. What is neither file nor folder (``/dev/stdout``, a pipe) is written to, never replaced.

    Raises:
        UserError: ``cli.disk_full`` or ``cli.output_unwritable``.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("cli.disk_full", path=shown(path)) from error
        raise UserError("cli.output_unwritable", path=shown(path), reason=error.strerror or "?") from error


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def is_newer(files: Sequence[Path], than: Path) -> bool:
    """Whether all ``files`` are there and none is older than ``than``."""
    try:
        return all(file.stat().st_mtime_ns >= than.stat().st_mtime_ns for file in files)
    except FileNotFoundError:
        return False


def check_recording(path: Path) -> None:
    """A pipe or a device is refused: sound is read more than once, and a pipe nobody writes to never ends.

    Raises:
        UserError: ``cli.not_a_file``.
    """
    if path.exists() and not path.is_file():
        raise UserError("cli.not_a_file", path=shown(path))


def shown(path: Path | str) -> str:
    """A path as one line of text that can be printed and stored: NFC, and see ``printable``."""
    return unicodedata.normalize("NFC", printable(os.fsencode(path).decode("utf-8", "replace")))
