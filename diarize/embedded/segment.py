"""Who speaks within ten seconds: segmentation-3.0 over overlapping chunks.

Plaquet & Bredin 2023, "Powerset multi-class cross entropy loss for neural speaker diarization": 7 classes for
silence, each of three local speakers, and each pair of them. Local speakers of two chunks are unrelated.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.embedded.batches import run_batches
from diarize.protocol import Progress
from models.audio import SAMPLE_RATE_HZ, Sound

CHUNK_SAMPLES = 10 * SAMPLE_RATE_HZ
STEP_SAMPLES, FIRST_CENTRE_SAMPLES = 270, 495
"""A frame every 16.9 ms, the first centred at 30.9 ms: what SincNet's strides (10·3·3·3) and kernels come to."""
HOP_FRAMES = 148
"""2.5 s: each frame is seen in four chunks."""
LOCAL_SPEAKERS = 3
SHORTEST_SAMPLES = SAMPLE_RATE_HZ
BATCH = 4
CLASS_SPEAKERS = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class LocalSpeakers:
    """``first_frames`` (num_chunks,): where each chunk begins; ``active`` (num_chunks, frames_per_chunk, 3) booleans;

    ``speaking`` (num_chunks, frames_per_chunk) is the probability that anybody speaks.
    """

    first_frames: npt.NDArray[np.int64]
    active: npt.NDArray[np.bool_]
    speaking: npt.NDArray[np.float32]

    @property
    def num_frames(self) -> int:
        return int(self.first_frames[-1]) + int(self.active.shape[1])

    def around(self, begin: int, end: int) -> "tuple[LocalSpeakers, int]":
        """The chunks that touch frames ``[begin, end)``, counted from the first one's first frame; and that frame."""
        near = (self.first_frames < end) & (self.first_frames + self.active.shape[1] > begin)
        base = int(self.first_frames[near][0])
        return LocalSpeakers(self.first_frames[near] - base, self.active[near], self.speaking[near]), base

    def over_time(self, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """The mean over the chunks that cover each frame: (num_chunks, frames_per_chunk, …) → (num_frames, …)."""
        total = np.zeros((self.num_frames, *values.shape[2:]))
        covering = np.zeros((self.num_frames, *(1 for _ in values.shape[2:])))
        for first, chunk in zip(self.first_frames, values, strict=True):
            total[first : first + len(chunk)] += chunk
            covering[first : first + len(chunk)] += 1
        return total / covering


def frame_start_samples(frame: int) -> int:
    """Where frame number ``frame`` begins: half a step before its centre."""
    return FIRST_CENTRE_SAMPLES - STEP_SAMPLES // 2 + frame * STEP_SAMPLES


def frame_edge_ms(frame: int) -> int:
    """The same in milliseconds; the first frame begins with the recording."""
    return round(frame_start_samples(frame) * 1000 / SAMPLE_RATE_HZ) if frame else 0


def find_local_speakers(session: Any, sound: Sound, progress: Progress) -> LocalSpeakers:
    """Chunks of 10 s every 2.5 s; the last one ends with the recording."""
    last_frame = max(0, (sound.num_samples - CHUNK_SAMPLES) // STEP_SAMPLES)
    first_frames = np.array([*range(0, last_frame, HOP_FRAMES), last_frame])
    length = min(CHUNK_SAMPLES, max(SHORTEST_SAMPLES, sound.num_samples))

    def chunks(starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        return np.stack([_filled(sound.read(start, start + length), length) for start in starts * STEP_SAMPLES])

    batches = [first_frames[begin : begin + BATCH] for begin in range(0, len(first_frames), BATCH)]
    classes = run_batches(session, batches, chunks, len(batches), progress)
    active = [CLASS_SPEAKERS[log_probabilities.argmax(axis=-1)] for log_probabilities in classes]
    speaking = [1 - np.exp(log_probabilities[..., 0]) for log_probabilities in classes]
    return LocalSpeakers(first_frames, np.concatenate(active), np.concatenate(speaking))


def _filled(samples: npt.NDArray[np.float32], length: int) -> npt.NDArray[np.float32]:
    return np.pad(samples, (0, length - len(samples)))
