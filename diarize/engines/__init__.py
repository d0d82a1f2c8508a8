"""Diarizers by name; each library is imported only when its engine is asked for."""

from pathlib import Path

from diarize.protocol import Diarizer
from models.errors import UserError

DIARIZERS = ("embedded", "pyannote", "scripted")
OUT_OF_REACH = frozenset({"pyannote.missing", "pyannote.broken", "pyannote.refused", "pyannote.not_loaded"})
"""Errors that mean the pipeline cannot be had here, whatever the recording is."""


def load_diarizer(
    name: str, *, script: Path | None = None, pyannote_source: str | None = None, hub_token: str | None = None
) -> Diarizer:
    """The engine ``name``. ``script`` is for ``scripted``, the folder or hub name and its token for ``pyannote``.

    Raises:
        UserError: no such engine, or what it needs is missing; the message says how to get it.
    """
    match name:
        case "embedded":
            from diarize.engines.embedded import load_embedded

            return load_embedded()
        case "pyannote":
            from diarize.engines.pyannote import load_pyannote

            return load_pyannote(pyannote_source, hub_token)
        case "scripted":
            from diarize.engines.scripted import load_scripted

            return load_scripted(script)
        case _:
            raise UserError("engine.unknown_diarizer", name=name, known=", ".join(DIARIZERS))
