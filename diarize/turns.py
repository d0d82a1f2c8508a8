"""Turns put in order and given our labels: what every engine does last."""

from collections.abc import Iterable, Mapping, Sequence

from models.diarization import Diarization, Turn, Voiceprint
from models.span import TimeSpan


def label_of(index: int) -> str:
    """SPEAKER_00, SPEAKER_01, …"""
    return f"SPEAKER_{index:02d}"


def arrange_turns(
    turns: Iterable[Turn],
    duration_ms: int,
    vectors: Mapping[str, Sequence[float]] | None = None,
    exclusive: Iterable[Turn] = (),
) -> Diarization:
    """Turns inside ``[0, duration_ms)``, those of one voice that touch made one, labels in order of first speech.

    ``vectors`` are unit voice vectors by the labels of ``turns``, ``exclusive`` turns that never overlap; those of
    labels without a turn are dropped.
    """
    merged = _merged(turns, duration_ms)
    names = {label: label_of(i) for i, label in enumerate(sorted(merged, key=lambda x: (merged[x][0], x)))}
    return Diarization(
        _named(merged, names),
        tuple(
            Voiceprint(names[label], tuple(vector))
            for label, vector in sorted((vectors or {}).items(), key=lambda item: names.get(item[0], ""))
            if label in names
        ),
        exclusive=_named(_merged(exclusive, duration_ms), names),
    )


def _merged(turns: Iterable[Turn], duration_ms: int) -> dict[str, tuple[TimeSpan, ...]]:
    spans: dict[str, list[TimeSpan]] = {}
    for turn in turns:
        if duration_ms > 0 and (inside := turn.span.clamp(TimeSpan(0, duration_ms))) is not None:
            spans.setdefault(turn.label, []).append(inside)
    return {label: merge_spans(parts) for label, parts in spans.items()}


def _named(merged: Mapping[str, Sequence[TimeSpan]], names: Mapping[str, str]) -> tuple[Turn, ...]:
    turns = (Turn(span, names[label]) for label, parts in merged.items() if label in names for span in parts)
    return tuple(sorted(turns, key=lambda turn: (turn.span, turn.label)))


def merge_spans(spans: Iterable[TimeSpan]) -> tuple[TimeSpan, ...]:
    """The same time without overlaps, in order; spans that touch become one."""
    merged: list[TimeSpan] = []
    for span in sorted(spans):
        if merged and span.start_ms <= merged[-1].end_ms:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)
