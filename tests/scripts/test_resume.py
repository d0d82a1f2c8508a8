"""Killed in the middle and called again: the same bytes, and nothing done twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from models.span import TimeSpan
from tests.conftest import ROOT
from tests.decoding import decode_audio
from tests.scripts.conftest import wav_bytes

SHORT_PIECES = """
import functools, transcribe.pieces
transcribe.pieces.cut_pieces = functools.partial(transcribe.pieces.cut_pieces, longest_ms={longest_ms})
"""
KILLED_AT_THE_SECOND = """
import os, signal
from transcribe.engines.scripted import ScriptedTranscriber
hear, heard = ScriptedTranscriber.transcribe, []
def transcribe(self, *arguments):
    heard.append(1)
    print("piece", flush=True)
    if len(heard) == {last}:
        os.kill(os.getpid(), signal.SIGKILL)
    return hear(self, *arguments)
ScriptedTranscriber.transcribe = transcribe
"""
CALL = "\nfrom scripts.main import main\nmain()\n"
OPTIONS = ("--recorded-at", "2026-03-09T09:00", "-f", "json,srt,rttm")


@pytest.fixture
def minute(tmp_path: Path, samples: Path) -> Path:
    """Forty seconds of the sample meeting."""
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, 40_000))
    path = tmp_path / "minute.wav"
    path.write_bytes(wav_bytes(np.round(audio.samples * 32767).astype(np.int16).tobytes()))
    return path


def command(program: str, recording: Path, output: Path) -> list[str]:
    return [sys.executable, "-c", program + CALL, "transcribe", str(recording), "-o", str(output), *OPTIONS]


def environment(data: Path, **more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("THUKY_")}
    return {**plain, "THUKY_DATA_DIR": str(data), **more}


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_killed_call_goes_on_where_it_was(scripted: object, minute: Path, tmp_path: Path) -> None:
    known = {name: value for name, value in os.environ.items() if name.startswith("THUKY_")}
    short = SHORT_PIECES.format(longest_ms=10_000)
    calls = {
        "killed": short + KILLED_AT_THE_SECOND.format(last=2),
        "again": short + KILLED_AT_THE_SECOND.format(last=99),
    }
    told = {}
    for name, program in calls.items():
        told[name] = subprocess.run(
            command(program, minute, tmp_path / "out"),
            cwd=ROOT,
            env=environment(tmp_path / "data", **known),
            capture_output=True,
            timeout=120,
            check=False,
        )
        if name == "killed":
            assert not (tmp_path / "out").exists()
            assert list((tmp_path / "data" / "work").glob("*/piece-*.json"))
    assert told["killed"].returncode == -signal.SIGKILL
    assert told["again"].returncode == 0, told["again"].stderr
    again = told["again"].stdout.count(b"piece\n")
    assert list((tmp_path / "data" / "work").iterdir()) == []
    whole = subprocess.run(
        command(calls["again"], minute, tmp_path / "whole"),
        cwd=ROOT,
        env=environment(tmp_path / "elsewhere", **known),
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert again == whole.stdout.count(b"piece\n") - 1
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


@pytest.mark.weights
def test_a_killed_call_of_the_real_model_ends_in_the_same_bytes(minute: Path, tmp_path: Path) -> None:
    program = SHORT_PIECES.format(longest_ms=10_000)
    with subprocess.Popen(
        command(program, minute, tmp_path / "out"),
        cwd=ROOT,
        env=environment(tmp_path / "data"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as thuky:
        until = time.monotonic() + 240
        while not list((tmp_path / "data").glob("work/*/piece-*.json")):
            assert thuky.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        thuky.kill()
    for data, output in (("data", "out"), ("elsewhere", "whole")):
        subprocess.run(
            command(program, minute, tmp_path / output),
            cwd=ROOT,
            env=environment(tmp_path / data),
            capture_output=True,
            timeout=240,
            check=True,
        )
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    assert "Good morning" in (tmp_path / "out" / "minute.srt").read_text()


def test_two_calls_on_one_recording_at_once_are_safe(scripted: object, minute: Path, tmp_path: Path) -> None:
    program = SHORT_PIECES.format(longest_ms=10_000)
    calls = [
        subprocess.Popen(
            command(program, minute, tmp_path / name),
            cwd=ROOT,
            env=dict(os.environ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    for call in calls:
        _, told = call.communicate(timeout=120)
        assert call.returncode == 0, told
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")
    assert list((Path(os.environ["THUKY_DATA_DIR"]) / "work").iterdir()) == []
