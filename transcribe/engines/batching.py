"""Which windows go through the network together, and at what length (pure).

Whisper's encoder takes less than 30 s as well; windows of like length share one, so that they can be decoded together
and little of it is padding.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcribe.windows import Window

BATCH = 4
"""Windows that one worker decodes together: each step reads the decoder's weights once for all of them."""

ALIGNED = 2
"""Windows aligned together: the attention of the longest text is kept for each, so more cost memory and time."""

CHUNK = 32
"""Windows whose encodings are held at once (2 to 3 MB each)."""

WORKERS = 2

FRAMES_PER_S = 100
MOST_FRAMES = 2_850
FEWEST_FRAMES = 2_000
TAIL_FRAMES = 50


def chunks_of(windows: Sequence[Window]) -> Iterator[tuple[float, Sequence[Window]]]:
    """Windows in as few and as equal parts as ``CHUNK`` allows, each with the fraction that goes before it."""
    for first, last in pairwise(_edges(len(windows), -(-len(windows) // CHUNK))):
        yield first / len(windows), windows[first:last]


def encoder_jobs(windows: Sequence[Window]) -> list[tuple[Window, int]]:
    """Windows of like length together, each with the number of frames (10 ms) that its neighbours share.

    The groups are of equal size, and each of the workers gets as many of them.
    """
    by_length = sorted(windows, key=lambda window: -window.duration_ms)
    groups = -(-len(windows) // BATCH)
    groups = min(len(windows), -(-groups // WORKERS) * WORKERS)
    return [
        (window, frames_for(by_length[first]))
        for first, last in pairwise(_edges(len(by_length), groups))
        for window in by_length[first:last]
    ]


def _edges(length: int, parts: int) -> list[int]:
    """Where ``parts`` almost equal parts of ``length`` begin and end; the first are the smaller ones."""
    return [length * part // parts for part in range(parts + 1)] if parts else []


def frames_for(longest: Window) -> int:
    """Room for the longest window and half a second; short windows make the decoder loop."""
    frames = longest.duration_ms * FRAMES_PER_S // 1000 + TAIL_FRAMES
    return min(MOST_FRAMES, max(FEWEST_FRAMES, frames))
