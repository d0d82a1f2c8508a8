"""One gathering that was drafted twice: proposed, talked over, and set on another day some sentences later."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import as_date

_REACH = 14
"""Sentences between two drafts of one gathering."""


def merge_same(drafts: Iterable[MeetingDraft]) -> list[MeetingDraft]:
    """Drafts near each other that begin at the same moment are one; the last to be said adds what the first lacks."""
    kept: list[MeetingDraft] = []
    for draft in drafts:
        at = next((i for i, known in enumerate(kept) if _is_same(known, draft)), None)
        if at is None:
            kept.append(draft)
        else:
            kept[at] = _joined(kept[at], draft)
    return kept


def _is_same(one: MeetingDraft, other: MeetingDraft) -> bool:
    near = min(other.sentences) - max(one.sentences) <= _REACH
    clocks = isinstance(one.start, datetime) and isinstance(other.start, datetime)
    return near and as_date(one.start) == as_date(other.start) and (one.start == other.start or not clocks)


def _joined(one: MeetingDraft, other: MeetingDraft) -> MeetingDraft:
    first, second = (one, other) if one.weight >= other.weight else (other, one)
    timed = first if isinstance(first.start, datetime) else second
    return replace(
        first,
        start=timed.start,
        phrase=timed.phrase,
        reading=timed.reading,
        sentences=sorted({one.main, *other.sentences}),
        end=first.end or second.end,
        length=first.length or second.length,
        place=other.place or one.place,
        rrule=first.rrule or second.rrule,
        doubts=list(dict.fromkeys([*one.doubts, *other.doubts])),
        moved=one.moved or other.moved,
    )
