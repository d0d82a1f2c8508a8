"""The command line as a process: start-up, exit statuses, pipes."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.scheduling.rfc5545 import read_strictly

ROOT = Path(__file__).parents[2]
THUKY = [sys.executable, "-m", "scripts.main"]
HEAVY = (
    "av",
    "alembic",
    "ctranslate2",
    "dateparser",
    "fastapi",
    "faster_whisper",
    "holidays",
    "icalendar",
    "numpy",
    "onnxruntime",
    "pydantic",
    "rich",
    "sqlalchemy",
    "uvicorn",
)
COMMANDS = (
    "transcribe",
    "diarize",
    "extract",
    "dates",
    "feed",
    "models",
    "push",
    "serve",
    "worker",
    "doctor",
    "user",
    "backup",
    "restore",
)


def run(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*THUKY, *arguments], cwd=ROOT, input=given, capture_output=True, timeout=60, check=False)


def test_help_names_every_command_and_comes_at_once() -> None:
    begun = time.monotonic()
    done = run("--help")
    seconds = time.monotonic() - begun
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout.decode() for name in COMMANDS)
    assert seconds < 3, "measured 0.25 s on an idle machine; a busy one may take longer"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = f"import sys, scripts.main; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().strip() == "[]"


def test_wrong_usage_has_status_two() -> None:
    assert run("nosuch").returncode == 2
    assert run("extract", "--nosuch").returncode == 2


def test_a_failure_has_status_one_and_one_line() -> None:
    done = run("extract", "/nowhere/at/all.json")
    assert done.returncode == 1
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_reader_who_has_had_enough_is_no_accident() -> None:
    row = {"id": 1, "text": "ngày 23/3/2026", "reference": "2026-03-09T09:00:00+07:00", "lang": "vi"}
    rows = (json.dumps(row) + "\n").encode() * 3000
    with subprocess.Popen(
        [*THUKY, "dates"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as thuky:
        assert thuky.stdin is not None
        assert thuky.stdout is not None
        assert thuky.stderr is not None
        thuky.stdin.write(rows[: len(rows) // 100])
        thuky.stdin.flush()
        thuky.stdout.readline()
        thuky.stdout.close()
        try:
            thuky.stdin.write(rows)
            thuky.stdin.close()
        except BrokenPipeError:
            pass
        told = thuky.stderr.read().decode()
    assert told == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_behind_stdout_is_told_in_one_line() -> None:
    row = json.dumps({"id": 1, "text": "ngày 23/3/2026", "reference": "2026-03-09T09:00:00+07:00"}).encode()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*THUKY, "dates"], cwd=ROOT, input=row, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert "the disk is full" in line


def test_what_is_written_is_utf_8_whatever_the_locale() -> None:
    text = "Thư Ký, ngày 9 tháng 3 năm 2026"
    row = json.dumps({"id": text, "text": text, "reference": "2026-03-09T09:00:00+07:00"}).encode()
    done = subprocess.run(
        [*THUKY, "dates"],
        cwd=ROOT,
        input=row,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout.decode())["id"] == text
    assert text in done.stdout.decode()


@pytest.mark.parametrize("redirection", ["<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_accident(redirection: str) -> None:
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *THUKY, "dates"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interruption_is_quiet() -> None:
    with subprocess.Popen(
        [*THUKY, "dates"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as thuky:
        assert thuky.stdin is not None
        assert thuky.stdout is not None
        row = {"id": 1, "text": "23/3/2026", "reference": "2026-03-09T09:00:00+07:00", "lang": "vi"}
        thuky.stdin.write((json.dumps(row) + "\n").encode())
        thuky.stdin.flush()
        assert thuky.stdout.readline()
        thuky.send_signal(signal.SIGINT)
        _, told = thuky.communicate(timeout=60)
    assert (thuky.returncode, told.strip()) == (130, b"")


def test_neither_the_run_nor_the_hash_seed_changes_a_byte() -> None:
    """Two processes: within one, every set has the same order."""
    calendars = {
        subprocess.run(
            [*THUKY, "feed", "tests/samples/hop_giao_ban.json"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (calendar,) = calendars
    assert len([part for part in read_strictly(calendar).parts if part.name == "VEVENT"]) > 3


def test_the_version_is_told() -> None:
    told = subprocess.run([*THUKY, "--version"], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout == f"thuky {version('thuky')}\n"
