"""How wrong a diarization is (pure): DER, JER and the number of speakers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from diarize.assignment import best_pairs
from diarize.turns import merge_spans
from models.diarization import Diarization
from models.span import TimeSpan


@dataclass(frozen=True, slots=True)
class DiarizationErrors:
    """Milliseconds of speaker time: the reference's, and what was missed, invented and given to the wrong voice."""

    reference_ms: int
    missed_ms: int
    false_alarm_ms: int
    confused_ms: int
    jaccard_error: float
    """1 - the mean over reference speakers of overlap ÷ union with their partner (JER, Ryant et al. 2019)."""
    reference_speakers: int
    found_speakers: int

    @property
    def error_rate(self) -> float:
        """DER: (missed + invented + confused) ÷ reference speech; 0 when both are empty, 1 when only that is."""
        wrong = self.missed_ms + self.false_alarm_ms + self.confused_ms
        return wrong / self.reference_ms if self.reference_ms else float(wrong > 0)


def score_diarization(reference: Diarization, found: Diarization, collar_ms: int = 0) -> DiarizationErrors:
    """Score as NIST's md-eval does: overlapped speech counts for each speaker, labels paired as well as possible.

    ``collar_ms`` is forgiven on each side of every turn boundary of the reference.
    """
    ours, theirs = _spans(reference), _spans(found)
    forgiven = merge_spans(
        TimeSpan(max(0, edge - collar_ms), edge + collar_ms)
        for spans in ours
        for span in spans
        for edge in (span.start_ms, span.end_ms)
        if collar_ms
    )
    together = np.zeros((len(ours), len(theirs)))
    our_ms, their_ms = np.zeros(len(ours)), np.zeros(len(theirs))
    reference_ms = missed_ms = false_alarm_ms = matchable_ms = 0
    for length_ms, speaking, heard in _moments(ours, theirs, forgiven):
        reference_ms += length_ms * len(speaking)
        missed_ms += length_ms * max(0, len(speaking) - len(heard))
        false_alarm_ms += length_ms * max(0, len(heard) - len(speaking))
        matchable_ms += length_ms * min(len(speaking), len(heard))
        our_ms[speaking] += length_ms
        their_ms[heard] += length_ms
        together[np.ix_(speaking, heard)] += length_ms
    pairs = best_pairs(together)
    jaccard = [together[r, f] / max(1, our_ms[r] + their_ms[f] - together[r, f]) for r, f in pairs]
    return DiarizationErrors(
        reference_ms=reference_ms,
        missed_ms=missed_ms,
        false_alarm_ms=false_alarm_ms,
        confused_ms=matchable_ms - int(sum(together[pair] for pair in pairs)),
        jaccard_error=1 - float(sum(jaccard)) / len(ours) if ours else float(bool(theirs)),
        reference_speakers=len(ours),
        found_speakers=len(theirs),
    )


def _spans(diarization: Diarization) -> list[tuple[TimeSpan, ...]]:
    return [
        merge_spans(turn.span for turn in diarization.turns if turn.label == label) for label in diarization.labels
    ]


def _moments(
    ours: Sequence[Sequence[TimeSpan]], theirs: Sequence[Sequence[TimeSpan]], forgiven: Sequence[TimeSpan]
) -> Iterator[tuple[int, list[int], list[int]]]:
    """Stretches in which nothing changes: length in ms, who speaks by the reference, who was heard."""
    changes: list[tuple[int, int, int, bool]] = []
    for side, voices in enumerate((ours, theirs, [forgiven])):
        for index, spans in enumerate(voices):
            for span in spans:
                changes += [(span.start_ms, side, index, True), (span.end_ms, side, index, False)]
    active: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    before = 0
    for moment, side, index, begins in sorted(changes):
        if moment > before and not active[2] and (active[0] or active[1]):
            yield moment - before, sorted(active[0]), sorted(active[1])
        before = moment
        (active[side].add if begins else active[side].discard)(index)
