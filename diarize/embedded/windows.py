"""Short windows over the speech, and what they say about each frame."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from diarize.embedded.segment import LocalSpeakers

WINDOW_FRAMES, WINDOW_STEP_FRAMES = 89, 45
"""1.5 s and 0.75 s in frames of 16.9 ms."""
SPOKEN_SHARE = 0.5
"""Speech in a window worth a vector."""
PURE_SPOKEN_SHARE, PURE_SHARE = 0.7, 0.8
"""Speech in a pure window, and how much of that is one local speaker's alone."""
SHARPNESS = 0.1
"""Difference of cosine that makes one voice e times as likely as another."""

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Windows of 1.5 s every 0.75 s: frames ``[begins, begins + WINDOW_FRAMES)``; ``pure`` ones hold one voice."""

    begins: Integers
    pure: Booleans
    num_frames: int

    def cut(self, chosen: Booleans) -> "Windows":
        return Windows(self.begins[chosen], self.pure[chosen], self.num_frames)


def place_windows(local: LocalSpeakers, speech: Booleans) -> Windows:
    """Those at least half of which is ``speech`` (num_frames,); with any speech when there are none such."""
    last = max(0, len(speech) - WINDOW_FRAMES)
    begins = np.unique([*range(0, last, WINDOW_STEP_FRAMES), last]).astype(np.int64)
    spoken = _share(speech, begins)
    windows = Windows(begins, (spoken >= PURE_SPOKEN_SHARE) & (_purity(local, begins) >= PURE_SHARE), len(speech))
    return windows.cut(spoken >= SPOKEN_SHARE if (spoken >= SPOKEN_SHARE).any() else spoken > 0)


def spread_over_frames(windows: Windows, likeness: Floats) -> Floats:
    """Which voice each frame belongs to (num_frames, num_voices), from ``likeness`` (num_windows, num_voices).

    A window speaks for its middle more than for its edges; a soft maximum keeps doubtful windows from deciding.
    """
    chance = np.exp((likeness - likeness.max(axis=1, keepdims=True)) / SHARPNESS)
    chance /= chance.sum(axis=1, keepdims=True)
    slope = np.minimum(np.arange(1, WINDOW_FRAMES + 1), np.arange(WINDOW_FRAMES, 0, -1)).astype(np.float32) ** 2
    belongs = np.zeros((windows.num_frames, likeness.shape[1]), dtype=np.float32)
    weight = np.zeros((windows.num_frames, 1), dtype=np.float32)
    for begin, share in zip(windows.begins, chance, strict=True):
        inside = slope[: windows.num_frames - begin, None]
        belongs[begin : begin + WINDOW_FRAMES] += inside * share
        weight[begin : begin + WINDOW_FRAMES] += inside
    belongs /= np.maximum(weight, 1e-9)
    return belongs


def _share(flags: Booleans, begins: Integers) -> npt.NDArray[np.float64]:
    total = np.concatenate([[0], np.cumsum(flags)])
    share: npt.NDArray[np.float64] = (
        total[np.minimum(begins + WINDOW_FRAMES, len(flags))] - total[begins]
    ) / WINDOW_FRAMES
    return share


def _purity(local: LocalSpeakers, begins: Integers) -> npt.NDArray[np.float64]:
    """How much of a window's speech is one local speaker's alone (num_windows,): the mean over chunks around it."""
    total, chunks = np.zeros(len(begins)), np.zeros(len(begins))
    for first, active in zip(local.first_frames, local.active, strict=True):
        inside = np.flatnonzero((begins >= first) & (begins + WINDOW_FRAMES <= first + len(active)))
        if len(inside) == 0:
            continue
        alone = active & (active.sum(axis=1, keepdims=True) == 1)
        running = np.concatenate([np.zeros((1, active.shape[1])), np.cumsum(alone, axis=0)])
        counted = running[begins[inside] - first + WINDOW_FRAMES] - running[begins[inside] - first]
        total[inside] += counted.max(axis=1) / np.maximum(counted.sum(axis=1), 1)
        chunks[inside] += 1
    return np.where(chunks > 0, total / np.maximum(chunks, 1), 1.0)
