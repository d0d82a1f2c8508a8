"""A recording's sound in memory, for short ones."""

from pathlib import Path

import numpy as np

from models.audio import Audio
from models.span import TimeSpan
from transcribe.decode import stream_audio


def decode_audio(path: Path, span: TimeSpan | None = None) -> Audio:
    """The whole recording, or the part in ``span`` (shorter where the recording ends earlier)."""
    blocks = [block.samples for block in stream_audio(path)]
    audio = Audio(np.concatenate(blocks) if blocks else np.zeros(0, np.float32))
    return audio if span is None else audio.cut(span)
