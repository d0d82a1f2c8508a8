"""``thuky models``: which there are, fetched and verified."""

from pathlib import Path

import pytest

from tests.scripts.conftest import Thuky


def test_models_are_listed_with_where_they_lie(thuky: Thuky) -> None:
    done = thuky("models", "list")
    assert done.exit_code == 0
    assert "base\t-\t148 MB" in done.stdout.splitlines()


def test_turbo_is_another_name_of_the_large_turbo_model(thuky: Thuky) -> None:
    done = thuky("models", "verify", "turbo")
    assert done.exit_code == 1
    assert "thuky models fetch" in done.stderr


def test_what_is_not_here_fails_to_verify_and_says_how_to_get_it(thuky: Thuky) -> None:
    done = thuky("models", "verify")
    assert done.exit_code == 1
    assert "thuky models fetch base" in done.stderr


@pytest.mark.parametrize("command", ["fetch", "verify"])
def test_an_unknown_name_is_wrong_usage(thuky: Thuky, command: str) -> None:
    assert thuky("models", command, "nosuch").exit_code == 2


def test_a_folder_with_other_bytes_is_refused_and_nothing_is_kept(thuky: Thuky, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"other bytes")
    done = thuky("models", "fetch", "base", "--from", folder)
    assert done.exit_code == 1
    assert not (tmp_path / "data" / "weights" / "base").exists()


@pytest.mark.weights
def test_the_base_model_comes_from_the_installed_packages(thuky: Thuky, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "weights" / "base"
    assert thuky("models", "fetch", "--no-hub").stdout == f"{folder}\n"
    assert thuky("models", "verify").exit_code == 0
    assert f"base\t{folder}\t148 MB" in thuky("models", "list").stdout.splitlines()
