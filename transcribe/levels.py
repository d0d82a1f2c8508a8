"""Lifting quiet recordings to the level that speech detection was trained on."""

import numpy as np
import numpy.typing as npt

from models.audio import SAMPLE_RATE_HZ

TARGET_DB = -26.0
LARGEST_LIFT_DB = 20.0
FADE_DB_PER_S = 0.05
FRAME = SAMPLE_RATE_HZ // 50
CHUNK = SAMPLE_RATE_HZ * 10

Samples = npt.NDArray[np.float32]


class Leveller:
    """A slow gain that only lifts.

    It follows the loud tenth of each ten seconds upwards at once and forgets it slowly (0.05 dB a second), so that
    a pause after speech is not blown up to the level of speech. Digital silence stays what it is.
    """

    def __init__(self) -> None:
        self._loudness_db = -np.inf

    def lift(self, samples: Samples) -> Samples:
        """The same number of samples, lifted by up to 20 dB and clipped to -1..1."""
        chunks = [self._lift_chunk(samples[start : start + CHUNK]) for start in range(0, len(samples), CHUNK)]
        return np.concatenate(chunks) if chunks else samples

    def _lift_chunk(self, samples: Samples) -> Samples:
        faded = self._loudness_db - FADE_DB_PER_S * len(samples) / SAMPLE_RATE_HZ
        self._loudness_db = max(faded, _loudness_db(samples))
        lift_db = min(LARGEST_LIFT_DB, TARGET_DB - self._loudness_db)
        if lift_db <= 0:
            return samples
        lifted: Samples = np.clip(samples * np.float32(10 ** (lift_db / 20)), -1.0, 1.0)
        return lifted


def _loudness_db(samples: Samples) -> float:
    """The level in dBFS that a tenth of the 20 ms frames exceed."""
    whole = len(samples) // FRAME * FRAME
    if not whole:
        return -np.inf
    power = np.mean(np.square(samples[:whole].reshape(-1, FRAME), dtype=np.float64), axis=1)
    return float(10 * np.log10(np.percentile(power, 90) + 1e-12))
