"""Quiet recordings are lifted, loud ones left alone, silence stays silence."""

import numpy as np
import pytest

from transcribe.levels import Leveller


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(samples**2)))


def noise(level: float, seconds: int = 10) -> np.ndarray:
    return (10 ** (level / 20) * np.random.default_rng(0).standard_normal(seconds * 16_000)).astype(np.float32)


def test_a_quiet_recording_is_lifted_to_the_target() -> None:
    assert level_db(Leveller().lift(noise(-40))) == pytest.approx(-26, abs=1)


def test_the_lift_has_a_limit() -> None:
    assert level_db(Leveller().lift(noise(-70))) == pytest.approx(-50, abs=0.1)


def test_a_loud_recording_is_left_alone() -> None:
    loud = noise(-20)
    assert np.array_equal(Leveller().lift(loud), loud)


def test_a_pause_is_not_lifted_to_the_level_of_speech() -> None:
    leveller = Leveller()
    leveller.lift(noise(-20))
    assert level_db(leveller.lift(noise(-60))) < -55


def test_digital_silence_stays_silent() -> None:
    assert not Leveller().lift(np.zeros(160_000, np.float32)).any()


def test_nothing_in_nothing_out() -> None:
    assert len(Leveller().lift(np.zeros(0, np.float32))) == 0


def test_the_length_is_kept() -> None:
    assert len(Leveller().lift(noise(-40, 23)[:-7])) == 23 * 16_000 - 7
