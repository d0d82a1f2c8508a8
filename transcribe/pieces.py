"""Cutting long recordings in silence, and putting the pieces' transcripts together again (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from models.span import TimeSpan
from models.transcript import Segment, Transcript

UNKNOWN_LANGUAGE = "und"


def cut_pieces(speech: Sequence[TimeSpan], duration_ms: int, longest_ms: int = 600_000) -> tuple[TimeSpan, ...]:
    """Spans of at most ``longest_ms`` that together cover all speech and begin and end with it.

    A piece ends at the longest pause in its second half. Only speech without any pause that long is cut inside.
    Equal input gives equal pieces, which is what makes a finished piece worth keeping.
    """
    whole = TimeSpan(0, duration_ms) if duration_ms > 0 else None
    left = [part for span in speech if whole is not None and (part := span.clamp(whole)) is not None]
    pieces: list[TimeSpan] = []
    while left:
        start = left[0].start_ms
        fitting = sum(span.end_ms - start <= longest_ms for span in left)
        if fitting == 0:
            pieces.append(TimeSpan(start, start + longest_ms))
            left[0] = TimeSpan(start + longest_ms, left[0].end_ms)
            continue
        kept = fitting if fitting == len(left) else _best_cut(left[: fitting + 1], start + longest_ms // 2)
        pieces.append(TimeSpan(start, left[kept - 1].end_ms))
        left = left[kept:]
    return tuple(pieces)


def join_transcripts(parts: Sequence[tuple[int, Transcript]], duration_ms: int) -> Transcript:
    """One transcript of a recording from those of its pieces, each with the time at which its piece begins."""
    segments = tuple(
        _shift(segment, offset_ms)
        for offset_ms, transcript in sorted(parts, key=lambda part: part[0])
        for segment in transcript.segments
    )
    wordless = tuple(
        span.shift(offset_ms)
        for offset_ms, transcript in sorted(parts, key=lambda part: part[0])
        for span in transcript.wordless
    )
    return Transcript(segments, spoken_language(segments), duration_ms, wordless)


def spoken_language(segments: Sequence[Segment]) -> str:
    """The language of four fifths of the words, else ``mixed``; ``und`` (BCP 47) where nothing was said."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts[segment.language] += len(segment.words)
    if not counts:
        return UNKNOWN_LANGUAGE
    language, most = counts.most_common(1)[0]
    return language if most * 5 >= counts.total() * 4 else "mixed"


def _best_cut(spans: Sequence[TimeSpan], earliest_ms: int) -> int:
    """How many of ``spans`` (all but the last fit) to keep: up to the longest pause after ``earliest_ms``."""
    cuts = [kept for kept in range(1, len(spans)) if spans[kept - 1].end_ms >= earliest_ms]
    return max(cuts or [len(spans) - 1], key=lambda kept: (spans[kept - 1].gap_ms(spans[kept]), kept))


def _shift(segment: Segment, by_ms: int) -> Segment:
    return replace(segment, words=tuple(replace(word, span=word.span.shift(by_ms)) for word in segment.words))
