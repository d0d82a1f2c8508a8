"""Packing speech into the windows a recogniser hears, and mapping times back (pure).

Whisper hears 30 s at once and costs the same however much of it is silence; so the speech of a recording is packed
densely: short pauses stay as they are, longer ones shrink to the padding of their two sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.span import TimeSpan

KEPT_PAUSE_MS = 1_000
PAD_MS = 400
LONGEST_MS = 28_000


@dataclass(frozen=True, slots=True)
class Window:
    """Regions of the recording, in order and apart, that are heard one directly after the other.

    ``spans`` are the stretches of speech inside them.
    """

    regions: tuple[TimeSpan, ...]
    spans: tuple[TimeSpan, ...] = ()

    @property
    def duration_ms(self) -> int:
        return sum(region.duration_ms for region in self.regions)

    def region_at(self, packed_ms: int) -> tuple[int, TimeSpan]:
        """The region that is heard at ``packed_ms`` of the window, and how far its packed times must be shifted."""
        heard = 0
        for region in self.regions:
            if packed_ms < heard + region.duration_ms:
                return region.start_ms - heard, region
            heard += region.duration_ms
        last = self.regions[-1]
        return last.end_ms - heard, last

    def heard_at(self, span: TimeSpan) -> int:
        """Where the beginning of a stretch of speech is heard, in ms of the window."""
        heard = 0
        for region in self.regions:
            if region.overlap_ms(span):
                return heard + span.start_ms - region.start_ms
            heard += region.duration_ms
        raise ValueError(f"{span} is not in this window")

    def place(self, start_ms: int, end_ms: int) -> TimeSpan:
        """Where something heard in ``start_ms..end_ms`` of the window stands in the recording.

        The middle decides on the region; what hangs over its edges is cut, so nothing is stretched over a pause.
        """
        shift, region = self.region_at((start_ms + end_ms) // 2)
        start = min(max(start_ms + shift, region.start_ms), region.end_ms - 1)
        return TimeSpan(start, min(max(end_ms + shift, start + 1), region.end_ms))


def pack_speech(speech: Sequence[TimeSpan], duration_ms: int, longest_ms: int = LONGEST_MS) -> tuple[Window, ...]:
    """Windows of at most ``longest_ms`` that hold all of ``speech``, cut at its longest pauses."""
    return pack_padded(pad_speech(speech, duration_ms), longest_ms)


def pack_padded(spans: Sequence[TimeSpan], longest_ms: int = LONGEST_MS) -> tuple[Window, ...]:
    """The same for spans that have their surroundings already."""
    return tuple(Window(_merged(group), tuple(group)) for group in _groups(spans, longest_ms))


def pad_speech(speech: Sequence[TimeSpan], duration_ms: int) -> tuple[TimeSpan, ...]:
    """Speech with up to ``PAD_MS`` of its surroundings on both sides, never overlapping."""
    padded: list[TimeSpan] = []
    for index, span in enumerate(speech):
        before = speech[index - 1].end_ms if index else -span.start_ms
        after = speech[index + 1].start_ms if index + 1 < len(speech) else 2 * duration_ms - span.end_ms
        start = max(0, span.start_ms - min(PAD_MS, max(0, span.start_ms - before) // 2))
        end = min(duration_ms, span.end_ms + min(PAD_MS, max(0, after - span.end_ms) // 2))
        if start < end:
            padded.append(TimeSpan(start, end))
    return tuple(padded)


def halved(window: Window) -> tuple[Window, Window] | None:
    """The window's regions in two parts of about equal length; None where it has only one."""
    if len(window.regions) < 2:
        return None
    cuts = range(1, len(window.regions))
    half = window.duration_ms / 2
    best = min(cuts, key=lambda cut: abs(Window(window.regions[:cut]).duration_ms - half))
    return Window(window.regions[:best]), Window(window.regions[best:])


def _groups(spans: Sequence[TimeSpan], longest_ms: int) -> list[list[TimeSpan]]:
    """Consecutive spans that fit into one window together; speech without a pause is cut into equal parts."""
    left = [part for span in spans for part in _parts(span, longest_ms)]
    groups: list[list[TimeSpan]] = []
    while left:
        fitting = 1
        while fitting < len(left) and _packed_ms(left[: fitting + 1]) <= longest_ms:
            fitting += 1
        kept = fitting if fitting == len(left) else _best_cut(left, fitting, longest_ms)
        groups.append(left[:kept])
        left = left[kept:]
    return groups


def _best_cut(spans: list[TimeSpan], fitting: int, longest_ms: int) -> int:
    """How many spans to keep: up to the longest pause in the last third of the window."""
    cuts = [kept for kept in range(1, fitting + 1) if _packed_ms(spans[:kept]) * 3 >= longest_ms * 2] or [fitting]
    return max(cuts, key=lambda kept: (spans[kept - 1].gap_ms(spans[kept]), kept))


def _packed_ms(spans: list[TimeSpan]) -> int:
    return sum(region.duration_ms for region in _merged(spans))


def _parts(span: TimeSpan, longest_ms: int) -> list[TimeSpan]:
    count = -(-span.duration_ms // longest_ms)
    edges = [span.start_ms + span.duration_ms * index // count for index in range(count + 1)]
    return [TimeSpan(start, end) for start, end in pairwise(edges)]


def _merged(spans: list[TimeSpan]) -> tuple[TimeSpan, ...]:
    """Spans with the short pauses between them; a padded gap stands for a pause that was twice ``PAD_MS`` longer."""
    merged: list[TimeSpan] = []
    for span in spans:
        if merged and merged[-1].gap_ms(span) <= KEPT_PAUSE_MS - 2 * PAD_MS:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)
