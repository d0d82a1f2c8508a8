"""A short recording and engines that replay prepared answers, so that commands run in a second."""

import io
import json
import os
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from models.span import TimeSpan
from scripts.main import app
from tests.decoding import decode_audio

Thuky = Callable[..., Result]

WORDS = (*enumerate(["Good", "morning", "everyone"]), *enumerate(["my", "name", "is", "Helen"], start=5))
TRANSCRIPT = {
    "schema": 1,
    "language": "en",
    "duration": 12.0,
    "segments": [
        {
            "language": "en",
            "words": [{"text": word, "start": 1.0 + 0.5 * at, "end": 1.4 + 0.5 * at} for at, word in WORDS],
        }
    ],
}
TURNS = """\
SPEAKER x 1 0.500 2.500 <NA> <NA> SPEAKER_00 <NA> <NA>
SPEAKER x 1 3.300 3.000 <NA> <NA> SPEAKER_01 <NA> <NA>
"""


@pytest.fixture
def thuky(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Thuky:
    """The command line with a data folder of its own, called in an empty folder."""
    for name in [name for name in os.environ if name.startswith("THUKY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("THUKY_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*arguments: object, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given, catch_exceptions=False)

    return call


@pytest.fixture
def scripted(thuky: Thuky, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Thuky:
    """The command line with engines that hear the same seven words of two people in whatever they are given."""
    transcript, turns = tmp_path / "transcript.json", tmp_path / "turns.rttm"
    transcript.write_text(json.dumps(TRANSCRIPT))
    turns.write_text(TURNS)
    monkeypatch.setenv("THUKY_TRANSCRIBER", "scripted")
    monkeypatch.setenv("THUKY_TRANSCRIBER_SCRIPT", str(transcript))
    monkeypatch.setenv("THUKY_DIARIZER", "scripted")
    monkeypatch.setenv("THUKY_DIARIZER_SCRIPT", str(turns))
    return thuky


@pytest.fixture(scope="session")
def speech_wav(samples: Path) -> bytes:
    """The first six seconds of the sample meeting as a WAV file."""
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, 6000))
    return wav_bytes(np.round(audio.samples * 32767).astype(np.int16).tobytes())


@pytest.fixture
def recording(tmp_path: Path, speech_wav: bytes) -> Path:
    path = tmp_path / "meeting.wav"
    path.write_bytes(speech_wav)
    return path


def wav_bytes(frames: bytes) -> bytes:
    """16 kHz mono, 16 bit."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(frames)
    return file.getvalue()
