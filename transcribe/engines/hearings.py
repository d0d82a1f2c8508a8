"""What a recogniser has heard of a window, and which windows go through the network together (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from transcribe.engines.batching import ALIGNED, BATCH
from transcribe.suspicion import Reason, doubts
from transcribe.windows import Window

NO_SPEECH = 0.6
NO_SPEECH_LOGPROB = -1.0
CONVINCING_LOGPROB = -0.7

Features = npt.NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What the encoder made of a window, (1, steps, width) with 20 ms a step; ``num_frames`` (10 ms) are sound."""

    window: Window
    output: Features
    num_frames: int


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """An encoded window and the language spoken in it."""

    encoded: Encoded
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """A window's text tokens."""

    spoken: Spoken
    tokens: list[int]
    text: str
    mean_logprob: float
    no_speech: float

    @property
    def window(self) -> Window:
        return self.spoken.encoded.window

    @property
    def language(self) -> str:
        return self.spoken.language

    @property
    def doubts(self) -> tuple[Reason, ...]:
        return doubts(self.text, self.mean_logprob, self.window.duration_ms)

    @property
    def stopped_early(self) -> bool:
        """What there is sounds right, only there is too little of it."""
        return self.doubts == ("too_sparse",)

    @property
    def is_convincing(self) -> bool:
        return not self.doubts and self.no_speech < NO_SPEECH and self.mean_logprob > CONVINCING_LOGPROB

    @property
    def is_silence(self) -> bool:
        """Whisper's own rule (paper, section 4.5): no speech token likely and the text unlikely."""
        return self.no_speech > NO_SPEECH and self.mean_logprob < NO_SPEECH_LOGPROB

    @property
    def rank(self) -> tuple[int, float]:
        return -len(self.doubts), self.mean_logprob


def better(whole: Hearing, parts: Sequence[Hearing]) -> list[Hearing]:
    """The parts of a window where they raise fewer doubts, on average, than the whole of it."""
    return list(parts) if sum(len(part.doubts) for part in parts) < len(whole.doubts) * len(parts) else [whole]


def batches_of(spoken: Sequence[Spoken]) -> list[list[Spoken]]:
    """Up to ``BATCH`` windows of equal length, the longest first, in batches of about equal size."""
    batches: list[list[Spoken]] = []
    for _, same in groupby(sorted(spoken, key=_length, reverse=True), key=_length):
        windows = list(same)
        batches += in_groups(windows, -(-len(windows) // -(-len(windows) // BATCH)))
    return batches


def _length(spoken: Spoken) -> int:
    return int(spoken.encoded.output.shape[1])


def alignable(hearings: Sequence[Hearing]) -> list[list[Hearing]]:
    """Up to ``ALIGNED`` hearings with words, of equal length and in one language."""

    def kind(hearing: Hearing) -> tuple[str, int]:
        return hearing.language, _length(hearing.spoken)

    spoken = sorted((hearing for hearing in hearings if hearing.text and not hearing.is_silence), key=kind)
    return [group for _, same in groupby(spoken, key=kind) for group in in_groups(list(same), ALIGNED)]


def in_groups(items: Sequence[T], size: int) -> list[list[T]]:
    """``size`` at a time; none of nothing, whatever ``size`` is."""
    return [list(items[first : first + size]) for first in range(0, len(items), size)] if items else []
