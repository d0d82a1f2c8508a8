"""A head that lies about the length: believed where it must be, not where the file itself knows better."""

import struct
from pathlib import Path

import pytest

from models.errors import UserError
from tests.decoding import decode_audio
from transcribe.decode import probe_audio


@pytest.fixture
def wav(tmp_path: Path, tone, write_sound) -> Path:
    """Five seconds at 16 kHz."""
    return write_sound(tmp_path / "a.wav", tone(5))


@pytest.fixture
def mp3(tmp_path: Path, tone, write_sound) -> bytes:
    """Twenty seconds, with a Xing tag and without an ID3 tag."""
    data = write_sound(tmp_path / "plain.mp3", tone(20, 44_100), 44_100, "libmp3lame").read_bytes()
    return data[data.index(b"\xff\xfb") :]


def with_lengths(path: Path, riff: int, data: int) -> None:
    """Writes what the two length fields say."""
    head = bytearray(path.read_bytes())
    at = head.index(b"data")
    head[4:8], head[at + 4 : at + 8] = struct.pack("<I", riff), struct.pack("<I", data)
    path.write_bytes(head)


def id3(frame: bytes, content: bytes) -> bytes:
    """An ID3v2.3 tag with one frame."""
    inside = frame + struct.pack(">I", len(content)) + b"\0\0" + content
    return b"ID3\x03\0\0" + bytes(len(inside) >> shift & 0x7F for shift in (21, 14, 7, 0)) + inside


@pytest.mark.parametrize(
    ("riff", "data"),
    [
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFDB),
        (0x7FFFFFFF, 0x7FFFFFFF),
        (0x7FFF0024, 0x7FFF0000),
        (0x80000024, 0x80000000),
        (0, 0),
        (36, 0),
    ],
)
def test_a_streamed_wav_of_unknown_length_is_read_to_its_end(wav: Path, riff: int, data: int) -> None:
    with_lengths(wav, riff, data)
    assert probe_audio(wav).duration_ms == 5_000
    assert decode_audio(wav).duration_ms == 5_000


@pytest.mark.parametrize("riff", [32_036, 160_036])
def test_a_wav_whose_recorder_stopped_early_is_read_to_its_end(wav: Path, riff: int) -> None:
    with_lengths(wav, riff, 32_000)
    assert probe_audio(wav).duration_ms == 5_000
    assert decode_audio(wav).duration_ms == 5_000


def test_a_chunk_behind_the_sound_is_not_sound(wav: Path) -> None:
    wav.write_bytes(wav.read_bytes() + b"LIST" + struct.pack("<I", 40_000) + b"INFO" * 10_000)
    assert probe_audio(wav).duration_ms == 5_000
    assert decode_audio(wav).duration_ms == 5_000


def test_a_cover_picture_is_not_the_sound_and_hides_no_cut(tmp_path: Path, mp3: bytes) -> None:
    path = tmp_path / "bìa.mp3"
    picture = id3(b"APIC", b"\0image/png\0\x03\0\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400)
    path.write_bytes(picture + mp3)
    assert probe_audio(path).duration_ms == pytest.approx(20_000, abs=60)
    assert decode_audio(path).duration_ms == pytest.approx(20_000, abs=60)
    path.write_bytes(picture + mp3[: len(mp3) // 2])
    with pytest.raises(UserError) as caught:
        probe_audio(path)
    assert caught.value.code == "audio.truncated"


def test_the_word_info_in_a_title_promises_nothing(tmp_path: Path, mp3: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(
        id3(b"TIT2", b"\0Information for everybody") + mp3.replace(b"Xing", b"....").replace(b"Info", b"....")
    )
    assert probe_audio(path).duration_ms == pytest.approx(20_000, abs=100)


def test_half_a_wave64_says_how_much_can_be_read(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.w64", tone(5))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError) as caught:
        probe_audio(path)
    assert (caught.value.code, caught.value.arguments["seconds"]) == ("audio.truncated", 2)
