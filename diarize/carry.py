"""Which voice of a new diarization is which of the one before: labels mean something only within one of them."""

from collections import defaultdict
from itertools import groupby

from models.diarization import Diarization

CLEARLY_ANOTHER = 0.35
"""Cosine of two voiceprints below which they are not one person's, whatever the time says; those of one person in one
recording are above 0.42, where voices are joined."""


def same_voices(before: Diarization, after: Diarization) -> dict[str, str]:
    """Label before → label after, where each speaks more with the other than with anybody else.

    A voice that was parted in two is the larger part; of two that were joined, the one that spoke longer goes on.
    Others are left out, and so are those that sound like two people: whose they are is for a person to say.
    """
    together = _together_ms(before, after)
    onward = {old: max(shared, key=lambda new: (shared[new], new)) for old, shared in together.items()}
    backward: dict[str, str] = {}
    for new in sorted({new for shared in together.values() for new in shared}):
        backward[new] = max(sorted(together), key=lambda old: together[old].get(new, 0))
    return {old: new for old, new in onward.items() if backward[new] == old and _sound_alike(before, old, after, new)}


def where_voices_went(before: Diarization, after: Diarization) -> dict[str, str]:
    """Label before → the label after that speaks most of the same time; two that were joined go to one.

    Labels that speak while nobody does any more are left out.
    """
    together = _together_ms(before, after)
    return {old: max(sorted(shared), key=lambda new: shared[new]) for old, shared in together.items() if shared}


def _sound_alike(before: Diarization, old: str, after: Diarization, new: str) -> bool:
    """True also where nobody knows: no voiceprints, or those of two networks."""
    if before.network is None or before.network != after.network:
        return True
    prints = [voice for voice in before.voiceprints if voice.label == old]
    vectors = [voice.vector for voice in after.voiceprints if voice.label == new]
    return all(voice.cosine(vector) >= CLEARLY_ANOTHER for voice in prints for vector in vectors)


def _together_ms(before: Diarization, after: Diarization) -> dict[str, dict[str, int]]:
    """How long each label before and each after speak at the same time, in one pass over both."""
    edges = [
        (moment, opens, which, turn.label)
        for which, diarization in enumerate((before, after))
        for turn in diarization.turns
        for moment, opens in ((turn.span.start_ms, 1), (turn.span.end_ms, -1))
    ]
    speaking: tuple[defaultdict[str, int], defaultdict[str, int]] = (defaultdict(int), defaultdict(int))
    together: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    last_ms = 0
    for moment, here in groupby(sorted(edges), key=lambda edge: edge[0]):
        for old in [label for label, count in speaking[0].items() if count]:
            for new in [label for label, count in speaking[1].items() if count]:
                together[old][new] += moment - last_ms
        for _, opens, which, label in here:
            speaking[which][label] += opens
        last_ms = moment
    return {old: dict(shared) for old, shared in together.items()}
