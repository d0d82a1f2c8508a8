"""Which windows go through the network together, and at what length (pure).

Whisper's encoder takes less than 30 s as well; windows of like length share one, so that they can be decoded together
and little of it is padding.
"""

from collections.abc import Sequence

from transcribe.windows import Window

BATCH = 4
"""Windows that one worker decodes together: each step reads the decoder's weights once for all of them."""

ALIGNED = 2
"""Windows aligned together: the attention of the longest text is kept for each, so more cost memory and time."""

FRAMES_PER_S = 100
MOST_FRAMES = 3_000
FEWEST_FRAMES = 2_000
TAIL_FRAMES = 50


def encoder_jobs(windows: Sequence[Window]) -> list[tuple[Window, int]]:
    """Windows of like length together, each with the number of frames (10 ms) that its neighbours share."""
    by_length = sorted(windows, key=lambda window: -window.duration_ms)
    return [(window, _frames_for(by_length[index // BATCH * BATCH])) for index, window in enumerate(by_length)]


def _frames_for(longest: Window) -> int:
    """Room for the longest window and half a second; short windows make the decoder loop."""
    frames = longest.duration_ms * FRAMES_PER_S // 1000 + TAIL_FRAMES
    return min(MOST_FRAMES, max(FEWEST_FRAMES, frames))
