"""The filter bank against Kaldi's, as torchaudio computes it."""

import json
from pathlib import Path

import numpy as np

from diarize.embedded.fbank import BLOCK_FRAMES, NUM_MELS, filter_bank

GOLDEN = Path(__file__).with_name("kaldi_fbank.json")


def noise(num_samples: int) -> np.ndarray:
    return (0.1 * np.random.default_rng(0).standard_normal(num_samples)).astype(np.float32)


def test_it_equals_torchaudio_to_a_ten_thousandth() -> None:
    wanted = np.array(json.loads(GOLDEN.read_text(encoding="utf-8"))["last_frame"])
    assert np.abs(filter_bank(noise(880))[-1] - wanted).max() < 1e-4


def test_frames_are_whole_and_every_ten_milliseconds() -> None:
    assert filter_bank(noise(399)).shape == (0, NUM_MELS)
    assert filter_bank(noise(400)).shape == (1, NUM_MELS)
    assert filter_bank(noise(559)).shape == (1, NUM_MELS)
    assert filter_bank(noise(16_000)).shape == (98, NUM_MELS)


def test_blocks_leave_no_seam() -> None:
    samples = noise(160 * (BLOCK_FRAMES + 50))
    late = filter_bank(samples[160 * (BLOCK_FRAMES - 3) :])
    assert np.allclose(filter_bank(samples)[BLOCK_FRAMES - 3 :], late, atol=1e-5)


def test_silence_is_the_floor_and_not_infinite() -> None:
    features = filter_bank(np.zeros(1600, dtype=np.float32))
    assert np.isfinite(features).all()
    assert np.ptp(features) == 0
