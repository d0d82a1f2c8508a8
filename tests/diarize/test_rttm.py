"""RTTM lines out and in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diarize.rttm import parse_rttm, render_rttm
from models.diarization import Diarization, Turn
from models.errors import UserError
from models.span import TimeSpan

TWO_TURNS = Diarization((Turn(TimeSpan(0, 1250), "SPEAKER_00"), Turn(TimeSpan(1000, 61_005), "SPEAKER_01")))


def test_turns_are_written_in_seconds_to_the_millisecond() -> None:
    assert render_rttm(TWO_TURNS, "họp giao ban") == (
        "SPEAKER họp_giao_ban 1 0.000 1.250 <NA> <NA> SPEAKER_00 <NA> <NA>\n"
        "SPEAKER họp_giao_ban 1 1.000 60.005 <NA> <NA> SPEAKER_01 <NA> <NA>\n"
    )


def test_other_lines_of_the_format_are_passed_over() -> None:
    text = ";; a note\nSPKR-INFO a 1 <NA> <NA> <NA> unknown A <NA> <NA>\n\nSPEAKER a 1 1 0.5 <NA> <NA> A <NA> <NA>\n"
    assert parse_rttm(text) == Diarization((Turn(TimeSpan(1000, 1500), "A"),))


def test_turns_out_of_order_are_put_in_order_and_empty_ones_dropped() -> None:
    text = "SPEAKER a 1 5 1 x x B\nSPEAKER a 1 3 0 x x A\nSPEAKER a 1 2 1 x x A\n"
    assert [turn.label for turn in parse_rttm(text).turns] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SPEAKER a 1 0 1 <NA> <NA>\n", 1),
        ("SPEAKER a 1 0 1 x x A\nSPEAKER a 1 zero 1 x x A\n", 2),
        ("SPEAKER a 1 -1 1 x x A\n", 1),
        ("SPEAKER a 1 nan 1 x x A\n", 1),
        ("{}\n", 1),
        ("SPEAKERS a 1 0 1 x x A\n", 1),
        ("SPEAKER a 1 0 1e300 x x A\n", 1),
        ("\r\n\r\nSPEAKER a 1 <NA> <NA> x x A\r\n", 3),
    ],
)
def test_a_line_of_the_wrong_shape_is_named(text: str, line: int) -> None:
    with pytest.raises(UserError) as refused:
        parse_rttm(text)
    assert refused.value.code == "rttm.shape"
    assert refused.value.arguments["line"] == line


LINE = "SPEAKER a 1 1 0.5 <NA> <NA> A <NA> <NA>"


@pytest.mark.parametrize(
    "text",
    [f"\ufeff{LINE}", f"{LINE}\r\n", f"; old\r{LINE}\r", f"  {LINE}\n", LINE.replace(" ", "\t"), f"{LINE}\u2028"],
)
def test_marks_line_ends_and_blanks_of_other_programs_do_no_harm(text: str) -> None:
    assert parse_rttm(text) == Diarization((Turn(TimeSpan(1000, 1500), "A"),))


def test_one_name_in_two_spellings_of_unicode_is_one_label() -> None:
    both = "SPEAKER a 1 0 1 x x Bi\u0300nh\nSPEAKER a 1 2 1 x x B\u00ecnh\n"
    assert parse_rttm(both).labels == ("B\u00ecnh",)


def test_what_is_wrong_is_shown_in_short() -> None:
    with pytest.raises(UserError) as refused:
        parse_rttm("x" * 100_000)
    assert len(str(refused.value.arguments["reason"])) < 60


spans = st.tuples(st.integers(0, 10_000_000), st.integers(1, 100_000)).map(lambda pair: TimeSpan(pair[0], sum(pair)))


@given(st.lists(st.tuples(spans, st.sampled_from(["SPEAKER_00", "SPEAKER_01"])), max_size=20))
def test_what_is_written_is_read_back(turns: list[tuple[TimeSpan, str]]) -> None:
    made = Diarization(tuple(sorted((Turn(s, label) for s, label in turns), key=lambda t: (t.span, t.label))))
    assert parse_rttm(render_rttm(made, "x")) == made
