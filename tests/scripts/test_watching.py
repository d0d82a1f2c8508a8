"""Watching a folder: only finished copies, once each, until a signal."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.watching import Watcher
from tests.conftest import ROOT
from tests.scripts.conftest import Thuky


def test_a_copy_is_given_out_once_and_only_when_it_stands_still(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path)
    (tmp_path / "a.wav").write_bytes(b"half")
    assert watcher.look() == []
    (tmp_path / "a.wav").write_bytes(b"half and more")
    assert watcher.look() == []
    assert watcher.look() == [tmp_path / "a.wav"]
    assert watcher.look() == []


def test_a_changed_recording_is_given_out_again(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path)
    (tmp_path / "a.wav").write_bytes(b"one")
    watcher.look()
    assert watcher.look() == [tmp_path / "a.wav"]
    (tmp_path / "a.wav").write_bytes(b"another")
    watcher.look()
    assert watcher.look() == [tmp_path / "a.wav"]


@pytest.mark.parametrize("name", ["empty.wav", "notes.txt", ".hidden.wav"])
def test_what_is_no_recording_is_left_alone(tmp_path: Path, name: str) -> None:
    watcher = Watcher(tmp_path)
    (tmp_path / name).write_bytes(b"" if name.startswith("empty") else b"x")
    watcher.look()
    assert watcher.look() == []


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    """What the command tells first: a file that is there may not have been told yet."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], 60)
    assert ready
    return process.stdout.readline()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_watched_folder_is_worked_off_until_a_signal(
    scripted: Thuky, tmp_path: Path, speech_wav: bytes, how: signal.Signals
) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    (inbox / "broken.wav").write_bytes(b"no sound" * 100)
    command = ["transcribe", "--watch", str(inbox), "--watch-every", "0.2", "-o", str(out)]
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.main", *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as thuky:
        with (inbox / "slow.wav").open("wb", buffering=0) as file:
            for start in range(0, len(speech_wav), len(speech_wav) // 4):
                file.write(speech_wav[start : start + len(speech_wav) // 4])
                time.sleep(0.1)
        told = first_line(thuky)
        thuky.send_signal(how)
        rest, errors = thuky.communicate(timeout=60)
    assert thuky.returncode == 0, errors
    assert told + rest == os.fsencode(out / "slow.json") + b"\n"
    assert errors.count(b"broken.wav:") == 2
    assert b"Traceback" not in errors


def test_what_was_done_before_is_not_done_again(scripted: Thuky, tmp_path: Path, speech_wav: bytes) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "old.wav").write_bytes(speech_wav)
    assert scripted("transcribe", inbox, "-o", tmp_path / "out").exit_code == 0
    before = (tmp_path / "out" / "old.json").stat().st_mtime_ns
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.main", "transcribe", "--watch", str(inbox), "--watch-every", "0.1",
         "-o", str(tmp_path / "out")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as thuky:  # fmt: skip
        assert thuky.stderr is not None
        assert b"inbox" in thuky.stderr.readline()
        (inbox / "new.wav").write_bytes(speech_wav)
        told = first_line(thuky)
        thuky.send_signal(signal.SIGTERM)
        rest, _ = thuky.communicate(timeout=60)
    assert (told + rest).splitlines() == [os.fsencode(tmp_path / "out" / "new.json")]
    assert (tmp_path / "out" / "old.json").stat().st_mtime_ns == before


def test_a_folder_that_is_not_there_is_told(scripted: Thuky) -> None:
    done = scripted("transcribe", "--watch", "nowhere")
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
