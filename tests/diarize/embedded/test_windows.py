"""Windows over speech, and stretches of one voice, on made-up local speakers."""

import numpy as np

from diarize.embedded.segment import LocalSpeakers
from diarize.embedded.stretches import LONG_ENOUGH_FRAMES, find_stretches, long_enough
from diarize.embedded.windows import WINDOW_FRAMES, WINDOW_STEP_FRAMES, place_windows, spread_over_frames

FRAMES = 589


def one_chunk(*spans: tuple[int, int, int]) -> LocalSpeakers:
    """Ten seconds in which local speaker s is active in frames [begin, end)."""
    active = np.zeros((1, FRAMES, 3), dtype=bool)
    for speaker, begin, end in spans:
        active[0, begin:end, speaker] = True
    return LocalSpeakers(np.array([0]), active, active.any(axis=2).astype(np.float32))


def test_windows_stand_where_at_least_half_is_speech() -> None:
    windows = place_windows(local := one_chunk((0, 200, 400)), local.active[0].any(axis=1))
    assert windows.begins.tolist() == [180, 225, 270, 315]
    assert all(begin % WINDOW_STEP_FRAMES == 0 for begin in windows.begins)


def test_a_window_over_a_change_of_speaker_is_not_pure() -> None:
    windows = place_windows(local := one_chunk((0, 0, 225), (1, 225, FRAMES)), local.active[0].any(axis=1))
    across = (windows.begins < 210) & (windows.begins + WINDOW_FRAMES > 240)
    assert not windows.pure[across].any()
    assert windows.pure[~across].all()


def test_a_recording_shorter_than_a_window_has_one() -> None:
    speaking = np.ones(40, dtype=bool)
    local = LocalSpeakers(np.array([0]), np.ones((1, 40, 3), dtype=bool), np.ones((1, 40), dtype=np.float32))
    assert place_windows(local, speaking).begins.tolist() == [0]


def test_shares_of_a_frame_add_up_to_one_where_windows_are() -> None:
    windows = place_windows(local := one_chunk((0, 0, FRAMES)), local.active[0].any(axis=1))
    likeness = np.random.default_rng(0).uniform(-1, 1, (len(windows.begins), 3)).astype(np.float32)
    assert np.allclose(spread_over_frames(windows, likeness).sum(axis=1), 1, atol=1e-5)


def test_stretches_hold_one_voice_and_leave_overlap_out() -> None:
    local = one_chunk((0, 0, 300), (1, 280, FRAMES))
    count = local.active[0].sum(axis=1)
    windows = place_windows(local, count > 0)
    first, second = np.eye(192, dtype=np.float32)[:2]
    vectors = np.where((windows.begins + WINDOW_FRAMES / 2 < 290)[:, None], first, second)
    stretches = find_stretches(local, count, windows, vectors, 0, FRAMES)
    stretches = stretches[long_enough(stretches)]
    assert all(end <= 280 or begin >= 300 for begin, end in stretches)
    assert all(end - begin >= LONG_ENOUGH_FRAMES for begin, end in stretches)
    assert (stretches[:, 1] - stretches[:, 0]).sum() > 0.8 * FRAMES
