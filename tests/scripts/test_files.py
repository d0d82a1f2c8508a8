"""Which files are read, and how they are written."""

import os
from pathlib import Path

import pytest

from models.errors import UserError
from scripts.files import check_folder, find_recordings, shown, write_whole


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


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(tmp_path / "pipe", b"calendar")
        assert os.read(reader, 100) == b"calendar"
    finally:
        os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link.ics").symlink_to(tmp_path / "site" / "real.ics")
    write_whole(tmp_path / "link.ics", b"calendar")
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "site" / "real.ics").read_bytes() == b"calendar"


def test_a_name_is_shown_on_one_line_without_commands_to_the_terminal() -> None:
    assert shown("new\nline \x1b[31mred\u2028.wav") == "new\ufffdline \ufffd[31mred\ufffd.wav"


def test_a_folder_that_could_be_made_is_good_and_is_not_made(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "b")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["file", "file/below", "broken", "broken/below"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"cli\.output_unwritable"):
        check_folder(tmp_path / name)


def test_a_folder_one_may_not_write_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UserError, match=r"cli\.output_unwritable"):
        check_folder(tmp_path)
