"""Which files are read, and how they are written."""

import os
from pathlib import Path

import pytest

from models.errors import UserError
from scripts.files import find_recordings, shown, write_whole


def test_what_was_there_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.txt", b"one")
    write_whole(tmp_path / "new" / "a.txt", b"two")
    assert os.listdir(tmp_path / "new") == ["a.txt"]
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"two"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UserError, match=r"cli\.output_unwritable"):
        write_whole(tmp_path / "a.txt", b"one")
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_folder_that_may_not_be_looked_into_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refused)
    (error,) = find_recordings([tmp_path])
    assert isinstance(error, UserError)
    assert error.code == "cli.input_unreadable"


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    assert list(find_recordings([tmp_path / "recording.data"])) == [tmp_path / "recording.data"]


def test_a_name_in_another_encoding_can_be_shown() -> None:
    assert shown(os.fsdecode(b"h\xf2p.wav")) == "h\ufffdp.wav"
