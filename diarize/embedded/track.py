"""What the voice network hears in every 20 ms, of which the voice of any span is pooled.

CAM++ was made to be run on each span anew. Windows overlap by half and stretches cover them again, so every second
was heard nearly three times. Its frames (``scripts/export_diarizer``) look a few seconds around themselves and no
further: run once over the recording, they serve all spans.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.embedded.batches import run_batches
from diarize.embedded.fbank import FRAME_SAMPLES, filter_bank
from diarize.embedded.fbank import STEP_SAMPLES as FEATURE_SAMPLES
from diarize.embedded.segment import frame_start_samples
from diarize.protocol import Progress
from models.audio import Sound

DIMENSIONS = 192
HIDDEN_WIDTH = 512
FEATURES_EACH = 2
"""Features of 10 ms to a hidden frame of 20 ms."""
HIDDEN_SAMPLES = FEATURES_EACH * FEATURE_SAMPLES
CHUNK, MARGIN = 500, 50
"""Hidden frames kept of a run of the network, and those at each end of it that are not: 10 s and 1 s."""
CENTRED_FEATURES = 150
"""Features are centred over the 1.5 s before and after each: loudness does not matter, nor who speaks elsewhere."""
SHORTEST_FEATURES = 20

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Hidden frames (num_hidden, 512) of 20 ms from number ``first`` on; zeros where nothing was listened to."""

    first: int
    hidden: Floats

    def pooled(self, spans: Integers) -> Floats:
        """Means and deviations (num_spans, 1024) over spans ``[begin, end)`` in frames of segmentation."""
        statistics = np.empty((len(spans), 2 * HIDDEN_WIDTH), dtype=np.float32)
        for row, (begin, end) in enumerate(spans):
            a = max(0, min(hidden_frame(int(begin)) - self.first, len(self.hidden) - 2))
            b = max(a + 2, min(hidden_frame(int(end)) - self.first, len(self.hidden)))
            statistics[row, :HIDDEN_WIDTH] = self.hidden[a:b].mean(axis=0)
            statistics[row, HIDDEN_WIDTH:] = self.hidden[a:b].std(axis=0, ddof=1)
        return statistics


@dataclass(frozen=True, slots=True, eq=False)
class VoiceHead:
    """Makes a voice of what was pooled. ``space`` (1 + num_channels, 192) is the middle of all voices, taken off
    each, and the directions in which telephones move a voice, in which nothing is left.

    Otherwise voices by telephone lie so close together that no threshold serves them and those in a room
    (docs/decisions/0034-space-of-voices.md). None leaves vectors as the network made them.
    """

    session: Any
    space: Floats | None

    def vectors(self, statistics: Floats) -> Floats:
        """Unit vectors (num_spans, 192) of means and deviations (num_spans, 1024)."""
        if len(statistics) == 0:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        vectors = _unit(self.session.run(None, {self.session.get_inputs()[0].name: statistics})[0])
        if self.space is None:
            return vectors
        middle, channels = self.space[0], self.space[1:]
        moved = vectors - middle
        return _unit(moved - (moved @ channels.T) @ channels)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def hidden_frame(frame: int) -> int:
    """The hidden frame in which a frame of segmentation begins."""
    return round(frame_start_samples(frame) / HIDDEN_SAMPLES)


def listen_to_voices(session: Any, sound: Sound, begin: int, end: int, spoken: Booleans, progress: Progress) -> Track:
    """Hidden frames between two frames of segmentation, in chunks of 10 s; ``spoken`` (end - begin,) says where
    anybody speaks: chunks without are left out."""
    total = -(-_num_features(sound) // FEATURES_EACH)
    first, last = min(hidden_frame(begin), total - 1), min(hidden_frame(end), total)
    hidden = np.zeros((max(2, last - first), HIDDEN_WIDTH), dtype=np.float32)
    where = np.array([hidden_frame(int(frame)) for frame in np.flatnonzero(spoken) + begin], dtype=np.int64)
    starts = [int(chunk) * CHUNK for chunk in np.unique(np.minimum(where, total - 1) // CHUNK)]

    def chunk(start: int) -> Floats:
        low, high = max(0, start - MARGIN), min(total, start + CHUNK + MARGIN)
        return _centred(sound, low * FEATURES_EACH, min(high * FEATURES_EACH, _num_features(sound)))[None]

    found = run_batches(session, starts, chunk, len(starts), progress)
    for start, frames in zip(starts, found, strict=True):
        low = max(start, first)
        high = min(start + CHUNK, last)
        base = max(0, start - MARGIN)
        hidden[low - first : high - first] = frames[0, low - base : high - base]
    return Track(first, hidden)


def _num_features(sound: Sound) -> int:
    return max(SHORTEST_FEATURES, 1 + (sound.num_samples - FRAME_SAMPLES) // FEATURE_SAMPLES)


def _centred(sound: Sound, first: int, last: int) -> Floats:
    """Features ``[first, last)`` less the mean of those around each."""
    low, high = max(0, first - CENTRED_FEATURES), min(_num_features(sound), last + CENTRED_FEATURES)
    length = (high - low - 1) * FEATURE_SAMPLES + FRAME_SAMPLES
    samples = sound.read(low * FEATURE_SAMPLES, low * FEATURE_SAMPLES + length)
    features = filter_bank(np.pad(samples, (0, length - len(samples))))
    running = np.concatenate([np.zeros((1, features.shape[1])), np.cumsum(features, axis=0, dtype=np.float64)])
    here = np.arange(first - low, last - low)
    begin, end = np.maximum(0, here - CENTRED_FEATURES), np.minimum(len(features), here + CENTRED_FEATURES + 1)
    means = (running[end] - running[begin]) / (end - begin)[:, None]
    return np.asarray(features[here] - means, dtype=np.float32)
