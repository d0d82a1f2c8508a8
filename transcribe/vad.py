"""Where anybody speaks: silero VAD over a stream, with bounded memory.

The network is silero VAD v6 (MIT, https://github.com/snakers4/silero-vad) as ONNX, which the package faster-whisper
carries; only the file is used, the library is not imported. Each step sees 512 samples (32 ms) after 64 samples of
context and hands a recurrent state on, so the answer does not depend on where the blocks were cut.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import SAMPLE_RATE_HZ, Audio
from models.errors import EngineError
from models.span import TimeSpan
from transcribe.blocks import equal_blocks
from transcribe.levels import CHUNK, Leveller

if TYPE_CHECKING:
    import onnxruntime

STEP = 512
CONTEXT = 64

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VadOptions:
    """Speech begins where the probability reaches ``threshold``, ends where it stays under ``end_threshold`` for
    ``min_silence_ms``, and stands above ``threshold`` for at least ``min_speech_ms`` in between. Spans are widened
    by ``pad_ms`` on both sides, never into each other.
    """

    threshold: float = 0.3
    end_threshold: float = 0.15
    min_speech_ms: int = 96
    min_silence_ms: int = 256
    pad_ms: int = 160


def find_speech(blocks: Iterable[Audio], options: VadOptions | None = None) -> tuple[TimeSpan, ...]:
    """Spans with any speech, in order, apart from each other, inside the sound that ``blocks`` make up.

    Quiet recordings are lifted first (``transcribe.levels``): silero misses a quarter of quiet far-field speech.

    Raises:
        EngineError: ``vad.broken`` when the network cannot be loaded or run.
    """
    told = options or VadOptions()
    num_samples = 0

    def counted() -> Iterator[Audio]:
        nonlocal num_samples
        for block in blocks:
            num_samples += len(block.samples)
            yield block

    probabilities = np.concatenate([*_probabilities(counted()), np.zeros(0, np.float32)])
    return spans_of(probabilities, num_samples * 1000 // SAMPLE_RATE_HZ, told)


def spans_of(probabilities: Samples, duration_ms: int, options: VadOptions) -> tuple[TimeSpan, ...]:
    """From one probability per 32 ms, shape (num_steps,), to spans."""
    step_ms = STEP * 1000 // SAMPLE_RATE_HZ
    rough = [
        (first * step_ms, min(last * step_ms, duration_ms))
        for first, last in _runs(probabilities, options, options.min_silence_ms // step_ms)
        if np.count_nonzero(probabilities[first:last] >= options.threshold) * step_ms >= options.min_speech_ms
        and first * step_ms < duration_ms
    ]
    spans: list[TimeSpan] = []
    for index, (start, end) in enumerate(rough):
        before = rough[index - 1][1] if index else 0
        after = rough[index + 1][0] if index + 1 < len(rough) else duration_ms
        left = options.pad_ms if not index else min(options.pad_ms, (start - before) // 2)
        right = options.pad_ms if index + 1 == len(rough) else min(options.pad_ms, (after - end) // 2)
        spans.append(TimeSpan(max(0, start - left), min(duration_ms, end + right)))
    return tuple(spans)


def _runs(probabilities: Samples, options: VadOptions, min_silence_steps: int) -> Iterator[tuple[int, int]]:
    """Half-open runs of steps, with hysteresis."""
    begun: int | None = None
    quiet_since: int | None = None
    for index, probability in enumerate(probabilities.tolist()):
        if probability >= options.threshold:
            begun = index if begun is None else begun
            quiet_since = None
        elif begun is not None and probability < options.end_threshold:
            quiet_since = index if quiet_since is None else quiet_since
            if index + 1 - quiet_since >= min_silence_steps:
                yield begun, quiet_since
                begun = quiet_since = None
    if begun is not None:
        yield begun, len(probabilities) if quiet_since is None else quiet_since


def _probabilities(blocks: Iterable[Audio]) -> Iterator[Samples]:
    """The chance of speech in each step of 512 samples; the last step is filled up with zeros."""
    session = _session()
    leveller = Leveller()
    state = (np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32))
    rest = np.zeros(0, np.float32)
    context = np.zeros(CONTEXT, np.float32)
    for samples in equal_blocks((block.samples for block in blocks), CHUNK):
        rest = np.concatenate([rest, leveller.lift(samples)])
        whole = len(rest) // STEP * STEP
        if whole:
            made, state = _run(session, context, rest[:whole], state)
            yield made
            context, rest = rest[whole - CONTEXT : whole], rest[whole:]
    if len(rest):
        yield _run(session, context, np.pad(rest, (0, STEP - len(rest))), state)[0]


def _run(
    session: "onnxruntime.InferenceSession", context: Samples, samples: Samples, state: tuple[Samples, Samples]
) -> tuple[Samples, tuple[Samples, Samples]]:
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, RuntimeException

    steps = np.lib.stride_tricks.sliding_window_view(np.concatenate([context, samples]), CONTEXT + STEP)[::STEP]
    try:
        made, h, c = session.run(None, {"input": np.ascontiguousarray(steps), "h": state[0], "c": state[1]})
    except (Fail, InvalidArgument, RuntimeException) as error:
        raise EngineError("vad.broken", reason=str(error)) from error
    return made.reshape(-1), (h, c)


@cache
def _session() -> "onnxruntime.InferenceSession":
    """One thread: each step waits for the one before it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(_network()), sess_options=options, providers=["CPUExecutionProvider"])


def _network() -> Path:
    """The ONNX file inside the installed package, found without importing it."""
    package = find_spec("faster_whisper")
    for folder in package.submodule_search_locations or () if package else ():
        for file in sorted(Path(folder, "assets").glob("silero_vad*.onnx")):
            return file
    raise EngineError("vad.broken", reason="silero_vad*.onnx is not in the package faster-whisper")
