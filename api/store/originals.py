"""Where originals stay, by their sha256: in a folder of this machine, or in a store that several machines share."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from api.store.disk import disk_errors_told, sync_folder
from models.errors import EngineError, TransientError

CHUNK_BYTES = 1 << 20


class Originals(Protocol):
    """Complete files that never change."""

    def keep(self, path: Path, sha256: str) -> None:
        """Take a complete file away from where it is. It is there for everybody, or for nobody, when this returns;
        the same bytes again change nothing, but mend what was damaged.

        Raises:
            TransientError: ``storage.full``, ``storage.unavailable``.
        """
        ...

    def find(self, sha256: str) -> Path | None:
        """A read-only file of this machine, to be used within the hours that copies are kept; None when it is lost.

        Raises:
            TransientError: ``storage.full``, ``storage.unavailable``.
            EngineError: ``storage.damaged`` where it came from elsewhere and is not what was kept.
        """
        ...

    def digests(self) -> Iterator[str]:
        """The sha256 of every original."""
        ...

    def check(self) -> None:
        """Make sure that the place is there as a whole; asked where something should be in it.

        Raises:
            TransientError: ``storage.folder_away``, ``storage.away``, ``storage.unavailable``.
            UserError: ``storage.refused``.
        """
        ...


class FolderOriginals:
    """``FOLDER/ab/abcdef…``; made from outside, so that several machines may share it over a network, too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, sha256: str) -> None:
        final = self.path(sha256)
        with disk_errors_told():
            if not (final.exists() and is_sound(final, sha256)):
                final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.chmod(0o400)
                path.replace(final)
                sync_folder(final.parent)

    def find(self, sha256: str) -> Path | None:
        path = self.path(sha256)
        return path if path.is_file() else None

    def digests(self) -> Iterator[str]:
        if self._folder.is_dir():
            for folder in sorted(self._folder.iterdir()):
                yield from sorted(file.name for file in folder.iterdir())

    def check(self) -> None:
        """A share that is not mounted leaves an empty folder, or none."""
        with disk_errors_told():
            if not self._folder.is_dir() or not any(self._folder.iterdir()):
                raise TransientError("storage.folder_away", folder=str(self._folder))

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def check_original(path: Path, sha256: str, name: str) -> None:
    """Read a file whole before anything is made of it.

    Raises:
        EngineError: ``storage.damaged``.
        TransientError: ``storage.unavailable``.
    """
    with disk_errors_told():
        if not is_sound(path, sha256):
            raise EngineError("storage.damaged", name=name)


def is_sound(path: Path, sha256: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
