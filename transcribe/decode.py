"""Files → samples: any container FFmpeg reads (through PyAV), in a stream, as 16 kHz mono float32.

Nothing is held longer than a block, so memory does not grow with the recording. Channels are averaged. Time inside
the result is the container's own: where a file has a hole (a recorder that paused, a video whose sound begins
later), silence stands for it, so that words keep their place beside the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from models.audio import SAMPLE_RATE_HZ, Audio
from models.errors import UserError
from transcribe.blocks import equal_blocks
from transcribe.containers import (
    open_tracks,
    readable_ms,
    recorded_at,
    sounds,
    stated_duration_ms,
)
from transcribe.frames import Samples, mono_frames
from transcribe.heads import promises_more_bytes
from transcribe.resampling import resampled, without_holes

SHORTEST_MS = 300


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
        duration_ms = readable_ms(tracks, stated_ms)
    broken_off = stated_ms is not None and duration_ms < stated_ms - max(1_000, stated_ms // 100)
    if broken_off or promises_more_bytes(path):
        raise UserError("audio.truncated", name=path.name, seconds=duration_ms // 1000)
    if duration_ms < SHORTEST_MS:
        raise UserError("audio.too_short", name=path.name, milliseconds=duration_ms)
    return replace(facts, duration_ms=duration_ms)


def stream_audio(path: Path, block_ms: int = 30_000) -> Iterator[Audio]:
    """Consecutive blocks of ``block_ms`` (the last one shorter), none empty.

    A few damaged packets (less than a second in all) become silence, as players do; more than that is an error.

    Raises:
        UserError: those of ``probe_audio`` that show at opening, and ``audio.truncated`` when decoding breaks off.
    """
    for samples in equal_blocks(_samples(path), block_ms * SAMPLE_RATE_HZ // 1000):
        yield Audio(samples)


def _samples(path: Path) -> Iterator[Samples]:
    """16 kHz samples in the chunks the decoder makes."""
    with open_tracks(path) as tracks:
        yield from resampled(without_holes(mono_frames(tracks, path)))
