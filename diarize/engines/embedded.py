"""The built-in diarizer as an engine: no torch, no hub, on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diarize.embedded.pipeline import Networks, find_turns
from diarize.embedded.track import VoiceHead
from diarize.embedded.weights import open_session, read_array, weights_version
from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from models.audio import Sound
from models.diarization import Diarization
from models.errors import EngineError
from models.run import Fingerprint
from models.span import TimeSpan

VERSION = "6"
SEGMENTATION, FRAMES, VOICE = "segmentation-3.0.onnx", "campplus-frames.onnx", "campplus-voice.onnx"
SPACE = "campplus-space.npy"


@dataclass(frozen=True, slots=True)
class EmbeddedDiarizer:
    """Segmentation-3.0 and CAM++ on onnxruntime."""

    networks: Networks
    fingerprint: Fingerprint

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, RuntimeException

        try:
            found = find_turns(self.networks, audio, speech, options.comparable(self.network), progress, keep)
        except (Fail, InvalidArgument, RuntimeException) as error:
            raise EngineError("diarizer.runtime", reason=" ".join(str(error).split())[:200]) from error
        return replace(found, network=self.network if found.voiceprints else None)

    @property
    def network(self) -> str:
        """What makes the voiceprints: the file made last tells it from any other."""
        return f"campplus {dict(self.fingerprint.options)[SPACE][:16]}"


def load_embedded() -> EmbeddedDiarizer:
    """Open the networks.

    Raises:
        EngineError: a weight file is missing or is not the pinned one.
    """
    head = VoiceHead(open_session(VOICE), read_array(SPACE))
    networks = Networks(open_session(SEGMENTATION), open_session(FRAMES), head)
    return EmbeddedDiarizer(networks, Fingerprint("embedded", VERSION, weights_version()))
