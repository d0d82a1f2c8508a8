"""Voices of spans heard by themselves, without what is said around them: CAM++ on each span's own features.

Wang et al. 2023, "CAM++: A fast and efficient network for speaker verification using context-aware masking".
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.embedded.batches import run_batches
from diarize.embedded.fbank import FRAME_SAMPLES, filter_bank
from diarize.embedded.fbank import STEP_SAMPLES as FEATURE_SAMPLES
from diarize.embedded.segment import STEP_SAMPLES, frame_start_samples
from diarize.embedded.track import DIMENSIONS, SHORTEST_FEATURES, VoiceHead
from diarize.protocol import Progress
from models.audio import Sound

BATCH_FEATURES = 8 * 148
"""In one run of the network: bounds the memory of long spans, eight windows fill it."""
WINDOW_FEATURES, FEATURE_STEP = 148, 20
"""A window's 1.5 s in features of 10 ms, and the 0.2 s to which other lengths are cut."""

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


def embed_alone(frames: Any, voice: VoiceHead, sound: Sound, spans: Integers, progress: Progress) -> Floats:
    """Unit vectors (num_spans, 192) of the spans ``[begin, end)`` in frames of segmentation (num_spans, 2).

    Spans are cut to 1.5 s and steps of 0.2 s, so that those of one length share batches. Features are centred over
    each span, as in training, so the loudness of a recording does not matter.
    """
    vectors = np.zeros((len(spans), DIMENSIONS), dtype=np.float32)
    lengths = [_num_features(int(end - begin)) for begin, end in spans]
    batches = batches_of_equal_length(lengths)

    def features(batch: list[int]) -> Floats:
        stretches = [_features(sound, int(spans[index, 0]), lengths[index]) for index in batch]
        return np.stack([stretch - stretch.mean(axis=0) for stretch in stretches])

    for batch, hidden in zip(batches, run_batches(frames, batches, features, len(batches), progress), strict=True):
        statistics = np.concatenate([hidden.mean(axis=1), hidden.std(axis=1, ddof=1)], axis=1)
        vectors[batch] = voice.vectors(statistics)
    return vectors


def _num_features(num_frames: int) -> int:
    features = num_frames * STEP_SAMPLES // FEATURE_SAMPLES - 2
    if features <= WINDOW_FEATURES:
        return max(features, SHORTEST_FEATURES)
    return (features - WINDOW_FEATURES) // FEATURE_STEP * FEATURE_STEP + WINDOW_FEATURES


def batches_of_equal_length(lengths: list[int]) -> list[list[int]]:
    """Indices of spans of one length, at most ``BATCH_FEATURES`` features together, the shortest first."""
    order = sorted(range(len(lengths)), key=lambda index: (lengths[index], index))
    batches: list[list[int]] = []
    for index in order:
        like = batches and lengths[batches[-1][0]] == lengths[index]
        if like and (len(batches[-1]) + 1) * lengths[index] <= BATCH_FEATURES:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _features(sound: Sound, begin: int, num_features: int) -> Floats:
    length = (num_features - 1) * FEATURE_SAMPLES + FRAME_SAMPLES
    start = max(0, min(frame_start_samples(begin), sound.num_samples - length))
    samples = sound.read(start, start + length)
    return filter_bank(np.pad(samples, (0, length - len(samples))))
