"""Files → samples: any container FFmpeg reads (through PyAV), in a stream, as 16 kHz mono float32.

Nothing is held longer than a block, so memory does not grow with the recording. Channels are averaged. Time inside
the result is the container's own: where a file has a hole (a recorder that paused, a video whose sound begins
later), silence stands for it, so that words keep their place beside the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import SAMPLE_RATE_HZ, Audio
from models.errors import UserError
from models.span import TimeSpan
from transcribe.containers import (
    HOLES_ARE_DAMAGE,
    SEEKABLE,
    Tracks,
    container_origin_s,
    count_readable_ms,
    open_tracks,
    promises_more_bytes,
    reads_to_the_end,
    recorded_at,
    sounds,
    stated_duration_ms,
)

if TYPE_CHECKING:
    import av
    from av.audio.frame import AudioFrame

SHORTEST_MS = 300
LONGEST_DAMAGE_MS = 1_000
SMALLEST_HOLE_S = 0.1
LARGEST_HOLE_S = 600.0
PREROLL_S = 1.0

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What a recording is, without decoding it. ``recorded_at`` is aware, or None when the file does not say."""

    duration_ms: int
    sample_rate_hz: int
    channels: int
    codec: str
    recorded_at: datetime | None


def probe_audio(path: Path) -> AudioFacts:
    """Look at a file and refuse early what cannot be heard; reads little more than its head and tail.

    Raises:
        UserError: ``audio.missing``, ``audio.unreadable``, ``audio.empty_file``, ``audio.not_audio``,
            ``audio.no_track``, ``audio.truncated`` (the header promises clearly more than there is) or
            ``audio.too_short``.
    """
    with open_tracks(path) as tracks:
        context = tracks.stream.codec_context
        facts = AudioFacts(0, context.sample_rate, context.channels, context.name, recorded_at(tracks.container))
        if not sounds(tracks):
            raise UserError("audio.not_audio", name=path.name)
        stated_ms = stated_duration_ms(tracks)
        if stated_ms is None or not reads_to_the_end(tracks, stated_ms):
            readable_ms = count_readable_ms(tracks, path)
            if stated_ms is not None and readable_ms < stated_ms - max(1_000, stated_ms // 100):
                raise UserError("audio.truncated", name=path.name, seconds=readable_ms // 1000)
            stated_ms = readable_ms
        if promises_more_bytes(path):
            raise UserError("audio.truncated", name=path.name, seconds=stated_ms // 1000)
    if stated_ms < SHORTEST_MS:
        raise UserError("audio.too_short", name=path.name, milliseconds=stated_ms)
    return replace(facts, duration_ms=stated_ms)


def decode_audio(path: Path, span: TimeSpan | None = None) -> Audio:
    """The whole recording, or the part in ``span`` (shorter where the recording ends earlier), as one array.

    Raises:
        UserError: as ``stream_audio``.
    """
    blocks = [block.samples for block in stream_audio(path, span=span)]
    return Audio(np.concatenate(blocks) if blocks else np.zeros(0, np.float32))


def stream_audio(path: Path, block_ms: int = 30_000, span: TimeSpan | None = None) -> Iterator[Audio]:
    """Consecutive blocks of ``block_ms`` (the last one shorter), none empty.

    A few damaged packets (less than a second in all) become silence, as players do; more than that is an error.

    Raises:
        UserError: those of ``probe_audio`` that show at opening, and ``audio.truncated`` when decoding breaks off.
    """
    size = block_ms * SAMPLE_RATE_HZ // 1000
    waiting: list[Samples] = []
    held = 0
    for samples in _samples(path, span):
        waiting.append(samples)
        held += len(samples)
        while held >= size:
            joined = np.concatenate(waiting)
            yield Audio(joined[:size].copy())
            waiting, held = [joined[size:]], held - size
    if held:
        yield Audio(np.concatenate(waiting))


def _samples(path: Path, span: TimeSpan | None) -> Iterator[Samples]:
    """16 kHz samples of ``span`` in order, in the chunks the decoder makes."""
    first = 0 if span is None else span.start_ms * SAMPLE_RATE_HZ // 1000
    last = None if span is None else span.end_ms * SAMPLE_RATE_HZ // 1000
    with open_tracks(path) as tracks:
        position: int | None = 0
        if span is not None and span.start_ms > 5_000 and tracks.format in SEEKABLE:
            start_s = span.start_ms / 1000 - PREROLL_S + container_origin_s(tracks.container)
            tracks.container.seek(int(start_s * 1_000_000))
            position = None
        for start, samples in _resampled(_mono_frames(tracks, path), position):
            if last is not None and start >= last:
                return
            kept = samples[max(0, first - start) : None if last is None else last - start]
            if len(kept):
                yield kept


@dataclass(frozen=True, slots=True)
class _Mono:
    """A decoded frame, channels averaged; ``start_s`` counts from the start of the container, None if unknown."""

    samples: Samples
    rate_hz: int
    start_s: float | None


def _mono_frames(tracks: Tracks, path: Path) -> Iterator[_Mono]:
    """Decoded frames in order; damaged packets are left out up to ``LONGEST_DAMAGE_MS``."""
    from av.error import FFmpegError

    origin_s = container_origin_s(tracks.container)
    packets = tracks.container.demux(tracks.stream)
    damage_s, reached_s = 0.0, None
    while True:
        try:
            packet = next(packets)
        except (StopIteration, EOFError):
            return
        except FFmpegError as error:
            raise UserError("audio.truncated", name=path.name, seconds=int(reached_s or 0)) from error
        try:
            frames = packet.decode()
        except FFmpegError as error:
            length = packet.duration * packet.time_base if packet.duration and packet.time_base else 0
            damage_s += max(0.02, float(length))
            if damage_s * 1000 > LONGEST_DAMAGE_MS and reached_s is not None:
                raise UserError("audio.truncated", name=path.name, seconds=int(reached_s)) from error
            continue
        for frame in frames:
            start_s = None if frame.time is None else frame.time - origin_s
            if reached_s is not None and start_s is not None and tracks.format in HOLES_ARE_DAMAGE:
                damage_s += max(0.0, start_s - reached_s)
                if damage_s * 1000 > LONGEST_DAMAGE_MS:
                    raise UserError("audio.truncated", name=path.name, seconds=int(reached_s))
            mono = _Mono(_averaged(frame), frame.sample_rate, start_s)
            begun_s = start_s if start_s is not None else (reached_s or 0.0)
            reached_s = begun_s + frame.samples / frame.sample_rate
            if len(mono.samples):
                yield mono


def _averaged(frame: "AudioFrame") -> Samples:
    """(num_samples,) float32 in -1..1 from any sample format; unsigned bytes are centred at 128."""
    raw = frame.to_ndarray()
    if not frame.format.is_planar:
        raw = raw.reshape(-1, frame.layout.nb_channels).T
    mono: Samples = raw.astype(np.float32).mean(axis=0, dtype=np.float32)
    if raw.dtype == np.uint8:
        mono = mono / np.float32(128) - np.float32(1)
    elif np.issubdtype(raw.dtype, np.integer):
        mono = mono / np.float32(2 ** (8 * raw.dtype.itemsize - 1))
    return np.nan_to_num(mono, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)


def _resampled(frames: Iterator[_Mono], position: int | None) -> Iterator[tuple[int, Samples]]:
    """Chunks at 16 kHz with the index of their first sample; holes are filled with silence.

    ``position`` is the index to begin at; None takes it from the first frame (after seeking).
    """
    resampler: av.AudioResampler | None = None
    rate_hz = 0
    clock_s = None if position is None else 0.0
    emitted = position or 0
    for frame in frames:
        if clock_s is None:
            clock_s = frame.start_s or 0.0
            emitted = round(clock_s * SAMPLE_RATE_HZ)
        if frame.rate_hz != rate_hz:
            for samples in _flush(resampler):
                yield emitted, samples
                emitted += len(samples)
            rate_hz, resampler = frame.rate_hz, _new_resampler(frame.rate_hz)
        hole_s = 0.0 if frame.start_s is None else frame.start_s - clock_s
        fed = frame.samples
        if SMALLEST_HOLE_S < hole_s < LARGEST_HOLE_S:
            fed = np.concatenate([np.zeros(round(hole_s * rate_hz), np.float32), fed])
        clock_s += len(fed) / rate_hz
        for samples in _feed(resampler, fed, rate_hz):
            yield emitted, samples
            emitted += len(samples)
    for samples in _flush(resampler):
        yield emitted, samples
        emitted += len(samples)


def _new_resampler(rate_hz: int) -> "av.AudioResampler | None":
    """None where nothing is to be done."""
    import av

    if rate_hz == SAMPLE_RATE_HZ:
        return None
    return av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE_HZ)


def _feed(resampler: "av.AudioResampler | None", samples: Samples, rate_hz: int) -> Iterator[Samples]:
    if resampler is None:
        yield samples
        return
    from av.audio.frame import AudioFrame

    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples[np.newaxis, :]), format="fltp", layout="mono")
    frame.sample_rate = rate_hz
    for made in resampler.resample(frame):
        yield made.to_ndarray()[0].astype(np.float32, copy=False)


def _flush(resampler: "av.AudioResampler | None") -> Iterator[Samples]:
    if resampler is not None:
        for made in resampler.resample(None):
            yield made.to_ndarray()[0].astype(np.float32, copy=False)
