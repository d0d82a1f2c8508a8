"""Nothing is loaded that is not the pinned file."""

import json
import shutil
from pathlib import Path

import pytest

from diarize.embedded.weights import FOLDER, open_session, read_array, read_weights, weights_version
from models.errors import EngineError

NAMES = ("segmentation-3.0.onnx", "campplus-frames.onnx", "campplus-voice.onnx")
SPACE = "campplus-space.npy"


@pytest.mark.parametrize("name", [*NAMES, SPACE])
def test_the_shipped_files_are_the_pinned_ones(name: str) -> None:
    assert len(read_weights(name)) == json.loads((FOLDER / "manifest.json").read_text())[name]["bytes"]


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "manifest.json", tmp_path)
    (tmp_path / NAMES[0]).write_bytes(b"something else")
    with pytest.raises(EngineError, match=r"diarizer\.weights_digest"):
        open_session(NAMES[0], tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "manifest.json", tmp_path)
    with pytest.raises(EngineError, match=r"diarizer\.weights_missing.*campplus"):
        read_weights(NAMES[1], tmp_path)


def test_a_missing_manifest_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"diarizer\.weights_missing"):
        weights_version(tmp_path)


def test_both_licences_ship_beside_the_files() -> None:
    assert "Hervé Bredin" in (FOLDER / "NOTICE.segmentation-3.0.txt").read_text(encoding="utf-8")
    assert "Copyright (c) 2020 CNRS" in (FOLDER / "NOTICE.segmentation-3.0.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FOLDER / "NOTICE.campplus.txt").read_text(encoding="utf-8")


def test_the_networks_have_the_shapes_we_rely_on() -> None:
    import numpy as np

    segmentation, frames, voice = (open_session(name) for name in NAMES)
    (classes,) = segmentation.run(None, {"samples": np.zeros((2, 160_000), dtype=np.float32)})
    assert classes.shape == (2, 589, 7)
    for features in (20, 21, 148, 1200):
        (hidden,) = frames.run(None, {"features": np.zeros((3, features, 80), dtype=np.float32)})
        assert hidden.shape == (3, -(-features // 2), 512)
    (vectors,) = voice.run(None, {"statistics": np.zeros((3, 1024), dtype=np.float32)})
    assert vectors.shape == (3, 192)
    assert read_array(SPACE).shape[1] == 192
