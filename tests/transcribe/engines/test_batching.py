"""Windows of like length share one length, long enough for the longest and never too short for the decoder."""

import pytest

from models.span import TimeSpan
from transcribe.engines.batching import BATCH, FEWEST_FRAMES, MOST_FRAMES, encoder_jobs
from transcribe.windows import Window


def window(duration_ms: int) -> Window:
    return Window((TimeSpan(0, duration_ms),))


def test_the_longest_come_first_and_neighbours_share_a_length() -> None:
    jobs = encoder_jobs([window(21_000), *[window(29_000)] * BATCH, window(22_000)])
    assert [job.duration_ms for job, _ in jobs] == [29_000] * BATCH + [22_000, 21_000]
    assert [frames for _, frames in jobs] == [2_950] * BATCH + [2_250, 2_250]


@pytest.mark.parametrize(("duration_ms", "frames"), [(500, FEWEST_FRAMES), (29_900, MOST_FRAMES)])
def test_no_window_is_too_short_or_too_long_for_the_network(duration_ms: int, frames: int) -> None:
    assert encoder_jobs([window(duration_ms)]) == [(window(duration_ms), frames)]


def test_nothing_to_hear() -> None:
    assert encoder_jobs([]) == []
