"""Local speakers of overlapping chunks and voices of the whole recording, put together frame by frame."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from diarize.assignment import best_pairs
from diarize.embedded.segment import LocalSpeakers, frame_edge_ms
from models.diarization import Turn
from models.span import TimeSpan

SPEECH, HINTED_SPEECH = 0.6, 0.15
"""Probability from which a frame is speech: by itself, and where the speech detector has found some."""
MOST_AT_ONCE = 2
"""Voices in one frame: the powerset of the network knows pairs, no more."""
VOICE_WEIGHT = 3.0
"""What a window's voice counts against the pairing of local speakers, which counts 1."""
SHORT_PAUSE_MS = 600

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


def count_speakers(local: LocalSpeakers, hinted: Booleans) -> Integers:
    """How many speak in each frame (num_frames,): the mean over chunks; where the hint agrees, weak signs suffice."""
    chance = local.over_time(local.speaking)
    speech = (chance > SPEECH) | (hinted & (chance > HINTED_SPEECH))
    counted = np.rint(local.over_time(local.active.sum(axis=2)))
    return np.where(speech, np.clip(counted, 1, MOST_AT_ONCE), 0).astype(np.int64)


def assign_frames(local: LocalSpeakers, voices: Floats) -> Floats:
    """How much each frame belongs to each voice (num_frames, num_voices), 0 or more.

    ``voices`` of that shape is what the windows say. In every chunk the local speakers are paired with voices by it,
    no two with one while there are enough. Both are added: the network knows where voices overlap, the windows know
    better than it whose they are, for it takes like voices in a chunk for one (5.7 % of all speech).
    """
    belongs = np.zeros_like(voices)
    chunks = np.zeros((len(voices), 1), dtype=np.float32)
    for first, active in zip(local.first_frames, local.active, strict=True):
        here = slice(first, first + len(active))
        chunks[here] += 1
        speakers = np.flatnonzero(active.any(axis=0))
        alone = active & (active.sum(axis=1, keepdims=True) == 1)
        where = [alone[:, s] if alone[:, s].any() else active[:, s] for s in speakers]
        gain = np.array([voices[here][frames].mean(axis=0) for frames in where], dtype=np.float64)
        paired = dict(best_pairs(gain))
        theirs = np.zeros((len(active), voices.shape[1]), dtype=bool)
        for index, speaker in enumerate(speakers):
            theirs[:, paired.get(index, int(gain[index].argmax()))] |= active[:, speaker]
        belongs[here] += theirs
    belongs /= chunks
    belongs += VOICE_WEIGHT * voices
    return belongs


def likeliest(belongs: Floats, count: Integers) -> Booleans:
    """The ``count`` most likely voices of each frame (num_frames, num_voices)."""
    active = np.zeros(belongs.shape, dtype=bool)
    for rank in range(min(MOST_AT_ONCE, belongs.shape[1])):
        frames = np.flatnonzero(count > rank)
        likely = np.where(active[frames], -1, belongs[frames]).argmax(axis=1)
        active[frames, likely] = True
    return active


def active_to_turns(active: Booleans) -> tuple[Turn, ...]:
    """Where each voice speaks (num_frames, num_voices) as turns; labels are the voices' numbers."""
    return tuple(
        Turn(TimeSpan(frame_edge_ms(begin), frame_edge_ms(end)), str(voice))
        for voice in range(active.shape[1])
        for begin, end in runs(active[:, voice])
    )


def bridge_pauses(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """A voice goes on over a pause of up to 0.6 s in which nobody else speaks: breath and commas are no change."""
    bridged: list[Turn] = []
    last_of: dict[str, int] = {}
    latest_end_ms = 0
    for turn in sorted(turns, key=lambda turn: (turn.span, turn.label)):
        before = last_of.get(turn.label)
        goes_on = before is not None and turn.span.start_ms - bridged[before].span.end_ms <= SHORT_PAUSE_MS
        if before is not None and goes_on and latest_end_ms <= bridged[before].span.end_ms:
            bridged[before] = Turn(bridged[before].span.hull(turn.span), turn.label)
        else:
            last_of[turn.label] = len(bridged)
            bridged.append(turn)
        latest_end_ms = max(latest_end_ms, turn.span.end_ms)
    return tuple(bridged)


def runs(flags: Booleans) -> list[tuple[int, int]]:
    """Where ``flags`` (num_frames,) are set: half-open ranges."""
    changes = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(begin), int(end)) for begin, end in changes.reshape(-1, 2)]
