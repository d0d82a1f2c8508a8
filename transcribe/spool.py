"""A whole recording at hand without holding it: decoded once into a file without a name, read from there in parts."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import IO

import numpy as np

from models.audio import SAMPLE_RATE_HZ, Audio, Sound
from models.errors import UserError
from transcribe.decode import stream_audio
from transcribe.frames import Samples

SAMPLE_BYTES = 4


@dataclass(frozen=True, slots=True, eq=False)
class SpooledSound:
    """float32 samples in ``file``; a ``models.audio.Sound``."""

    file: IO[bytes]
    num_samples: int
    _reading: Lock = field(default_factory=Lock)

    @property
    def duration_ms(self) -> int:
        return self.num_samples * 1000 // SAMPLE_RATE_HZ

    def read(self, first: int, last: int) -> Samples:
        with self._reading:
            self.file.seek(first * SAMPLE_BYTES)
            return np.frombuffer(self.file.read(max(0, last - first) * SAMPLE_BYTES), dtype=np.float32)


class DecodedSound:
    """A recording that is decoded when somebody first listens, for all who listen; a ``models.audio.Sound``.

    What it gives raises the errors of ``stream_audio`` and ``spooled``, the first time.
    """

    def __init__(self, path: Path, folder: Path | None, until: ExitStack) -> None:
        self._path = path
        self._folder = folder
        self._until = until
        self._decoding = Lock()
        self._decoded: SpooledSound | None = None

    @property
    def num_samples(self) -> int:
        return self._sound().num_samples

    @property
    def duration_ms(self) -> int:
        return self._sound().duration_ms

    def read(self, first: int, last: int) -> Samples:
        return self._sound().read(first, last)

    def _sound(self) -> SpooledSound:
        with self._decoding:
            if self._decoded is None:
                self._decoded = self._until.enter_context(spooled(stream_audio(self._path), self._folder))
            return self._decoded


@contextmanager
def decoded_once(path: Path, folder: Path | None = None) -> Iterator[DecodedSound]:
    """The recording's sound until the context ends; as ``spooled``, but only if anybody listens."""
    with ExitStack() as until:
        yield DecodedSound(path, folder, until)


def blocks_of(sound: Sound, block_ms: int = 30_000) -> Iterator[Audio]:
    """Consecutive blocks of ``block_ms`` (the last one shorter), none empty."""
    size = block_ms * SAMPLE_RATE_HZ // 1000
    for first in range(0, sound.num_samples, size):
        yield Audio(sound.read(first, first + size))


@contextmanager
def spooled(blocks: Iterable[Audio], folder: Path | None = None) -> Iterator[SpooledSound]:
    """The sound that ``blocks`` make up, on disk (230 MB an hour) until the context ends, whatever ends it.

    The file lies in ``folder``, by default where the system keeps such files (``TMPDIR``).

    Raises:
        UserError: ``audio.no_room`` when the disk is full or cannot be written to; what reading ``blocks`` raises.
    """
    place = folder or Path(gettempdir())
    with _opened(place) as file:
        num_samples = 0
        for block in blocks:
            _append(file, block, place)
            num_samples += len(block.samples)
        yield SpooledSound(file, num_samples)


def _opened(place: Path) -> IO[bytes]:
    try:
        return TemporaryFile(dir=place)
    except OSError as error:
        raise _no_room(place, error) from error


def _append(file: IO[bytes], block: Audio, place: Path) -> None:
    try:
        file.write(block.samples.tobytes())
        file.flush()
    except OSError as error:
        raise _no_room(place, error) from error


def _no_room(place: Path, error: OSError) -> UserError:
    return UserError("audio.no_room", folder=str(place), reason=error.strerror or "")
