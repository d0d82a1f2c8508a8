"""Progress without a terminal: few lines, and the time left by length."""

import pytest

from models.errors import UserError
from scripts.batch import GivenUpError
from scripts.board import show_board


def test_quarters_are_told_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    with show_board(1, 60.0) as track, track("a.wav", 60.0) as progress:
        for percent in range(0, 101, 5):
            progress(percent / 100)
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" / ")[0] for line in told] == ["a.wav: 25 %", "a.wav: 50 %", "a.wav: 75 %"]


def test_after_each_but_the_last_the_time_left_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with show_board(3, 600.0) as track:
        for name in ("a.wav", "b.wav", "c.wav"):
            with track(name, 200.0):
                pass
    told = capsys.readouterr().err
    assert [number for number in (1, 2, 3) if f"{number} of 3 done" in told] == [1, 2]


def test_one_that_failed_counts_and_one_that_was_given_up_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    with show_board(3, 600.0) as track:
        with pytest.raises(UserError), track("a.wav", 200.0):
            raise UserError("audio.empty_file", name="a.wav")
        assert "1 of 3 done" in capsys.readouterr().err
        with pytest.raises(GivenUpError), track("b.wav", 200.0):
            raise GivenUpError
        assert capsys.readouterr().err == ""
