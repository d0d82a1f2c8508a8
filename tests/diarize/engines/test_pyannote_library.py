"""The real pyannote.audio: pipelines from a folder, folders that hold none, and a hub that says no."""

import os
import runpy
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from diarize.engines import load_diarizer
from diarize.protocol import DiarizeOptions
from models.audio import SAMPLE_RATE_HZ, Audio
from models.errors import UserError

ROOT = Path(__file__).parents[3]
TINY = runpy.run_path(str(Path(__file__).with_name("tiny_pipeline.py")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    TINY["need_pyannote"]()
    with warnings.catch_warnings(action="ignore"):
        return Path(TINY["build"](tmp_path_factory.mktemp("pipeline")))


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The pipeline's folder, free to be spoilt."""
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_overlapping_and_exclusive_output_are_both_kept(folder: Path) -> None:
    noise = np.random.default_rng(1).standard_normal(15 * SAMPLE_RATE_HZ).astype(np.float32) * 0.1
    found = load_diarizer("pyannote", pyannote_source=str(folder)).diarize(Audio(noise), (), DiarizeOptions(2, 3))
    assert found.turns
    assert found.exclusive
    assert sum(t.span.duration_ms for t in found.exclusive) <= sum(t.span.duration_ms for t in found.turns)


def test_nothing_is_reported_home(folder: Path) -> None:
    load_diarizer("pyannote", pyannote_source=str(folder))
    from pyannote.audio.telemetry.metrics import is_metrics_enabled

    assert not is_metrics_enabled()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("config.yaml", b"pipeline: [unclosed"),
        ("config.yaml", b"pipeline:\n  name: os.path.Nothing\n"),
        ("config.yaml", b"just words"),
        ("config.yaml", b""),
        ("segmentation/pytorch_model.bin", b"no network"),
        ("segmentation/pytorch_model.bin", b""),
        ("plda/plda.npz", b"no arrays"),
    ],
)
def test_files_of_the_wrong_kind_are_told_and_not_a_crash(copy: Path, file: str, content: bytes) -> None:
    (copy / file).write_bytes(content)
    with pytest.raises(UserError, match=r"pyannote\.not_loaded") as refused:
        load_diarizer("pyannote", pyannote_source=str(copy))
    assert refused.value.arguments["source"] == str(copy)


def test_a_model_in_the_place_of_a_pipeline_and_a_missing_folder_are_told(copy: Path) -> None:
    (copy / "embedding" / "pytorch_model.bin").replace(copy / "segmentation" / "pytorch_model.bin")
    for source in (copy, copy / "absent"):
        with pytest.raises(UserError, match=r"pyannote\.not_loaded"):
            load_diarizer("pyannote", pyannote_source=str(source))


class Refusing(BaseHTTPRequestHandler):
    """A hub that gives a gated repository to nobody."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Authorization", ""))
        self.send_response(403)
        self.send_header("X-Error-Code", "GatedRepo")
        self.send_header("X-Error-Message", "Access to this model is restricted")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def hub() -> Iterator[tuple[str, list[str]]]:
    """Its address, and what tokens it was shown."""
    seen: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Hub", (Refusing,), {"seen": seen}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    thread.join()
    server.server_close()


RUN = f"""
import runpy, sys
runpy.run_path({str(Path(__file__).with_name("tiny_pipeline.py"))!r})["can_import_pyannote"]()
from scripts.main import main
main()
"""


def thuky(hub: str, tmp_path: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """``thuky diarize`` of the sample meeting with a gated pipeline of this hub."""
    environment = {
        **os.environ,
        "HF_ENDPOINT": hub,
        "HF_HOME": str(tmp_path / "hub"),
        "THUKY_DATA_DIR": str(tmp_path / "data"),
        "THUKY_DIARIZER": "pyannote",
        "THUKY_PYANNOTE_SOURCE": "pyannote/speaker-diarization-community-1",
        "THUKY_HUB_TOKEN": "hf_refused",
        **settings,
    }
    sample = ROOT / "tests" / "samples" / "meeting_en.flac"
    command = [sys.executable, "-c", RUN, "diarize", str(sample), "-o", str(tmp_path)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("folder")
def test_a_refused_token_is_told_and_nothing_else_is_used(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    done = thuky(hub[0], tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "THUKY_HUB_TOKEN" in done.stderr
    assert "hf_refused" not in done.stderr
    assert "Bearer hf_refused" in hub[1]
    assert not list(tmp_path.glob("*.rttm"))


@pytest.mark.usefixtures("folder")
def test_the_embedded_diarizer_is_used_only_when_the_settings_allow_it_and_it_is_said(
    hub: tuple[str, list[str]], tmp_path: Path
) -> None:
    done = thuky(hub[0], tmp_path, THUKY_DIARIZER_RESCUE="embedded")
    assert done.returncode == 0, done.stderr
    assert "THUKY_HUB_TOKEN" in done.stderr
    assert "The built-in diarizer does the work" in done.stderr
    assert (tmp_path / "meeting_en.rttm").stat().st_size > 0
