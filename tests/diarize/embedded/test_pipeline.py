"""Listening once and deciding again; recordings longer than a block."""

from collections.abc import Callable

import numpy as np
import pytest

from diarize.embedded import pipeline
from diarize.embedded.heard import heard_from_bytes, heard_to_bytes
from diarize.engines.embedded import EmbeddedDiarizer, load_embedded
from diarize.protocol import DiarizeOptions
from models.span import TimeSpan
from tests.contract.test_diarizers import voices

TWO_VOICES = voices(100, 230, 100, 230)
SPEECH = (TimeSpan(0, TWO_VOICES.duration_ms),)


@pytest.fixture(scope="module")
def engine() -> EmbeddedDiarizer:
    return load_embedded()


@pytest.fixture(scope="module")
def kept(engine: EmbeddedDiarizer) -> bytes:
    made: list[bytes] = []

    def keep(make: Callable[[], bytes]) -> bytes:
        made.append(make())
        return made[0]

    engine.diarize(TWO_VOICES, SPEECH, DiarizeOptions(), keep=keep)
    return made[0]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_another_number_of_speakers_needs_no_listening(engine: EmbeddedDiarizer, kept: bytes, number: int) -> None:
    wanted = DiarizeOptions(number, number)
    again = engine.diarize(TWO_VOICES, SPEECH, wanted, keep=lambda _make: kept)
    assert again == engine.diarize(TWO_VOICES, SPEECH, wanted)
    assert again.turns


def test_what_was_heard_comes_back_from_bytes(kept: bytes) -> None:
    heard = heard_from_bytes(kept)
    again = heard_from_bytes(heard_to_bytes(heard))
    assert np.array_equal(again.local.active, heard.local.active)
    assert np.array_equal(again.count, heard.count)
    assert np.array_equal(again.stretches, heard.stretches)
    assert np.allclose(again.vectors, heard.vectors, atol=1e-3)


def test_where_a_long_recording_is_cut_into_blocks_does_not_show(
    engine: EmbeddedDiarizer, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = engine.diarize(TWO_VOICES, SPEECH, DiarizeOptions(2, 2), keep=lambda _make: kept)
    monkeypatch.setattr(pipeline, "BLOCK_FRAMES", 101)
    assert engine.diarize(TWO_VOICES, SPEECH, DiarizeOptions(2, 2), keep=lambda _make: kept) == whole
