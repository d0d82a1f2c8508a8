"""Speech is found wherever the blocks are cut; noises of a room are not speech."""

import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.audio import Audio
from models.span import TimeSpan
from tests.decoding import decode_audio
from transcribe.vad import VadOptions, find_speech, spans_of

OPTIONS = VadOptions(threshold=0.5, end_threshold=0.3, min_speech_ms=64, min_silence_ms=96, pad_ms=0)


def probabilities(text: str) -> np.ndarray:
    """One step of 32 ms a letter: S speech, ? neither, . silence."""
    return np.array([{"S": 0.9, "?": 0.4, ".": 0.0}[letter] for letter in text], np.float32)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("..SSSS......", [(2, 6)]),
        ("SSSS........", [(0, 4)]),
        ("........SSSS", [(8, 12)]),
        ("SS..SS......", [(0, 6)]),
        ("SS...SS.....", [(0, 2), (5, 7)]),
        ("SS?????SS...", [(0, 9)]),
        ("??????......", []),
        ("....S.......", []),
        ("............", []),
        ("", []),
    ],
)
def test_hysteresis(text: str, expected: list[tuple[int, int]]) -> None:
    found = spans_of(probabilities(text), len(text) * 32, OPTIONS)
    assert [(span.start_ms // 32, span.end_ms // 32) for span in found] == expected


def test_padding_stops_half_way_to_the_neighbour_and_at_the_ends() -> None:
    padded = VadOptions(threshold=0.5, end_threshold=0.3, min_speech_ms=64, min_silence_ms=96, pad_ms=100)
    assert spans_of(probabilities("SS....SS"), 256, padded) == (TimeSpan(0, 128), TimeSpan(128, 256))


@given(st.lists(st.floats(0, 1, width=32), max_size=300), st.integers(0, 31))
def test_spans_are_in_order_apart_and_inside(told: list[float], cut_ms: int) -> None:
    duration_ms = max(0, len(told) * 32 - cut_ms)
    found = spans_of(np.array(told, np.float32), duration_ms, VadOptions())
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(found))
    assert all(span.end_ms <= duration_ms for span in found)


def blocks(samples: np.ndarray, block_ms: int) -> Iterator[Audio]:
    size = block_ms * 16
    for start in range(0, len(samples), size):
        yield Audio(samples[start : start + size].astype(np.float32))


def test_the_sample_meeting_is_mostly_speech(samples: Path) -> None:
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, 60_000))
    found = find_speech([audio])
    assert sum(span.duration_ms for span in found) > 30_000
    assert find_speech(blocks(audio.samples, 10_000)) == found
    assert find_speech(blocks(audio.samples * np.float32(0.05), 3_700)) == find_speech(
        [Audio(audio.samples * np.float32(0.05))]
    )


def test_quiet_speech_is_found_like_loud_speech(samples: Path) -> None:
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, 60_000))
    loud = sum(span.duration_ms for span in find_speech([audio]))
    quiet = sum(span.duration_ms for span in find_speech([Audio(audio.samples * np.float32(0.02))]))
    assert quiet > 0.9 * loud


def room(kind: str, seconds: int) -> np.ndarray:
    random = np.random.default_rng(7)
    num_samples = seconds * 16_000
    time_s = np.arange(num_samples) / 16_000
    hiss = random.standard_normal(num_samples) * 0.002
    match kind:
        case "digital silence":
            return np.zeros(num_samples)
        case "hum":
            return hiss + sum(np.sin(2 * np.pi * 50 * order * time_s) / order for order in range(1, 6)) * 0.01
        case "tone":
            return hiss + np.sin(2 * np.pi * 440 * time_s) * 0.2
        case "chords":
            notes = 220 * 2 ** (np.array([0, 4, 7]) / 12)
            beat = np.exp(-(time_s % 0.5) * 4)
            return hiss + sum(np.sin(2 * np.pi * note * time_s) for note in notes) * beat * 0.1
        case "keyboard":
            for at in random.integers(0, num_samples - 800, seconds * 5):
                hiss[at : at + 800] += random.standard_normal(800) * np.exp(-np.arange(800) / 100) * 0.1
            return hiss
        case "applause":
            for at in random.integers(0, num_samples - 400, seconds * 70):
                hiss[at : at + 400] += random.standard_normal(400) * np.exp(-np.arange(400) / 60) * 0.03
            return hiss
        case _:
            return hiss


def test_a_second_of_speech_at_the_very_end_is_found(samples: Path) -> None:
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, 30_000))
    first = next(span for span in find_speech([audio]) if span.duration_ms > 2_000)
    second = audio.cut(TimeSpan(first.start_ms + 500, first.start_ms + 1_500)).samples
    (found,) = find_speech(blocks(np.concatenate([np.zeros(16_000 * 60, np.float32), second]), 30_000))
    assert found.overlap_ms(TimeSpan(60_000, 61_000)) > 700
    assert found.end_ms <= 61_000


def test_a_long_recording_in_one_block_needs_no_more_memory_than_in_many() -> None:
    long = Audio(np.zeros(600 * 16_000, np.float32))
    tracemalloc.start()
    assert find_speech([long]) == ()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("kind", ["digital silence", "hiss", "hum", "keyboard", "applause", "tone", "chords"])
def test_the_noises_of_a_room_are_not_speech(kind: str) -> None:
    assert find_speech(blocks(room(kind, 60), 30_000)) == ()


def test_no_sound_no_speech() -> None:
    assert find_speech([]) == ()
    assert find_speech([Audio(np.zeros(0, np.float32))]) == ()
