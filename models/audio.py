"""Decoded sound."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.span import TimeSpan

SAMPLE_RATE_HZ = 16_000


class Sound(Protocol):
    """Mono sound at 16 kHz that may be longer than memory: read part by part, in any order, by any thread."""

    @property
    def num_samples(self) -> int: ...

    @property
    def duration_ms(self) -> int: ...

    def read(self, first: int, last: int) -> npt.NDArray[np.float32]:
        """Samples ``[first, last)``, fewer where the sound ends earlier; not to be written to."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """Mono samples, float32 of shape (num_samples,), nominally in -1..1, at 16 kHz everywhere in the house."""

    samples: npt.NDArray[np.float32]
    sample_rate_hz: int = SAMPLE_RATE_HZ

    def __post_init__(self) -> None:
        if self.samples.ndim != 1 or self.samples.dtype != np.float32:
            raise ValueError(f"expected float32 (num_samples,), got {self.samples.dtype} {self.samples.shape}")

    @property
    def duration_ms(self) -> int:
        return len(self.samples) * 1000 // self.sample_rate_hz

    @property
    def num_samples(self) -> int:
        return len(self.samples)

    def read(self, first: int, last: int) -> npt.NDArray[np.float32]:
        """``Sound.read``: a view."""
        return self.samples[first:last]

    def cut(self, span: TimeSpan) -> "Audio":
        """The samples inside ``span`` (a view, not a copy)."""
        per_ms = self.sample_rate_hz / 1000
        return Audio(self.samples[round(span.start_ms * per_ms) : round(span.end_ms * per_ms)], self.sample_rate_hz)
