"""pyannote.audio's pipelines as an engine: the extra ``thuky[pyannote]``.

Bredin 2023, "pyannote.audio 2.1 speaker diarization pipeline"; version 4 answers with a ``DiarizeOutput``.
"""

import os
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from importlib.metadata import version
from io import StringIO
from pickle import UnpicklingError
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from diarize.turns import arrange_turns
from models.audio import SAMPLE_RATE_HZ, Sound
from models.diarization import Diarization, Turn
from models.errors import EngineError, UserError
from models.run import Fingerprint
from models.span import TimeSpan

SHORTEST_MS = 100
REFUSALS = (401, 403)
NOT_A_PIPELINE = (OSError, ValueError, LookupError, RuntimeError, TypeError, AttributeError, ImportError, EOFError)
"""What a folder, a configuration or a checkpoint of the wrong kind makes the library raise."""
SHARE_OF_STEP = {"segmentation": (0.0, 0.3), "speaker_counting": (0.3, 0.3), "embeddings": (0.3, 0.95)}


@dataclass(frozen=True, slots=True)
class PyannoteDiarizer:
    """``pipeline`` is a loaded pyannote pipeline."""

    pipeline: Any
    fingerprint: Fingerprint

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        """Turns that may overlap. The pipeline finds speech by itself and wants the whole sound: 230 MB an hour."""
        progress(0.0)
        samples = audio.read(0, audio.num_samples)
        if audio.duration_ms < SHORTEST_MS or not samples.any():
            progress(1.0)
            return Diarization(())
        output = self._run(samples, options, progress)
        progress(1.0)
        return _diarization(output, audio.duration_ms, f"pyannote {dict(self.fingerprint.options).get('source')}")

    def _run(self, samples: npt.NDArray[np.float32], options: DiarizeOptions, progress: Progress) -> Any:
        import torch

        heard = {"waveform": torch.from_numpy(samples.copy())[None], "sample_rate": SAMPLE_RATE_HZ}
        hook = _Hook(progress)
        try:
            with warnings.catch_warnings(action="ignore"):
                return self.pipeline(heard, hook=hook, **_bounds(options))
        except (RuntimeError, ValueError, IndexError, AttributeError, AssertionError) as error:
            if hook.cancelled is error:
                raise
            raise EngineError("pyannote.failed", reason=str(error)[:200]) from error


def load_pyannote(source: str | None, hub_token: str | None) -> PyannoteDiarizer:
    """A pipeline from a local folder with ``config.yaml`` or from the hub; its telemetry is switched off first.

    Raises:
        UserError: ``pyannote.missing`` or ``pyannote.broken`` (the package), ``pyannote.no_source``,
            ``pyannote.refused`` (the hub does not give it for this token), ``pyannote.not_loaded`` (no pipeline).
    """
    if not source:
        raise UserError("pyannote.no_source")
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"
    try:
        with warnings.catch_warnings(action="ignore"):
            from pyannote.audio import Pipeline
    except ImportError as error:
        raise UserError("pyannote.missing") from error
    except OSError as error:
        raise UserError("pyannote.broken", reason=_one_line(error)) from error
    pipeline = _load(Pipeline, source, hub_token)
    return PyannoteDiarizer(pipeline, Fingerprint("pyannote", version("pyannote.audio"), (("source", source),)))


def _load(pipelines: Any, source: str, hub_token: str | None) -> Any:
    from huggingface_hub.errors import HfHubHTTPError
    from yaml import YAMLError

    try:
        # it prints advice on stdout, which is our results'
        with warnings.catch_warnings(action="ignore"), redirect_stdout(StringIO()):
            pipeline = pipelines.from_pretrained(source, token=hub_token)
    except HfHubHTTPError as error:
        if error.response.status_code in REFUSALS:
            raise UserError("pyannote.refused", source=source, reason=_one_line(error)) from error
        raise UserError("pyannote.not_loaded", source=source, reason=_one_line(error)) from error
    except (*NOT_A_PIPELINE, YAMLError, UnpicklingError) as error:
        raise UserError("pyannote.not_loaded", source=source, reason=_one_line(error)) from error
    if pipeline is None:
        raise UserError("pyannote.not_loaded", source=source, reason="?")
    return pipeline


class _Hook:
    """pyannote's progress calls as ours, never falling; remembers what the listener raised."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.reached = 0.0
        self.cancelled: BaseException | None = None

    def __call__(
        self, step: str, _artifact: object, *, total: int | None = None, completed: int | None = None, **_: object
    ) -> None:
        low, high = SHARE_OF_STEP.get(step, (self.reached, self.reached))
        share = float(completed) / float(total) if total and completed is not None else 1.0
        self.reached = max(self.reached, min(0.99, low + share * (high - low)))
        try:
            self.progress(self.reached)
        except BaseException as stop:
            self.cancelled = stop
            raise


def _bounds(options: DiarizeOptions) -> dict[str, int]:
    options = options.comparable(None)
    bounds = {"min_speakers": options.min_speakers, "max_speakers": options.max_speakers}
    return {name: number for name, number in bounds.items() if number is not None}


def _diarization(output: Any, duration_ms: int, network: str) -> Diarization:
    """Version 4 gives a ``DiarizeOutput``, version 3 the annotation itself."""
    annotation = getattr(output, "speaker_diarization", output)
    exclusive = getattr(output, "exclusive_speaker_diarization", None)
    vectors = getattr(output, "speaker_embeddings", None)
    voices = {} if vectors is None else dict(zip(annotation.labels(), np.asarray(vectors), strict=False))
    found = arrange_turns(
        _turns(annotation),
        duration_ms,
        {str(label): _unit(vector) for label, vector in voices.items() if np.linalg.norm(vector) > 0},
        () if exclusive is None else _apart(_turns(exclusive)),
    )
    return replace(found, network=network if found.voiceprints else None)


def _turns(annotation: Any) -> list[Turn]:
    turns = []
    for segment, _, label in annotation.itertracks(yield_label=True):
        start_ms, end_ms = max(0, round(segment.start * 1000)), round(segment.end * 1000)
        if start_ms < end_ms:
            turns.append(Turn(TimeSpan(start_ms, end_ms), str(label)))
    return turns


def _apart(turns: list[Turn]) -> list[Turn]:
    """Without the overlaps that filling short pauses makes even in exclusive output: the earlier turn keeps them."""
    apart: list[Turn] = []
    for turn in sorted(turns, key=lambda turn: (turn.span, turn.label)):
        begin_ms = max(turn.span.start_ms, apart[-1].span.end_ms if apart else 0)
        if begin_ms < turn.span.end_ms:
            apart.append(Turn(TimeSpan(begin_ms, turn.span.end_ms), turn.label))
    return apart


def _unit(vector: Any) -> tuple[float, ...]:
    return tuple(float(x) for x in vector / np.linalg.norm(vector))


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
