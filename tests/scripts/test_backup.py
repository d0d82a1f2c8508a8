"""``thuky backup`` and ``thuky restore``."""

from pathlib import Path

import pytest

from tests.scripts.conftest import Thuky


def test_people_come_back_from_a_backup(thuky: Thuky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert thuky("user", "add", "Lan", "--role", "admin").exit_code == 0
    made = thuky("backup", "kept")
    assert (made.exit_code, made.stdout) == (0, "")
    assert "THUKY_SECRET_KEY" in made.stderr
    again = thuky("backup", "kept")
    assert again.exit_code == 1
    assert "đã có sẵn" in again.stderr
    assert "there already" in again.stderr
    assert thuky("restore", "kept").exit_code == 1, "it is not empty"
    monkeypatch.setenv("THUKY_DATA_DIR", str(tmp_path / "new"))
    assert thuky("restore", "kept").exit_code == 0
    taken = thuky("user", "add", "Lan", "--role", "admin")
    assert taken.exit_code == 1
    assert "Lan" in taken.stderr


def test_a_folder_that_is_no_backup_is_told(thuky: Thuky, tmp_path: Path) -> None:
    done = thuky("restore", tmp_path / "nowhere")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "manifest.json" in done.stderr
