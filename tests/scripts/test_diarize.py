"""``thuky diarize``: who speaks when."""

from pathlib import Path

import pytest

from diarize.rttm import parse_rttm
from tests.scripts.conftest import Thuky


def test_turns_are_written_under_the_recordings_name(scripted: Thuky, recording: Path) -> None:
    done = scripted("diarize", recording, "-o", "turns")
    assert (done.exit_code, done.stdout) == (0, "turns/meeting.rttm\n")
    assert parse_rttm(Path("turns/meeting.rttm").read_text()).labels == ("SPEAKER_00", "SPEAKER_01")
    assert "speakers 2, turns 2" in done.stderr


def test_one_that_fails_does_not_stop_the_others(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    done = scripted("diarize", tmp_path / "bad.wav", recording, "-o", "turns")
    assert done.exit_code == 1
    assert Path("turns/meeting.rttm").exists()


def test_a_folder_to_write_into_is_needed(scripted: Thuky, recording: Path) -> None:
    assert scripted("diarize", recording).exit_code == 2


def test_a_diarizer_nobody_knows_is_wrong_usage(
    scripted: Thuky, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUKY_DIARIZER", "oracle")
    assert scripted("diarize", recording, "-o", "turns").exit_code == 2
