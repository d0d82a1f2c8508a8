"""Short turns go to whom their own voice is clearly nearer."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from diarize.embedded.second_look import CLEARLY_NEARER, _overlapped, look_again
from models.diarization import Turn
from models.span import TimeSpan

VOICES = np.eye(2, dtype=np.float32)


def turn(start_ms: int, end_ms: int, label: str = "0") -> Turn:
    return Turn(TimeSpan(start_ms, end_ms), label)


def looked(turns: Sequence[Turn], own: float, other: float) -> list[str]:
    """Labels after a look at voices with this likeness to speakers 0 and 1."""

    def embed(short: Sequence[Turn]) -> npt.NDArray[np.float32]:
        return np.array([[own, other]] * len(short), dtype=np.float32)

    return [each.label for each in look_again(turns, VOICES, embed)]


def test_a_short_turn_goes_to_the_speaker_it_is_clearly_nearer_to() -> None:
    assert looked([turn(0, 1000), turn(2000, 9000)], 0.4, 0.8) == ["1", "0"]


def test_a_small_difference_moves_nothing() -> None:
    assert looked([turn(0, 1000)], 0.5, 0.5 + CLEARLY_NEARER - 0.01) == ["0"]


def test_long_and_very_short_turns_and_overlapped_ones_are_left() -> None:
    assert looked([turn(0, 1500)], 0.0, 1.0) == ["0"]
    assert looked([turn(0, 399)], 0.0, 1.0) == ["0"]
    assert looked([turn(0, 1000), turn(900, 3000, "1")], 0.0, 1.0) == ["0", "1"]


def test_one_speaker_and_no_turns_need_no_look() -> None:
    def never(_short: Sequence[Turn]) -> npt.NDArray[np.float32]:
        raise AssertionError

    assert look_again([turn(0, 1000)], VOICES[:1], never) == (turn(0, 1000),)
    assert look_again([], VOICES, never) == ()


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from("abc")), max_size=12))
def test_turns_over_which_somebody_else_speaks_are_found_in_one_pass(made: list[tuple[int, int, str]]) -> None:
    turns = [Turn(TimeSpan(start, start + length), label) for start, length, label in made]
    wanted = {one for one in turns for other in turns if one.label != other.label and one.span.overlap_ms(other.span)}
    assert _overlapped(turns) == wanted
