"""The same people as last time: whose voices an earlier recording holds, and which recording that may be."""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from diarize.protocol import DiarizeOptions
from models.codec import diarization_from_json, load_json
from models.recording import Recording

if TYPE_CHECKING:
    from api.store.entries import RecordingEntry
    from api.store.unit_of_work import UnitOfWork


def former_voices(uow: "UnitOfWork", recording_id: str) -> tuple[str, DiarizeOptions] | None:
    """The voices of a recording as its latest diarization tells them, and that diarization's id.

    None when there is none, or nobody in it has a voiceprint.
    """
    artifact_id = uow.runs.artifact_of(recording_id, "diarize")
    if artifact_id is None:
        return None
    told_apart = diarization_from_json(load_json(uow.artifacts.read(artifact_id), "diarize"))
    voices = tuple(voice.vector for voice in told_apart.voiceprints)
    return (artifact_id, DiarizeOptions(voices=voices, network=told_apart.network)) if voices else None


def candidates(recording: Recording, entries: Iterable["RecordingEntry"]) -> tuple[Recording, ...]:
    """Recordings in which the same people may speak: those of the same series first, the latest before it first."""

    def rank(other: Recording) -> tuple[bool, bool, float]:
        is_later = other.recorded_at > recording.recorded_at
        apart_s = abs((other.recorded_at - recording.recorded_at).total_seconds())
        return series_of(other.title) != series_of(recording.title), is_later, apart_s

    ready = (entry.recording for entry in entries if entry.run.state == "ready")
    return tuple(sorted((other for other in ready if other.id != recording.id), key=rank))


def series_of(title: str) -> str:
    """A title without what changes from one meeting to the next: figures and what stands between them.

    >>> series_of("Giao ban tuần 12 (3/2026)") == series_of("giao ban Tuần 13, 4-2026")
    True
    """
    folded = unicodedata.normalize("NFC", title).casefold()
    return " ".join(re.sub(r"[\W\d_]+", " ", folded).split())
