"""A recording at hand without being held."""

from collections.abc import Iterator

import numpy as np
import pytest

from models.audio import Audio
from models.errors import UserError
from transcribe.spool import spooled

SOUND = np.random.default_rng(0).standard_normal(10_000).astype(np.float32)


def blocks(size: int) -> Iterator[Audio]:
    yield from (Audio(SOUND[first : first + size]) for first in range(0, len(SOUND), size))


@pytest.mark.parametrize(
    ("first", "last"), [(0, 10_000), (10, 20), (2_999, 3_001), (9_990, 12_000), (12_000, 12_001)]
)
def test_any_part_is_what_the_sound_in_memory_has_there(first: int, last: int) -> None:
    with spooled(blocks(3_000)) as sound:
        assert np.array_equal(sound.read(first, last), Audio(SOUND).read(first, last))
        assert (sound.num_samples, sound.duration_ms) == (10_000, 625)


def test_no_sound_is_none() -> None:
    with spooled(()) as sound:
        assert (sound.num_samples, len(sound.read(0, 100))) == (0, 0)


def test_a_full_disk_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, _content: bytes) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("transcribe.spool.TemporaryFile", lambda dir: Full())
    with pytest.raises(UserError, match=r"audio\.no_room"), spooled(blocks(3_000)):
        pass
