"""The adapter around pyannote: what it hands over and what it makes of the answer, without the library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from diarize.engines import pyannote as adapter
from diarize.protocol import DiarizeOptions
from models.audio import Audio
from models.errors import EngineError
from models.run import Fingerprint
from models.span import TimeSpan

torch = pytest.importorskip("torch", reason="the extra thuky[pyannote] is not installed here")

SECOND = Audio(np.full(16_000, 0.1, dtype=np.float32))


@dataclass
class Annotation:
    """The two methods of pyannote's annotation that we call."""

    tracks: list[tuple[float, float, str]]

    def itertracks(self, yield_label: bool) -> Iterator[tuple[Any, str, str]]:
        assert yield_label
        for start, end, label in self.tracks:
            yield SimpleNamespace(start=start, end=end), "_", label

    def labels(self) -> list[str]:
        return sorted({label for _, _, label in self.tracks})


@dataclass
class Pipeline:
    """Answers ``output`` after calling the hook as the library does."""

    output: Any
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, heard: dict[str, Any], hook: Any, **bounds: int) -> Any:
        self.calls.append({"heard": heard, **bounds})
        hook("segmentation", None, total=2, completed=1)
        hook("segmentation", None)
        hook("embeddings", None, total=2, completed=2)
        hook("discrete_diarization", None)
        if isinstance(self.output, Exception):
            raise self.output
        return self.output


def engine(output: Any) -> adapter.PyannoteDiarizer:
    return adapter.PyannoteDiarizer(Pipeline(output), Fingerprint("pyannote", "4", (("source", "here"),)))


TRACKS = Annotation([(0.0, 0.5, "SPEAKER_01"), (0.4, 1.2, "SPEAKER_00")])


def test_waveforms_and_bounds_are_handed_over() -> None:
    diarizer = engine(TRACKS)
    diarizer.diarize(SECOND, (), DiarizeOptions(2, 4))
    (call,) = diarizer.pipeline.calls
    assert tuple(call["heard"]["waveform"].shape) == (1, 16_000)
    assert call["heard"]["sample_rate"] == 16_000
    assert (call["min_speakers"], call["max_speakers"]) == (2, 4)


def test_overlapping_turns_are_kept_and_named_by_first_speech() -> None:
    found = engine(TRACKS).diarize(SECOND, (), DiarizeOptions())
    assert [(t.label, t.span) for t in found.turns] == [
        ("SPEAKER_00", TimeSpan(0, 500)),
        ("SPEAKER_01", TimeSpan(400, 1000)),
    ]


def test_version_four_brings_voices_along() -> None:
    output = SimpleNamespace(speaker_diarization=TRACKS, speaker_embeddings=np.array([[3.0, 4.0], [np.nan, 1.0]]))
    found = engine(output).diarize(SECOND, (), DiarizeOptions())
    assert [(voice.label, voice.vector) for voice in found.voiceprints] == [("SPEAKER_01", (0.6, 0.8))]
    assert found.network == "pyannote here"


def test_exclusive_output_is_kept_beside_the_overlapping_one_and_made_free_of_overlaps() -> None:
    floor = Annotation([(0.0, 0.5, "SPEAKER_01"), (0.45, 1.2, "SPEAKER_00"), (0.46, 0.48, "SPEAKER_01")])
    output = SimpleNamespace(speaker_diarization=TRACKS, exclusive_speaker_diarization=floor)
    found = engine(output).diarize(SECOND, (), DiarizeOptions())
    assert len(found.turns) == 2
    assert [(t.label, t.span) for t in found.exclusive] == [
        ("SPEAKER_00", TimeSpan(0, 500)),
        ("SPEAKER_01", TimeSpan(500, 1000)),
    ]


def test_what_the_library_raises_becomes_an_engine_error_with_its_cause() -> None:
    with pytest.raises(EngineError, match=r"pyannote\.failed") as failed:
        engine(RuntimeError("out of memory")).diarize(SECOND, (), DiarizeOptions())
    assert isinstance(failed.value.__cause__, RuntimeError)


def test_a_cancel_is_passed_on_as_it_is() -> None:
    def cancel(fraction: float) -> None:
        if fraction > 0:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        engine(TRACKS).diarize(SECOND, (), DiarizeOptions(), cancel)
