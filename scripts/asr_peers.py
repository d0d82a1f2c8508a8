"""One recogniser alone: ``python asr_peers.py NAME MODEL RECORDING …`` prints the words of each as a JSON string.

Needs the standard library and the peer's own package only, so that it runs in any environment.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def ours(model: str, recording: str) -> str:
    """Words of the command line's JSON, without telling speakers apart."""
    from scripts.main import app

    with tempfile.TemporaryDirectory() as folder:
        command = ["transcribe", recording, "--no-diarize", "--model", model, "-o", folder]
        app(command, standalone_mode=False)
        found = json.loads(next(Path(folder).glob("*.json")).read_text(encoding="utf-8"))
    return " ".join(utterance["text"] for utterance in found["utterances"])


def library(model: str, recording: str) -> str:
    from faster_whisper import WhisperModel

    return _joined(WhisperModel(model, device="cpu").transcribe(recording, word_timestamps=True)[0])


def int8(model: str, recording: str) -> str:
    from faster_whisper import WhisperModel

    loaded = WhisperModel(model, device="cpu", compute_type="int8")
    return _joined(loaded.transcribe(recording, word_timestamps=True)[0])


def batched(model: str, recording: str) -> str:
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    loaded = BatchedInferencePipeline(WhisperModel(model, device="cpu", compute_type="int8"))
    return _joined(loaded.transcribe(recording, batch_size=8, word_timestamps=True)[0])


def best(model: str, recording: str) -> str:
    from faster_whisper import WhisperModel

    loaded = WhisperModel(model, device="cpu", compute_type="int8")
    return _joined(loaded.transcribe(recording, word_timestamps=True, vad_filter=True)[0])


PEERS: dict[str, Callable[[str, str], str]] = {
    function.__name__: function for function in (ours, library, int8, batched, best)
}


def _joined(segments: Iterable[Any]) -> str:
    return " ".join(segment.text.strip() for segment in segments)


if __name__ == "__main__":
    for _recording in sys.argv[3:]:
        print(json.dumps(PEERS[sys.argv[1]](sys.argv[2], _recording), ensure_ascii=False))
