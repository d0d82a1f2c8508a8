"""Originals in an S3-compatible store, with copies on each machine that needs them."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from api.store.disk import check_room, disk_errors_told
from api.store.originals import CHUNK_BYTES, FolderOriginals
from models.errors import EngineError, TransientError, UserError

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

RETRIES = 3
LONGEST_RETRY_S = 30


@dataclass(frozen=True, slots=True)
class S3Options:
    """``url`` is ``s3://bucket/folder``; ``endpoint`` None: Amazon's. Copies that nobody asked for within
    ``copies_s`` make room when the next one comes."""

    url: str
    endpoint: str | None
    region: str
    key_id: str
    key: str
    copies_s: float


class S3Originals:
    """``originals/ab/abcdef…`` below the URL. Copies are checked when they come and kept under ``folder``."""

    def __init__(self, options: S3Options, folder: Path) -> None:
        self._store = _open(options)
        self._copies = FolderOriginals(folder / "copies")
        self._arriving = folder / "arriving"
        self._copies_s = options.copies_s

    def keep(self, path: Path, sha256: str) -> None:
        """A large file goes up in parts and is there when the last is confirmed; the copy here is of use at once."""
        import obstore

        with _store_errors_told():
            if not self._is_there(sha256):
                try:
                    obstore.put(self._store, _name(sha256), path)
                except FileNotFoundError as error:
                    raise UserError("storage.refused", reason=_first_line(error)) from error
        self._copies.keep(path, sha256)

    def find(self, sha256: str) -> Path | None:
        copy = self._copies.find(sha256)
        if copy is None:
            return self._bring(sha256)
        with disk_errors_told():
            os.utime(copy)
        return copy

    def digests(self) -> Iterator[str]:
        import obstore

        with _store_errors_told():
            for page in obstore.list(self._store, "originals/"):
                yield from sorted(entry["path"].rpartition("/")[2] for entry in page)

    def check(self) -> None:
        import obstore

        with _store_errors_told():
            next(iter(obstore.list(self._store, "originals/", chunk_size=1)), None)

    def _is_there(self, sha256: str) -> bool:
        import obstore

        try:
            obstore.head(self._store, _name(sha256))
        except FileNotFoundError:
            return False
        return True

    def _bring(self, sha256: str) -> Path | None:
        import obstore

        try:
            with _store_errors_told():
                answer = obstore.get(self._store, _name(sha256))
        except FileNotFoundError:
            return None
        with disk_errors_told():
            self._make_room(time.time() - self._copies_s)
            self._arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
            check_room(self._arriving, answer.meta["size"])
            folder = Path(mkdtemp(dir=self._arriving))
        try:
            digest = hashlib.sha256()
            with _store_errors_told(), disk_errors_told(), (folder / sha256).open("wb") as file:
                for chunk in answer.stream(min_chunk_size=CHUNK_BYTES):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != sha256:
                raise EngineError("storage.damaged", name=sha256)
            self._copies.keep(folder / sha256, sha256)
        finally:
            shutil.rmtree(folder)
        return self._copies.path(sha256)

    def _make_room(self, before: float) -> None:
        """Let go of copies that nobody asked for since then, and of what a crash left half brought."""
        for sha256 in self._copies.digests():
            copy = self._copies.path(sha256)
            if copy.stat().st_mtime < before:
                copy.unlink()
        if self._arriving.is_dir():
            for folder in self._arriving.iterdir():
                if folder.stat().st_mtime < before:
                    shutil.rmtree(folder)


def _open(options: S3Options) -> "S3Store":
    """
    Raises:
        UserError: ``storage.url``.
    """
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    config: S3Config = {
        "region": options.region,
        "access_key_id": options.key_id,
        "secret_access_key": options.key,
        "checksum_algorithm": "SHA256",
    }
    if options.endpoint is not None:
        config["endpoint"] = options.endpoint
    try:
        return S3Store.from_url(
            options.url,
            config=config,
            client_options={"allow_http": True},
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=LONGEST_RETRY_S)},
        )
    except (BaseError, ValueError) as error:
        raise UserError("storage.url", url=options.url, reason=_first_line(error)) from error


def _name(sha256: str) -> str:
    return f"originals/{sha256[:2]}/{sha256}"


@contextmanager
def _store_errors_told() -> Iterator[None]:
    """What the store says of itself as ours; that a thing is not there stays as it is.

    Raises:
        TransientError: ``storage.away``.
        UserError: ``storage.refused``: the key is wrong, or may not do this.
    """
    from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

    try:
        yield
    except (PermissionDeniedError, UnauthenticatedError, PermissionError) as error:
        raise UserError("storage.refused", reason=_first_line(error)) from error
    except BaseError as error:
        raise TransientError("storage.away", reason=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
