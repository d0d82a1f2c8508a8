"""Stretches of one voice, longer than a window: what speakers are told apart by.

Vectors of 1.5 s windows of one voice and of two differ too little in 8 kHz speech and in rooms; over the two to four
seconds of a whole turn they hardly overlap. So windows are first put into groups that are rather too many, only to
find where one voice goes on; speakers are the clusters of what lies between.
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from diarize.embedded.assemble import assign_frames, runs
from diarize.embedded.cluster import Wanted, cluster_voices, unit_means
from diarize.embedded.segment import LocalSpeakers
from diarize.embedded.windows import Windows, spread_over_frames

CLEARLY_SAME = Wanted(same_voice=0.45, smallest=2)
"""Stricter than for speakers: two groups of one voice do no harm here, one group of two voices does."""
SHORTEST_FRAMES, LONG_ENOUGH_FRAMES, LONGEST_FRAMES = 24, 89, 237
"""0.4 s, 1.5 s and 4 s: shorter ones are dropped, those between used when there is little else, longer ones cut."""
LEAST_SHARE = 0.3
"""Share of all stretches, by length, that the long enough must make up to be used alone."""
FEW_PURE = 8
"""Pure windows below which all windows of a block are used."""

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


def find_stretches(
    local: LocalSpeakers, count: Integers, windows: Windows, vectors: Floats, begin: int, end: int
) -> Integers:
    """Frames ``[first, last)`` (num_stretches, 2) between two frames in which one voice speaks alone, in order.

    ``windows`` are those that begin there. Which stretches of the recording are the same voice's is not decided here.
    """
    pure = windows.pure if windows.pure.sum() >= FEW_PURE else np.ones(len(vectors), dtype=bool)
    groups = cluster_voices(vectors[pure], np.ones(int(pure.sum())), CLEARLY_SAME)
    likeness = vectors @ unit_means(vectors[pure], groups).T
    near, base = local.around(begin, end)
    here = Windows(windows.begins - base, windows.pure, near.num_frames)
    belongs = assign_frames(near, spread_over_frames(here, likeness))
    alone = count[base : base + len(belongs)] == 1
    alone[: begin - base], alone[end - base :] = False, False
    voice = np.where(alone, belongs.argmax(axis=1), -1)
    stretches = []
    for number in range(belongs.shape[1]):
        for first, last in runs(voice == number):
            parts = max(1, round((last - first) / LONGEST_FRAMES))
            edges = np.linspace(first + base, last + base, parts + 1).astype(int).tolist()
            stretches += [(a, b) for a, b in pairwise(edges) if b - a >= SHORTEST_FRAMES]
    return np.array(sorted(stretches), dtype=np.int64).reshape(-1, 2)


def long_enough(stretches: Integers) -> Booleans:
    """Which to use: those of 1.5 s and more when they make up a third of all, else the longest that make up half."""
    lengths = stretches[:, 1] - stretches[:, 0]
    long = lengths >= LONG_ENOUGH_FRAMES
    if lengths[long].sum() < LEAST_SHARE * lengths.sum():
        order = np.argsort(-lengths, kind="stable")
        needed = int(np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)) + 1
        long = np.isin(np.arange(len(lengths)), order[:needed])
    return np.asarray(long, dtype=np.bool_)
