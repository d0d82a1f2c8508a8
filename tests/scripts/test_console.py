"""What the person at the terminal sees."""

import sys

import pytest

from scripts.console import printable, tracked


def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with tracked("meeting.wav") as progress:
        progress(0.5)
    assert capsys.readouterr().err == "meeting.wav: 50 %\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Họp “tổ” 100%", "Họp “tổ” 100%"), ("a\nb\x1b[2Jc", "a\ufffdb\ufffd[2Jc"), ("h\udcf2p", "h\ufffdp")],
)
def test_what_is_printed_is_one_line_of_letters(text: str, shown: str) -> None:
    assert printable(text) == shown
