"""A recording at hand without being held."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.audio import Audio
from models.errors import UserError
from tests.decoding import decode_audio
from transcribe.decode import stream_audio
from transcribe.spool import blocks_of, decoded_once, spooled

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


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused, spooled(blocks(3_000), tmp_path / "gone"):
        pass
    assert refused.value.code == "audio.no_room"
    assert refused.value.arguments["folder"] == str(tmp_path / "gone")


@pytest.fixture
def times_decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    times: list[Path] = []
    monkeypatch.setattr("transcribe.spool.stream_audio", lambda path: times.append(path) or stream_audio(path))
    return times


def test_who_listens_first_has_it_decoded_for_all(
    tmp_path: Path, tone, write_sound, times_decoded: list[Path]
) -> None:
    path = write_sound(tmp_path / "a.flac", tone(70), codec="flac")
    with decoded_once(path, tmp_path) as sound:
        assert times_decoded == []
        heard = [np.concatenate([block.samples for block in blocks_of(sound)]) for _ in range(2)]
        assert [block.duration_ms for block in blocks_of(sound)] == [30_000, 30_000, 10_000]
    assert times_decoded == [path]
    assert np.array_equal(heard[0], heard[1])
    assert np.array_equal(heard[0], decode_audio(path).samples)
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_decoded_is_told_when_it_is_heard(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")
    with decoded_once(tmp_path / "a.wav", tmp_path) as sound, pytest.raises(UserError, match=r"audio\.not_audio"):
        sound.read(0, 1)
