"""The twin that replays a prepared answer: for tests, demonstrations and machines without weights."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from diarize.rttm import parse_rttm
from diarize.turns import arrange_turns
from models.audio import Sound
from models.codec.diarization import diarization_from_json
from models.codec.shape import load_json
from models.diarization import Diarization
from models.errors import UserError
from models.run import Fingerprint
from models.span import TimeSpan


@dataclass(frozen=True, slots=True)
class ScriptedDiarizer:
    """Answers with ``answer`` cut to the audio, whatever number of speakers is asked for."""

    answer: Diarization
    fingerprint: Fingerprint

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        progress(0.0)
        vectors = {voice.label: voice.vector for voice in self.answer.voiceprints}
        arranged = arrange_turns(self.answer.turns, audio.duration_ms, vectors, self.answer.exclusive)
        diarization = replace(arranged, network=self.answer.network)
        progress(1.0)
        return diarization


def load_scripted(script: Path | None) -> ScriptedDiarizer:
    """Read the answer from an ``.rttm`` file or from the JSON of a diarization.

    Raises:
        UserError: no file named, not readable, or of the wrong shape (the message says where).
    """
    if script is None:
        raise UserError("diarizer.no_script")
    try:
        content = script.read_bytes()
    except OSError as error:
        raise UserError("diarizer.script_unreadable", path=str(script), reason=error.strerror or "") from error
    version = hashlib.sha256(content).hexdigest()[:16]
    return ScriptedDiarizer(_answer(script, content), Fingerprint("scripted", version))


def _answer(script: Path, content: bytes) -> Diarization:
    try:
        if script.suffix.lower() == ".rttm":
            return parse_rttm(content.decode("utf-8"))
        return diarization_from_json(load_json(content, script.name))
    except ValueError as error:
        raise UserError("diarizer.script_shape", path=str(script), reason=str(error)[:200]) from error
