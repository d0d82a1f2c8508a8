"""The built-in diarizer from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.embedded.assemble import assign_frames, bridge_pauses, count_speakers, frames_to_turns
from diarize.embedded.cluster import Wanted, cluster_voices, unit_means
from diarize.embedded.embed import embed_voices
from diarize.embedded.second_look import look_again
from diarize.embedded.segment import STEP_SAMPLES, find_local_speakers, frame_edge_ms
from diarize.embedded.stretches import find_stretches
from diarize.embedded.windows import WINDOW_FRAMES, place_windows, spread_over_frames
from diarize.protocol import DiarizeOptions, Progress, ignore_progress
from diarize.turns import arrange_turns
from models.audio import SAMPLE_RATE_HZ, Audio
from models.diarization import Diarization, Turn
from models.span import TimeSpan

SAME_VOICE = 0.57
"""Mean cosine of two groups of stretches from which they are one person; measured: docs/decisions/0009-voices.md."""
LEAST_SPEECH_S = 2.0
"""Clean speech without which a group of stretches is no speaker of its own."""
HINT_PADDING_MS = 160
"""Taken off both ends of a hinted span."""
CENTROID_ROUNDS = 3
"""Times that windows choose the nearest voice and voices are averaged again."""
SEGMENTED, WINDOWED, STRETCHED = 0.25, 0.75, 0.98
"""Progress after segmentation, after the vectors of windows, and after those of stretches: shares of the time."""

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Networks:
    """onnxruntime sessions: local speakers of a chunk, and the voice of a stretch."""

    segmentation: Any
    voices: Any


def find_turns(
    networks: Networks, audio: Audio, speech: Sequence[TimeSpan], options: DiarizeOptions, progress: Progress
) -> Diarization:
    """Local speakers of 10 s chunks → windows of 1.5 s → stretches of one voice → speakers → frames → turns."""
    progress(0.0)
    samples = _finite(audio.samples)
    local = find_local_speakers(networks.segmentation, samples, _part(progress, 0.0, SEGMENTED))
    count = count_speakers(local, _hinted(speech, local.num_frames))
    if not (count > 0).any():
        progress(1.0)
        return Diarization(())
    windows = place_windows(local, count > 0)
    spans = np.stack([windows.begins, windows.begins + WINDOW_FRAMES], axis=1)
    vectors = embed_voices(networks.voices, samples, spans, _part(progress, SEGMENTED, WINDOWED))
    stretches = find_stretches(local, count, windows, vectors)
    if len(stretches) < (options.min_speakers or 1):
        stretches, longer = spans, vectors
    else:
        longer = embed_voices(networks.voices, samples, stretches, _part(progress, WINDOWED, STRETCHED))
    lengths_s = np.diff(stretches, axis=1)[:, 0].astype(np.float64) * STEP_SAMPLES / audio.sample_rate_hz
    speakers = cluster_voices(longer, lengths_s, _wanted(options))
    voices = unit_means(longer, speakers, lengths_s)
    refined = _refined(voices, vectors)
    belongs = assign_frames(local, spread_over_frames(windows, vectors @ refined.T))
    turns = bridge_pauses(frames_to_turns(belongs, count))
    turns = bridge_pauses(look_again(turns, refined, lambda short: _voices_of(networks, samples, short)))
    progress(1.0)
    return arrange_turns(turns, audio.duration_ms, {str(i): tuple(map(float, v)) for i, v in enumerate(voices)})


def _finite(samples: Floats) -> Floats:
    """Silence where a broken float file holds NaN or infinity; copied only then."""
    if np.isfinite(samples.min(initial=0.0)) and np.isfinite(samples.max(initial=0.0)):
        return samples
    return np.where(np.isfinite(samples), samples, np.float32(0.0))


def _part(progress: Progress, low: float, high: float) -> Progress:
    return lambda done: progress(low + done * (high - low))


def _hinted(speech: Sequence[TimeSpan], num_frames: int) -> Booleans:
    """The frames inside spans without their padding: detectors widen them so that no sound is lost."""
    hinted = np.zeros(num_frames, dtype=bool)
    edges = [frame_edge_ms(frame) for frame in range(num_frames)]
    for span in speech:
        begin, end = span.start_ms + HINT_PADDING_MS, span.end_ms - HINT_PADDING_MS
        hinted[np.searchsorted(edges, begin) : np.searchsorted(edges, end)] = True
    return hinted


def _wanted(options: DiarizeOptions) -> Wanted:
    return Wanted(SAME_VOICE, LEAST_SPEECH_S, options.min_speakers or 1, options.max_speakers or 1_000_000)


def _voices_of(networks: Networks, samples: Floats, turns: Sequence[Turn]) -> Floats:
    edges_ms = np.array([[turn.span.start_ms, turn.span.end_ms] for turn in turns], dtype=np.int64)
    return embed_voices(networks.voices, samples, edges_ms * SAMPLE_RATE_HZ // 1000 // STEP_SAMPLES, ignore_progress)


def _refined(voices: Floats, vectors: Floats) -> Floats:
    """Centroids of the windows nearest to each voice, found again a few times; one nearest to none stays."""
    for _ in range(CENTROID_ROUNDS):
        nearest = (vectors @ voices.T).argmax(axis=1)
        found = unit_means(vectors, nearest)
        voices = np.stack([found[i] if (nearest == i).any() else voices[i] for i in range(len(voices))])
    return voices
