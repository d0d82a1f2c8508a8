"""Local speakers and voices put together, on small made-up chunks."""

import numpy as np

from diarize.embedded.assemble import active_to_turns, assign_frames, bridge_pauses, count_speakers, likeliest, runs
from diarize.embedded.segment import LocalSpeakers, frame_edge_ms
from models.diarization import Turn
from models.span import TimeSpan


def chunks(*active: list[str], first_frames: list[int], chance: float = 0.9) -> LocalSpeakers:
    """Chunks drawn as three rows of marks, one a local speaker."""
    drawn = np.array([[[mark == "x" for mark in row] for row in chunk] for chunk in active]).transpose(0, 2, 1)
    return LocalSpeakers(np.array(first_frames), drawn, np.where(drawn.any(axis=2), chance, 0.05).astype(np.float32))


def test_the_same_person_under_two_local_numbers_is_one_voice() -> None:
    local = chunks(["xx..", "..xx", "...."], ["..xx", "xx..", "...."], first_frames=[0, 2])
    voices = np.array([[0.9, 0.1]] * 2 + [[0.1, 0.9]] * 2 + [[0.9, 0.1]] * 2, dtype=np.float32)
    assert assign_frames(local, voices).argmax(axis=1).tolist() == [0, 0, 1, 1, 0, 0]


def test_two_local_speakers_are_two_voices_even_when_windows_say_one() -> None:
    local = chunks(["xxx...", "...xxx", "......"], first_frames=[0])
    voices = np.array([[0.6, 0.4]] * 6, dtype=np.float32)
    belongs = assign_frames(local, voices) - 3 * voices
    assert belongs.argmax(axis=1).tolist() in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])


def test_overlap_is_counted_and_both_voices_get_a_turn() -> None:
    local = chunks(["xxxx", "..xx", "...."], first_frames=[0])
    count = count_speakers(local, np.zeros(4, dtype=bool))
    assert count.tolist() == [1, 1, 2, 2]
    voices = np.array([[0.9, 0.1]] * 4, dtype=np.float32)
    turns = active_to_turns(likeliest(assign_frames(local, voices), count))
    assert [(turn.label, turn.span.start_ms) for turn in turns] == [("0", 0), ("1", frame_edge_ms(2))]


def test_weak_signs_of_speech_count_only_where_the_hint_agrees() -> None:
    local = chunks(["xx", "..", ".."], first_frames=[0], chance=0.3)
    assert count_speakers(local, np.array([True, False])).tolist() == [1, 0]


def test_a_breath_does_not_end_a_turn_but_a_long_pause_does() -> None:
    turns = [Turn(TimeSpan(0, 1000), "a"), Turn(TimeSpan(1600, 2000), "a"), Turn(TimeSpan(2601, 3000), "a")]
    assert [turn.span for turn in bridge_pauses(turns)] == [TimeSpan(0, 2000), TimeSpan(2601, 3000)]


def test_a_pause_in_which_somebody_else_speaks_ends_a_turn() -> None:
    turns = [Turn(TimeSpan(0, 1000), "a"), Turn(TimeSpan(1100, 1200), "b"), Turn(TimeSpan(1300, 2000), "a")]
    assert len(bridge_pauses(turns)) == 3


def test_a_long_turn_of_another_voice_keeps_a_pause_open() -> None:
    turns = [Turn(TimeSpan(0, 5000), "b"), Turn(TimeSpan(100, 1000), "a"), Turn(TimeSpan(1300, 2000), "a")]
    assert len(bridge_pauses(turns)) == 3


def test_runs_are_half_open() -> None:
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert runs(np.zeros(3, dtype=bool)) == []


def test_the_mean_over_chunks_is_taken_where_they_are() -> None:
    local = chunks(["xx", "..", ".."], ["..", "..", ".."], first_frames=[0, 1])
    assert local.over_time(local.active.sum(axis=2)).tolist() == [1.0, 0.5, 0.0]
    near, base = local.around(2, 3)
    assert (near.first_frames.tolist(), base, near.num_frames) == ([0], 1, 2)
