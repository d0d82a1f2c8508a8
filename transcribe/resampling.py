"""From frames with times to one unbroken line of samples at 16 kHz."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from models.audio import SAMPLE_RATE_HZ
from transcribe.frames import Mono, Samples

if TYPE_CHECKING:
    import av

SMALLEST_HOLE_S = 0.1
LARGEST_HOLE_S = 4 * 3_600.0


def without_holes(frames: Iterator[Mono]) -> Iterator[Mono]:
    """Frames that follow each other, silence where they jump ahead, a second at a time.

    Where time jumps back or by hours, the container's clock is wrong and the samples are counted instead.
    """
    clock_s = 0.0
    for frame in frames:
        hole_s = 0.0 if frame.start_s is None else frame.start_s - clock_s
        missing = round(hole_s * frame.rate_hz) if SMALLEST_HOLE_S < hole_s < LARGEST_HOLE_S else 0
        for first in range(0, missing, frame.rate_hz):
            silence = np.zeros(min(frame.rate_hz, missing - first), np.float32)
            yield Mono(silence, frame.rate_hz, clock_s + first / frame.rate_hz)
        clock_s += missing / frame.rate_hz
        yield replace(frame, start_s=clock_s)
        clock_s += len(frame.samples) / frame.rate_hz


def resampled(frames: Iterator[Mono]) -> Iterator[Samples]:
    """Chunks at 16 kHz, one after the other."""
    resampler: av.AudioResampler | None = None
    rate_hz = 0
    for frame in frames:
        if frame.rate_hz != rate_hz:
            yield from _flush(resampler)
            rate_hz, resampler = frame.rate_hz, _new_resampler(frame.rate_hz)
        yield from _feed(resampler, frame.samples, rate_hz)
    yield from _flush(resampler)


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
