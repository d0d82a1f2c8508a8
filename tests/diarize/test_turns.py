"""Turns in order, inside the audio, with our labels."""

import pytest

from diarize.turns import arrange_turns, merge_spans
from models.diarization import Diarization, Turn
from models.span import TimeSpan


def test_labels_follow_the_order_of_first_speech() -> None:
    arranged = arrange_turns(
        [Turn(TimeSpan(500, 900), "x"), Turn(TimeSpan(0, 400), "z"), Turn(TimeSpan(300, 600), "y")], 1000
    )
    assert [(turn.label, turn.span.start_ms) for turn in arranged.turns] == [
        ("SPEAKER_00", 0),
        ("SPEAKER_01", 300),
        ("SPEAKER_02", 500),
    ]


def test_turns_are_cut_to_the_audio_and_those_outside_dropped() -> None:
    arranged = arrange_turns([Turn(TimeSpan(800, 1200), "a"), Turn(TimeSpan(1000, 1100), "b")], 1000)
    assert [turn.span for turn in arranged.turns] == [TimeSpan(800, 1000)]
    assert arrange_turns([Turn(TimeSpan(0, 5), "a")], 0).turns == ()


def test_exclusive_turns_get_the_same_labels_and_those_of_nobody_are_dropped() -> None:
    turns = [Turn(TimeSpan(0, 600), "b"), Turn(TimeSpan(400, 900), "a")]
    exclusive = [Turn(TimeSpan(500, 1_200), "a"), Turn(TimeSpan(0, 500), "b"), Turn(TimeSpan(1_200, 1_300), "c")]
    arranged = arrange_turns(turns, 1000, exclusive=exclusive)
    assert [(t.label, t.span) for t in arranged.exclusive] == [
        ("SPEAKER_00", TimeSpan(0, 500)),
        ("SPEAKER_01", TimeSpan(500, 1000)),
    ]


def test_exclusive_turns_that_overlap_are_refused() -> None:
    turns = (Turn(TimeSpan(0, 600), "a"), Turn(TimeSpan(500, 900), "b"))
    with pytest.raises(ValueError, match="never overlap"):
        Diarization(turns, exclusive=turns)


def test_touching_turns_of_one_voice_become_one() -> None:
    arranged = arrange_turns([Turn(TimeSpan(0, 400), "a"), Turn(TimeSpan(400, 700), "a")], 1000)
    assert [turn.span for turn in arranged.turns] == [TimeSpan(0, 700)]


def test_voice_vectors_keep_their_voice_under_its_new_label() -> None:
    arranged = arrange_turns(
        [Turn(TimeSpan(0, 100), "late"), Turn(TimeSpan(100, 200), "later")],
        1000,
        {"later": (0.0, 1.0), "late": (1.0, 0.0), "never": (0.6, 0.8)},
    )
    assert [(voice.label, voice.vector) for voice in arranged.voiceprints] == [
        ("SPEAKER_00", (1.0, 0.0)),
        ("SPEAKER_01", (0.0, 1.0)),
    ]


def test_merged_spans_cover_the_same_time_once() -> None:
    assert merge_spans([TimeSpan(5, 9), TimeSpan(0, 3), TimeSpan(2, 4), TimeSpan(9, 10)]) == (
        TimeSpan(0, 4),
        TimeSpan(5, 10),
    )
