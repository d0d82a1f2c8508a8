"""The built-in diarizer from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.embedded.assemble import active_to_turns, assign_frames, bridge_pauses, count_speakers, likeliest
from diarize.embedded.cluster import Wanted, cluster_voices, nearest_known, unit_means
from diarize.embedded.embed import embed_alone
from diarize.embedded.heard import Heard, heard_from_bytes, heard_to_bytes
from diarize.embedded.second_look import look_again
from diarize.embedded.segment import STEP_SAMPLES, find_local_speakers, frame_edge_ms
from diarize.embedded.stretches import find_stretches, long_enough
from diarize.embedded.track import DIMENSIONS, VoiceHead, listen_to_voices
from diarize.embedded.windows import WINDOW_FRAMES, Windows, place_windows, spread_over_frames
from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from diarize.turns import arrange_turns
from models.audio import SAMPLE_RATE_HZ, Sound
from models.diarization import Diarization, Turn
from models.span import TimeSpan

SAME_VOICE = 0.42
"""Mean cosine of two groups of stretches from which they are one person: docs/decisions/0034-space-of-voices.md."""
LEAST_SPEECH_S = 1.5
"""Clean speech without which a group of stretches is no speaker of its own."""
HINT_PADDING_MS = 160
"""Taken off both ends of a hinted span."""
CENTROID_ROUNDS = 3
"""Times that windows choose the nearest voice and voices are averaged again."""
SEGMENTED, LISTENED = 0.40, 0.98
"""Progress after segmentation, and after the voices: shares of the time."""
BLOCK_FRAMES = 35_555
"""Ten minutes."""

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Networks:
    """onnxruntime sessions for local speakers of a chunk and for what is heard of voices in 20 ms; a span's voice
    of that."""

    segmentation: Any
    frames: Any
    voice: VoiceHead


@dataclass(frozen=True, slots=True, eq=False)
class _WithoutHoles:
    """The sound with silence where a broken float file holds NaN or infinity."""

    sound: Sound

    @property
    def num_samples(self) -> int:
        return self.sound.num_samples

    @property
    def duration_ms(self) -> int:
        return self.sound.duration_ms

    def read(self, first: int, last: int) -> Floats:
        samples = self.sound.read(first, last)
        return samples if np.isfinite(samples).all() else np.where(np.isfinite(samples), samples, np.float32(0.0))


def find_turns(
    networks: Networks,
    sound: Sound,
    speech: Sequence[TimeSpan],
    options: DiarizeOptions,
    progress: Progress,
    keep: Keep = make_bytes,
) -> Diarization:
    """What is heard, found from before or listened to; speakers; frames; turns.

    Memory grows with the recording's frames and vectors, never with its square, and the sound is not held.
    """
    progress(0.0)
    whole = _WithoutHoles(sound)
    heard = heard_from_bytes(keep(lambda: heard_to_bytes(_listen(networks, whole, speech, progress))))
    progress(LISTENED)
    if not (heard.count > 0).any():
        progress(1.0)
        return Diarization(())
    stretches, longer = heard.stretches, heard.longer
    if len(stretches) < (options.min_speakers or 1):
        stretches, longer = _spans(heard.windows), heard.vectors
    lengths_s = np.diff(stretches, axis=1)[:, 0].astype(np.float64) * STEP_SAMPLES / SAMPLE_RATE_HZ
    speakers = _speakers(longer, lengths_s, options)
    voices = unit_means(longer, speakers, lengths_s)
    refined = _refined(voices, heard.vectors)
    turns = bridge_pauses(active_to_turns(_whose_frames(heard, refined)))
    turns = bridge_pauses(look_again(turns, refined, lambda short: _voices_of(networks, whole, short)))
    progress(1.0)
    return arrange_turns(turns, sound.duration_ms, {str(i): tuple(map(float, v)) for i, v in enumerate(voices)})


def _listen(networks: Networks, sound: Sound, speech: Sequence[TimeSpan], progress: Progress) -> Heard:
    """Local speakers of 10 s chunks → windows of 1.5 s → stretches of one voice: all that needs the networks.

    Voices are listened to once, ten minutes at a time, and pooled for windows and for the stretches found by them.
    """
    local = find_local_speakers(networks.segmentation, sound, _part(progress, 0.0, SEGMENTED))
    count = count_speakers(local, _hinted(speech, local.num_frames))
    nothing = np.zeros((0, DIMENSIONS), dtype=np.float32)
    if not (count > 0).any():
        nowhere = Windows(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool), local.num_frames)
        return Heard(local, count, nowhere, nothing, np.zeros((0, 2), dtype=np.int64), nothing)
    windows = place_windows(local, count > 0)
    spans = _spans(windows)
    spoken = count > 0
    for begin, end in spans:
        spoken[begin:end] = True
    vectors, stretches, longer = [nothing], [np.zeros((0, 2), dtype=np.int64)], [nothing]
    blocks = _blocks(local.num_frames)
    for number, (first, last) in enumerate(blocks):
        here = (windows.begins >= first) & (windows.begins < last)
        if not here.any():
            continue
        behind = min(local.num_frames, last + WINDOW_FRAMES)
        done = [SEGMENTED + (LISTENED - SEGMENTED) * edge / len(blocks) for edge in (number, number + 1)]
        part = _part(progress, done[0], done[1])
        track = listen_to_voices(networks.frames, sound, first, behind, spoken[first:behind], part)
        vectors.append(networks.voice.vectors(track.pooled(spans[here])))
        stretches.append(find_stretches(local, count, windows.cut(here), vectors[-1], first, last))
        longer.append(networks.voice.vectors(track.pooled(stretches[-1])))
    used = long_enough(np.concatenate(stretches))
    return Heard(
        local,
        count,
        windows,
        np.concatenate(vectors),
        np.concatenate(stretches)[used],
        np.concatenate(longer)[used],
    )


def _blocks(num_frames: int) -> list[tuple[int, int]]:
    """Equal parts of ten minutes at most."""
    edges = np.linspace(0, num_frames, -(-num_frames // BLOCK_FRAMES) + 1).astype(int).tolist()
    return list(pairwise(edges))


def _spans(windows: Windows) -> Integers:
    return np.stack([windows.begins, windows.begins + WINDOW_FRAMES], axis=1)


def _whose_frames(heard: Heard, voices: Floats) -> Booleans:
    """Which voices speak in each frame (num_frames, num_voices), ten minutes at a time: one float for each frame and
    voice of four hours and thirty voices would be 100 MB, several times over."""
    active = np.zeros((len(heard.count), len(voices)), dtype=bool)
    begins = heard.windows.begins
    likeness = heard.vectors @ voices.T
    for first in range(0, len(active), BLOCK_FRAMES):
        last = min(first + BLOCK_FRAMES, len(active))
        near, base = heard.local.around(first, last)
        low = max(0, base - WINDOW_FRAMES)
        here = (begins > base - WINDOW_FRAMES) & (begins < base + near.num_frames)
        windows = Windows(begins[here] - low, heard.windows.pure[here], base + near.num_frames - low)
        belongs = assign_frames(near, spread_over_frames(windows, likeness[here])[base - low :])
        active[first:last] = likeliest(belongs[first - base : last - base], heard.count[first:last])
    return active


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


def _speakers(vectors: Floats, lengths_s: npt.NDArray[np.float64], options: DiarizeOptions) -> Integers:
    """Whose each stretch is; -1 is nobody's."""
    if options.voices:
        return nearest_known(vectors, lengths_s, np.array(options.voices, dtype=np.float32), LEAST_SPEECH_S)
    return cluster_voices(vectors, lengths_s, _wanted(options))


def _wanted(options: DiarizeOptions) -> Wanted:
    return Wanted(SAME_VOICE, LEAST_SPEECH_S, options.min_speakers or 1, options.max_speakers or 1_000_000)


def _voices_of(networks: Networks, sound: Sound, turns: Sequence[Turn]) -> Floats:
    edges_ms = np.array([[turn.span.start_ms, turn.span.end_ms] for turn in turns], dtype=np.int64)
    spans = edges_ms * SAMPLE_RATE_HZ // 1000 // STEP_SAMPLES
    return embed_alone(networks.frames, networks.voice, sound, spans, ignore_progress)


def _refined(voices: Floats, vectors: Floats) -> Floats:
    """Centroids of the windows nearest to each voice, found again a few times; one nearest to none stays."""
    for _ in range(CENTROID_ROUNDS):
        nearest = (vectors @ voices.T).argmax(axis=1)
        found = unit_means(vectors, nearest)
        voices = np.stack([found[i] if (nearest == i).any() else voices[i] for i in range(len(voices))])
    return voices
