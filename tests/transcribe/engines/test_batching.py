"""Windows of like length share one length, long enough for the longest and never too short for the decoder."""

import pytest

from models.span import TimeSpan
from transcribe.engines.batching import BATCH, CHUNK, FEWEST_FRAMES, MOST_FRAMES, chunks_of, encoder_jobs
from transcribe.windows import LONGEST_MS, Window


def window(duration_ms: int) -> Window:
    return Window((TimeSpan(0, duration_ms),))


def sizes(windows: list[Window]) -> list[int]:
    """How many neighbours share each length; all lengths differ."""
    frames = [frames for _, frames in encoder_jobs(windows)]
    return [frames.count(length) for length in dict.fromkeys(frames)]


def test_the_longest_come_first_and_neighbours_share_a_length() -> None:
    jobs = encoder_jobs([window(21_000), *[window(27_000)] * BATCH, window(22_000), *[window(21_000)] * 2])
    assert [job.duration_ms for job, _ in jobs] == [27_000] * BATCH + [22_000] + [21_000] * 3
    assert [frames for _, frames in jobs] == [2_750] * BATCH + [2_250] * 4


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 17, 22, CHUNK])
def test_both_workers_get_as_many_groups_of_about_one_size(count: int) -> None:
    groups = sizes([window(20_000 + 200 * at) for at in range(count)])
    assert len(groups) % 2 == 0 or count == 1
    assert max(groups) <= BATCH
    assert max(groups) - min(groups) <= 1


@pytest.mark.parametrize(("duration_ms", "frames"), [(500, FEWEST_FRAMES), (LONGEST_MS, MOST_FRAMES)])
def test_no_window_is_too_short_or_too_long_for_the_network(duration_ms: int, frames: int) -> None:
    assert encoder_jobs([window(duration_ms)]) == [(window(duration_ms), frames)]


@pytest.mark.parametrize("count", [1, CHUNK, CHUNK + 1, 3 * CHUNK - 1])
def test_chunks_are_equal_and_lose_nothing(count: int) -> None:
    windows = [window(1_000 + at) for at in range(count)]
    chunks = list(chunks_of(windows))
    assert [one for _, chunk in chunks for one in chunk] == windows
    lengths = [len(chunk) for _, chunk in chunks]
    assert max(lengths) <= CHUNK
    assert max(lengths) - min(lengths) <= 1
    assert [done for done, _ in chunks] == [sum(lengths[:at]) / count for at in range(len(lengths))]


def test_nothing_to_hear() -> None:
    assert encoder_jobs([]) == []
    assert list(chunks_of([])) == []
