"""Choosing a recogniser by name; a library is imported only when its engine is asked for."""

from pathlib import Path

from models.errors import UserError
from transcribe.engines.device import DeviceName
from transcribe.protocol import Transcriber

TRANSCRIBERS = ("faster_whisper", "scripted")


def load_transcriber(
    name: str,
    *,
    model: str = "base",
    weights_dir: Path,
    script: Path | None = None,
    device: DeviceName = "cpu",
) -> Transcriber:
    """The engine ``name``, ready to work.

    ``model`` is a name known to ``transcribe.weights`` or a folder; ``script`` is the transcript JSON that the
    scripted engine replays; ``device`` is where a network computes.

    Raises:
        UserError: ``engine.unknown_transcriber``, ``engine.no_script``, ``engine.no_gpu``; those of
            ``locate_weights`` and of reading the script.
        EngineError: ``engine.transcriber_load`` when the library refuses the model.
    """
    match name:
        case "faster_whisper":
            from transcribe.engines.faster_whisper import load_faster_whisper

            return load_faster_whisper(model, weights_dir, device)
        case "scripted":
            from transcribe.engines.scripted import load_scripted

            if script is None:
                raise UserError("engine.no_script", engine=name)
            return load_scripted(script)
        case _:
            raise UserError("engine.unknown_transcriber", name=name, known=", ".join(TRANSCRIBERS))
