"""Which voice of a new diarization is which of the one before: labels mean something only within one of them."""

from collections import defaultdict
from itertools import groupby

from models.diarization import Diarization


def same_voices(before: Diarization, after: Diarization) -> dict[str, str]:
    """Label before → label after, where each speaks more with the other than with anybody else.

    A voice that was parted in two is the larger part; of two that were joined, the one that spoke longer goes on.
    Others are left out: whose they are is for a person to say.
    """
    together = _together_ms(before, after)
    onward = {old: max(shared, key=lambda new: (shared[new], new)) for old, shared in together.items()}
    backward: dict[str, str] = {}
    for new in sorted({new for shared in together.values() for new in shared}):
        backward[new] = max(sorted(together), key=lambda old: together[old].get(new, 0))
    return {old: new for old, new in onward.items() if backward[new] == old}


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
