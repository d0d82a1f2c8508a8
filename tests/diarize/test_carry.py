"""Voices of one diarization found again in another."""

from dataclasses import replace

import pytest

from diarize.carry import same_voices, where_voices_went
from models.diarization import Diarization, Turn, Voiceprint
from models.span import TimeSpan


def told(*turns: tuple[str, int, int]) -> Diarization:
    """Label, start and end in seconds."""
    made = (Turn(TimeSpan(start * 1000, end * 1000), label) for label, start, end in turns)
    return Diarization(tuple(sorted(made, key=lambda turn: (turn.span, turn.label))))


THREE = told(("A", 0, 10), ("B", 10, 30), ("C", 30, 36), ("A", 40, 44))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (THREE, {"A": "A", "B": "B", "C": "C"}),
        (told(("B", 0, 10), ("C", 10, 30), ("A", 30, 36), ("B", 40, 44)), {"A": "B", "B": "C", "C": "A"}),
        (told(("X", 0, 10), ("Y", 10, 36), ("X", 40, 44)), {"A": "X", "B": "Y"}),
        (told(("X", 0, 6), ("Z", 6, 10), ("Y", 10, 30), ("W", 30, 36)), {"A": "X", "B": "Y", "C": "W"}),
        (told(("X", 50, 60)), {}),
        (Diarization(()), {}),
        (told(("X", 0, 36), ("Y", 29, 36)), {"B": "X", "C": "Y"}),
    ],
    ids=["the same", "other labels", "two joined: the longer goes on", "one parted: its larger part goes on",
         "nowhere the same time", "nobody speaks", "two speak at once"],
)  # fmt: skip
def test_a_voice_is_the_one_it_speaks_with_longest_both_ways(after: Diarization, expected: dict[str, str]) -> None:
    assert same_voices(THREE, after) == expected


def test_it_is_one_to_one_however_long_the_meeting() -> None:
    before = told(*((f"S{n % 30}", n * 2, n * 2 + 2) for n in range(7_000)))
    after = told(*((f"T{n % 30}", n * 2, n * 2 + 3) for n in range(7_000)))
    assert same_voices(before, after) == {f"S{n}": f"T{n}" for n in range(30)}


@pytest.mark.parametrize(
    ("vector", "network", "expected"),
    [((0.6, 0.8), "net", {"A": "X"}), ((0.28, 0.96), "net", {}), ((0.28, 0.96), "other", {"A": "X"})],
    ids=["alike", "another voice", "nobody can compare"],
)
def test_who_sounds_like_somebody_else_is_somebody_else(
    vector: tuple[float, ...], network: str, expected: dict[str, str]
) -> None:
    before = replace(told(("A", 0, 10)), voiceprints=(Voiceprint("A", (1.0, 0.0)),), network="net")
    after = replace(told(("X", 0, 10)), voiceprints=(Voiceprint("X", vector),), network=network)
    assert same_voices(before, after) == expected


def test_everything_that_was_said_goes_somewhere_two_joined_to_one() -> None:
    joined = told(("X", 0, 10), ("Y", 10, 36), ("X", 40, 44))
    assert where_voices_went(THREE, joined) == {"A": "X", "B": "Y", "C": "Y"}
    assert where_voices_went(THREE, told(("X", 0, 10))) == {"A": "X"}
    assert where_voices_went(THREE, Diarization(())) == {}
