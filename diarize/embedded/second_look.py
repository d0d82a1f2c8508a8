"""A second look at short turns: is the voice in them nearer to another speaker's than to the one they were given?

A window of 1.5 s that decided about a turn of half a second has heard its neighbours as well; the turn's own vector
has not. A guard: on the development recordings, and on six meetings made to hold forty short turns, the windows were
right each time and nothing is moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from models.diarization import Turn

SHORTEST_MS, SHORT_MS = 400, 1_500
"""Turns that are looked at: shorter ones hold too little of a voice, longer ones a window decided alone."""
CLEARLY_NEARER = 0.10
"""Cosine by which another speaker has to be nearer."""

Floats = npt.NDArray[np.float32]


def look_again(turns: Sequence[Turn], voices: Floats, embed: Callable[[Sequence[Turn]], Floats]) -> tuple[Turn, ...]:
    """The turns, some given to another speaker; labels are the rows of ``voices`` (num_voices, dimensions).

    Only turns over which nobody else speaks. ``embed`` gives their unit vectors (num_turns, dimensions).
    """
    overlapped = _overlapped(turns)
    short = [turn for turn in turns if SHORTEST_MS <= turn.span.duration_ms < SHORT_MS and turn not in overlapped]
    if not short or len(voices) < 2:
        return tuple(turns)
    likeness = embed(short) @ voices.T
    moved: dict[Turn, Turn] = {}
    for turn, like in zip(short, likeness, strict=True):
        nearest = int(like.argmax())
        if like[nearest] - like[int(turn.label)] >= CLEARLY_NEARER:
            moved[turn] = replace(turn, label=str(nearest))
    return tuple(moved.get(turn, turn) for turn in turns)


def _overlapped(turns: Sequence[Turn]) -> frozenset[Turn]:
    """Those over which somebody else speaks, found in one pass: long meetings have thousands of turns."""
    found: set[Turn] = set()
    speaking: list[Turn] = []
    for turn in sorted(turns, key=lambda turn: turn.span):
        speaking = [before for before in speaking if before.span.end_ms > turn.span.start_ms]
        others = [before for before in speaking if before.label != turn.label]
        found.update(others, [turn] if others else [])
        speaking.append(turn)
    return frozenset(found)
