"""Any container, rate and channel count in; 16 kHz mono out; what cannot be heard is refused with a reason."""

import io
import os
import struct
import subprocess
import sys
import tracemalloc
import unicodedata
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from models.errors import UserError
from models.span import TimeSpan
from tests.decoding import decode_audio
from transcribe.decode import probe_audio, stream_audio

KINDS = [
    ("phone.wav", "pcm_s16le", 8_000, 1),
    ("studio.wav", "pcm_s24le", 192_000, 2),
    ("float.wav", "pcm_f32le", 44_100, 1),
    ("bytes.wav", "pcm_u8", 16_000, 1),
    ("plain.flac", "flac", 16_000, 1),
    ("stereo.flac", "flac", 48_000, 2),
    ("player.mp3", "libmp3lame", 44_100, 2),
    ("phone.m4a", "aac", 48_000, 2),
    ("surround.m4a", "aac", 48_000, 6),
    ("chat.opus", "libopus", 48_000, 1),
    ("browser.webm", "libopus", 48_000, 1),
    ("film.mkv", "flac", 44_100, 1),
    ("stream.aac", "aac", 44_100, 1),
    ("old.avi", "libmp3lame", 44_100, 1),
]


@pytest.mark.parametrize(("name", "codec", "rate_hz", "channels"), KINDS)
def test_every_kind_becomes_16_khz_mono(tmp_path: Path, tone, write_sound, name, codec, rate_hz, channels) -> None:
    path = write_sound(tmp_path / name, tone(3, rate_hz, channels), rate_hz, codec)
    facts = probe_audio(path)
    audio = decode_audio(path)
    assert (facts.sample_rate_hz, facts.channels) == (rate_hz, channels)
    assert facts.duration_ms == pytest.approx(3_000, abs=60)
    assert audio.duration_ms == pytest.approx(3_000, abs=60)
    assert audio.sample_rate_hz == 16_000
    assert np.sqrt(np.mean(audio.samples**2)) == pytest.approx(0.15, rel=0.2)


def test_channels_are_averaged(tmp_path: Path, tone, write_sound) -> None:
    left = tone(1)
    path = write_sound(tmp_path / "one-sided.wav", np.concatenate([left, np.zeros_like(left)]))
    assert decode_audio(path).samples == pytest.approx(left[0] / 2, abs=1e-3)


def test_eight_channels_without_a_known_layout(tmp_path: Path) -> None:
    path = tmp_path / "table.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(8)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(np.full((16_000, 8), 8_192, np.int16).tobytes())
    assert probe_audio(path).channels == 8
    assert decode_audio(path).samples == pytest.approx(0.25)


def test_blocks_follow_each_other_without_gap_or_overlap(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.flac", tone(5.5, 44_100), 44_100, "flac")
    blocks = list(stream_audio(path, block_ms=1_000))
    assert [block.duration_ms for block in blocks[:-1]] == [1_000] * 5
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), decode_audio(path).samples)


def test_the_sound_of_a_video_is_heard(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.mp4", tone(2, 44_100), 44_100, "aac", picture=True)
    assert decode_audio(path).duration_ms == pytest.approx(2_000, abs=60)


def test_a_late_audio_track_keeps_its_place(tmp_path: Path, tone) -> None:
    import av

    path = tmp_path / "late.mkv"
    with av.open(str(path), "w") as container:
        first = container.add_stream("flac", rate=16_000, layout="mono")
        for start in (0, 32_000):
            frame = av.AudioFrame.from_ndarray(tone(1), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 16_000, start
            container.mux(first.encode(frame))
        container.mux(first.encode(None))
    audio = decode_audio(path)
    assert audio.duration_ms == pytest.approx(3_000, abs=60)
    assert np.abs(audio.cut(TimeSpan(1_400, 1_700)).samples).max() == 0


def test_the_time_of_recording_is_read(tmp_path: Path, tone, write_sound) -> None:
    moment = datetime(2025, 3, 4, 2, 30, tzinfo=UTC)
    path = write_sound(tmp_path / "a.m4a", tone(2, 48_000), 48_000, "aac", created=moment)
    assert probe_audio(path).recorded_at == moment


def test_a_camera_without_a_clock_says_nothing(tmp_path: Path, tone, write_sound) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    path = write_sound(tmp_path / "a.mkv", tone(2, 48_000), 48_000, "flac", created=moment)
    assert probe_audio(path).recorded_at is None


@pytest.mark.parametrize(
    "name",
    ["họp giao ban ngày 5.flac", unicodedata.normalize("NFD", "Đặng Thị Ngọc.wav"), 'it\'s a "test".mp3', "a:b.wav"],
)
def test_odd_names_are_only_names(tmp_path: Path, tone, write_sound, name: str) -> None:
    codec = {"flac": "flac", "wav": "pcm_s16le", "mp3": "libmp3lame"}[name.rpartition(".")[2]]
    plain = write_sound(tmp_path / f"plain.{name.rpartition('.')[2]}", tone(1), codec=codec)
    path = plain.rename(tmp_path / name)
    assert decode_audio(path).duration_ms == pytest.approx(1_000, abs=60)


def refused(path: Path, look: Callable[[Path], object] = probe_audio) -> UserError:
    with pytest.raises(UserError) as caught:
        look(path)
    return caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path / "không có.wav")
    assert (error.code, error.arguments["name"]) == ("audio.missing", "không có.wav")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "audio.unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.wav", tone(1))
    path.chmod(0)
    assert refused(path).code == "audio.unreadable"


def test_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    assert refused(path).code == "audio.empty_file"


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp3", "notes.wav", "notes"])
def test_text_is_not_audio_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Biên bản cuộc họp giao ban.\n" * 500, encoding="utf-8")
    assert refused(path).code == "audio.not_audio"


@pytest.mark.parametrize("name", ["noise.mp3", "noise.aac", "noise.bin"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_bytes_are_not_audio(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / name
    path.write_bytes(np.random.default_rng(seed).bytes(100_000))
    assert refused(path).code in ("audio.not_audio", "audio.truncated", "audio.too_short")


def test_a_playlist_does_not_open_other_files(tmp_path: Path, tone, write_sound) -> None:
    secret = write_sound(tmp_path / "secret.wav", tone(2))
    path = tmp_path / "list.m3u8"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{secret}\n#EXT-X-ENDLIST\n")
    assert refused(path).code == "audio.not_audio"
    path.write_text(f"ffconcat version 1.0\nfile {secret.name}\n")
    assert refused(path).code == "audio.not_audio"


def test_a_video_without_sound(tmp_path: Path, write_silent_video) -> None:
    assert refused(write_silent_video(tmp_path / "a.mp4")).code == "audio.no_track"


def test_a_tenth_of_a_second_is_too_short(tmp_path: Path, tone, write_sound) -> None:
    error = refused(write_sound(tmp_path / "a.wav", tone(0.1)))
    assert (error.code, error.arguments["milliseconds"]) == ("audio.too_short", 100)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.webm", "libopus"), ("a.mkv", "flac")],
)
def test_half_a_file_says_how_much_can_be_read(tmp_path: Path, tone, write_sound, name: str, codec: str) -> None:
    rate_hz = 48_000
    path = write_sound(tmp_path / name, tone(20, rate_hz), rate_hz, codec)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    error = refused(path)
    assert error.code == "audio.truncated"
    assert 7 <= error.arguments["seconds"] <= 11


def test_an_mp4_cut_before_its_index(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.m4a", tone(20, 48_000), 48_000, "aac")
    path.write_bytes(path.read_bytes()[:-5_000])
    assert refused(path).code == "audio.truncated"


@pytest.mark.parametrize(("name", "codec"), [("a.flac", "flac"), ("a.m4a", "aac")])
def test_damage_in_the_middle_is_told(tmp_path: Path, tone, write_sound, name: str, codec: str) -> None:
    path = write_sound(tmp_path / name, tone(20, 48_000), 48_000, codec)
    data = bytearray(path.read_bytes())
    middle, length = len(data) // 2, len(data) // 4
    data[middle : middle + length] = np.random.default_rng(0).bytes(length)
    path.write_bytes(data)
    error = refused(path, lambda damaged: list(stream_audio(damaged)))
    assert error.code == "audio.truncated"
    assert 7 <= error.arguments["seconds"] <= 11


def test_a_scratch_is_not_worth_an_error(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.flac", tone(20, 48_000), 48_000, "flac")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    path.write_bytes(data)
    assert sum(block.duration_ms for block in stream_audio(path)) == pytest.approx(20_000, abs=200)


def test_silence_is_sound(tmp_path: Path, write_sound) -> None:
    path = write_sound(tmp_path / "a.wav", np.zeros((1, 32_000), np.float32))
    assert probe_audio(path).duration_ms == 2_000
    assert not decode_audio(path).samples.any()


def test_ffmpeg_says_nothing_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp3"
    path.write_bytes(b"ID3" + np.random.default_rng(5).bytes(50_000))
    look = (
        "import contextlib\nfrom pathlib import Path\nfrom models.errors import UserError\n"
        "from transcribe.decode import stream_audio\n"
        f"with contextlib.suppress(UserError): list(stream_audio(Path({str(path)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.fixture
def write_late(tone) -> Callable[..., Path]:
    """A video of which the picture begins at ``origin_s`` and two seconds of tone ``late_s`` after it."""
    import av

    def write(path: Path, codec: str, late_s: int, origin_s: int = 0) -> Path:
        with av.open(str(path), "w") as container:
            picture, sound = container.add_stream("mpeg4", rate=10), container.add_stream(codec, rate=48_000)
            picture.width, picture.height, picture.pix_fmt, sound.layout = 32, 32, "yuv420p", "mono"
            for index in range(10):
                image = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
                image.pts, image.time_base = origin_s * 10 + index, Fraction(1, 10)
                container.mux(picture.encode(image))
            container.mux(picture.encode(None))
            samples = tone(2, 48_000)
            for start in range(0, samples.shape[1], 960):
                part = np.ascontiguousarray(samples[:, start : start + 960])
                frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
                frame.pts = (origin_s + late_s) * 48_000 + start
                container.mux(sound.encode(frame))
            container.mux(sound.encode(None))
        return path

    return write


@pytest.mark.parametrize("origin_s", [0, 100])
@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "aac"), ("a.mov", "aac"), ("a.mkv", "flac"), ("a.ts", "aac")])
def test_sound_that_begins_after_the_picture_keeps_its_place_and_its_end(
    tmp_path: Path, write_late, name: str, codec: str, origin_s: int
) -> None:
    path = write_late(tmp_path / name, codec, 6, origin_s)
    audio = decode_audio(path)
    assert probe_audio(path).duration_ms == pytest.approx(8_000, abs=100)
    assert audio.duration_ms == pytest.approx(8_000, abs=100)
    assert np.abs(audio.cut(TimeSpan(0, 5_900)).samples).max() < 0.001
    assert np.abs(decode_audio(path, TimeSpan(6_400, 6_600)).samples).max() > 0.2


def test_a_very_late_track_is_waited_for_in_bounded_memory(tmp_path: Path, write_late) -> None:
    path = write_late(tmp_path / "a.mkv", "flac", 2_000)
    assert probe_audio(path).duration_ms == pytest.approx(2_002_000, abs=100)
    tracemalloc.start()
    assert sum(block.duration_ms for block in stream_audio(path)) == pytest.approx(2_002_000, abs=100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize(("name", "codec"), [("a.opus", "libopus"), ("a.ts", "aac"), ("a.mp3", "libmp3lame")])
def test_two_recordings_in_one_file_are_heard_both(tmp_path: Path, tone, write_sound, name: str, codec: str) -> None:
    path = write_sound(tmp_path / name, tone(8, 48_000), 48_000, codec)
    path.write_bytes(path.read_bytes() * 2)
    assert probe_audio(path).duration_ms == pytest.approx(16_000, abs=150)
    assert decode_audio(path).duration_ms == pytest.approx(16_000, abs=150)
    assert np.abs(decode_audio(path, TimeSpan(12_400, 12_600)).samples).max() > 0.2


@pytest.mark.parametrize(("codec", "kind"), [("mp3", "libmp3lame"), ("m4a", "aac"), ("wav", "pcm_s16le")])
@pytest.mark.parametrize("named", ["a.wav", "a.mp3", "a.txt", "a"])
def test_the_ending_of_a_name_means_nothing(
    tmp_path: Path, tone, write_sound, codec: str, kind: str, named: str
) -> None:
    path = write_sound(tmp_path / f"plain.{codec}", tone(2, 44_100), 44_100, kind).rename(tmp_path / named)
    assert probe_audio(path).duration_ms == pytest.approx(2_000, abs=60)


def test_samples_without_a_container_are_refused(tmp_path: Path, tone) -> None:
    samples = (tone(5, 8_000)[0] * 32_767).astype("<i2").tobytes()
    calls = [samples[at : at + 320] for at in range(0, len(samples), 320)]
    packets = b"".join(struct.pack(">BBHII", 0x80, 8, i, i * 160, 0x1234) + call for i, call in enumerate(calls))
    for name, data in {"a.pcm": samples, "a.wav": samples, "call.rtp": packets}.items():
        (tmp_path / name).write_bytes(data)
        assert refused(tmp_path / name).code == "audio.not_audio"


def test_chapters_are_no_tracks(tmp_path: Path, tone, write_sound) -> None:
    import av

    plain = write_sound(tmp_path / "plain.m4a", tone(4, 48_000), 48_000, "aac")
    path = tmp_path / "a.m4a"
    with av.open(str(plain)) as source, av.open(str(path), "w") as container:
        stream = container.add_stream_from_template(source.streams.audio[0])
        halves = [{"id": 1, "start": 0, "end": 2_000}, {"id": 2, "start": 2_000, "end": 4_000}]
        container.set_chapters(
            [{**half, "time_base": Fraction(1, 1_000), "metadata": {"title": "Phần"}} for half in halves]
        )
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                container.mux(packet)
    assert probe_audio(path).duration_ms == pytest.approx(4_000, abs=60)
    assert decode_audio(path, TimeSpan(2_400, 2_600)).duration_ms == 200


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path, tone, write_sound) -> None:
    path = write_sound(tmp_path / "a.wav", tone(60))
    blocks = stream_audio(path, block_ms=1_000)
    next(blocks)
    os.truncate(path, path.stat().st_size // 2)
    assert refused(path, lambda _path: list(blocks)).code == "audio.truncated"


def test_a_disk_that_fails_while_it_is_read(
    tmp_path: Path, tone, write_sound, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound(tmp_path / "a.wav", tone(60))
    working = Path.open

    class Failing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 500_000:
                raise OSError(5, "Input/output error")
            return super().read(size) or b""

    monkeypatch.setattr(Path, "open", lambda self, *_mode: Failing(self) if self == path else working(self, *_mode))
    error = refused(path, decode_audio)
    assert (error.code, error.arguments["reason"]) == ("audio.unreadable", "Input/output error")


def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        for _ in range(60):
            file.writeframes(bytes(16_000 * 2 * 60))
    look = (
        "import resource\nfrom pathlib import Path\nfrom transcribe.decode import stream_audio\n"
        f"path = Path({str(path)!r})\nnext(stream_audio(path))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert sum(block.duration_ms for block in stream_audio(path)) == 3_600_000\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert int(done.stdout) < 30_000
