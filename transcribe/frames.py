"""Decoded frames of any sample format, channels averaged; small damage is left out, more is an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.errors import UserError
from transcribe.containers import HOLES_ARE_DAMAGE, Tracks, container_origin_s

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

LONGEST_DAMAGE_MS = 1_000

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mono:
    """A decoded frame, channels averaged; ``start_s`` counts from the start of the container, None if unknown."""

    samples: Samples
    rate_hz: int
    start_s: float | None


def mono_frames(tracks: Tracks, path: Path) -> Iterator[Mono]:
    """Decoded frames in order; damaged packets are left out up to ``LONGEST_DAMAGE_MS``.

    Raises:
        UserError: ``audio.truncated`` for more damage than that, or when the file shrank while it was read.
    """
    from av.error import FFmpegError

    origin_s = container_origin_s(tracks.container)
    packets = tracks.container.demux(tracks.stream)
    damage_s, reached_s = 0.0, None
    while True:
        try:
            packet = next(packets)
        except (StopIteration, EOFError):
            if tracks.has_shrunk:
                raise UserError("audio.truncated", name=path.name, seconds=int(reached_s or 0)) from None
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
            mono = Mono(_averaged(frame), frame.sample_rate, start_s)
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
