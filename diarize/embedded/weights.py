"""The weight files that ship with us: found, checked against their pinned digests, opened."""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FOLDER = Path(__file__).parent / "weights"


def read_weights(name: str, folder: Path = FOLDER) -> bytes:
    """The bytes of ``name``, known to be those that ``manifest.json`` pins.

    Raises:
        EngineError: ``diarizer.weights_missing`` or ``diarizer.weights_digest``.
    """
    pinned = dict(weights_version(folder)).get(name)
    path = folder / name
    if pinned is None or not path.is_file():
        raise EngineError("diarizer.weights_missing", path=str(path))
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != pinned:
        raise EngineError("diarizer.weights_digest", path=str(path), found=found[:12], expected=pinned[:12])
    return content


def weights_version(folder: Path = FOLDER) -> tuple[tuple[str, str], ...]:
    """Names and pinned sha256 of the weight files: what a fingerprint has to tell.

    Raises:
        EngineError: ``diarizer.weights_missing``.
    """
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EngineError("diarizer.weights_missing", path=str(path)) from error
    return tuple((name, facts["sha256"]) for name, facts in sorted(manifest.items()))


def read_array(name: str, folder: Path = FOLDER) -> "npt.NDArray[np.float32]":
    """A file of numpy's own format.

    Raises:
        EngineError: as ``read_weights``.
    """
    import numpy as np

    array: npt.NDArray[np.float32] = np.load(BytesIO(read_weights(name, folder)), allow_pickle=False)
    return array


def open_session(name: str, folder: Path = FOLDER) -> Any:
    """An onnxruntime session on ``name``: CPU, one thread a run, no telemetry, repeatable."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # weights become float once, at loading
    return onnxruntime.InferenceSession(read_weights(name, folder), options, providers=["CPUExecutionProvider"])
