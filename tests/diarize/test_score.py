"""Diarization errors, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diarize.score import score_diarization
from models.diarization import Diarization, Turn
from models.span import TimeSpan


def diarization(*turns: tuple[str, int, int]) -> Diarization:
    return Diarization(
        tuple(sorted((Turn(TimeSpan(a, b), label) for label, a, b in turns), key=lambda t: (t.span, t.label)))
    )


REFERENCE = diarization(("anna", 0, 1000), ("bình", 1000, 2000))


def test_other_names_for_the_same_turns_are_no_error() -> None:
    score = score_diarization(REFERENCE, diarization(("x", 0, 1000), ("y", 1000, 2000)))
    assert score.error_rate == 0.0
    assert score.jaccard_error == pytest.approx(0.0)


def test_missed_invented_and_confused_time_are_told_apart() -> None:
    found = diarization(("x", 0, 900), ("y", 1000, 1600), ("x", 1600, 2300))
    score = score_diarization(REFERENCE, found)
    assert (score.missed_ms, score.false_alarm_ms, score.confused_ms) == (100, 300, 400)
    assert score.error_rate == pytest.approx(0.4)


def test_overlapped_speech_counts_for_each_speaker() -> None:
    reference = diarization(("a", 0, 1000), ("b", 500, 1000))
    score = score_diarization(reference, diarization(("x", 0, 1000)))
    assert (score.reference_ms, score.missed_ms) == (1500, 500)


def test_the_collar_forgives_both_sides_of_each_boundary() -> None:
    found = diarization(("x", 0, 1200), ("y", 1200, 2000))
    assert score_diarization(REFERENCE, found).confused_ms == 200
    forgiving = score_diarization(REFERENCE, found, collar_ms=250)
    assert forgiving.confused_ms == 0
    assert forgiving.reference_ms == 1000


def test_speakers_are_paired_so_that_most_time_agrees() -> None:
    found = diarization(("x", 0, 300), ("y", 300, 1000), ("x", 1000, 2000))
    assert score_diarization(REFERENCE, found).confused_ms == 300


def test_the_jaccard_error_weighs_speakers_equally() -> None:
    reference = diarization(("a", 0, 9000), ("b", 9000, 10_000))
    score = score_diarization(reference, diarization(("x", 0, 10_000)))
    assert score.jaccard_error == pytest.approx(1 - 0.9 / 2)


def test_nothing_said_and_nothing_found_is_right_but_finding_something_is_wrong() -> None:
    assert score_diarization(Diarization(()), Diarization(())).error_rate == 0.0
    assert score_diarization(Diarization(()), REFERENCE).error_rate == 1.0
    assert score_diarization(REFERENCE, Diarization(())).error_rate == 1.0


turns = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 20), st.integers(1, 9)).map(
        lambda t: (t[0], t[1] * 100, (t[1] + t[2]) * 100)
    ),
    max_size=8,
)


@given(turns)
def test_a_diarization_is_never_wrong_about_itself(made: list[tuple[str, int, int]]) -> None:
    assert score_diarization(diarization(*made), diarization(*made)).error_rate == 0.0
