"""What flows work with: chosen once by ``api/bootstrap.py`` and handed down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from models.errors import UserError

if TYPE_CHECKING:
    from api.jobs import JobQueue
    from api.settings import Settings
    from api.store.arriving import ArrivingFiles
    from api.store.blobs import BlobStore
    from api.store.database import Database
    from api.store.sealing import Sealer
    from diarize.protocol import Diarizer
    from scheduling.protocol import Extractor
    from transcribe.names import Term
    from transcribe.protocol import Transcriber


@dataclass(frozen=True, slots=True)
class Engines:
    """``diarizer`` is None when voices are not told apart; ``rescue`` does the extractor's work when that one is out
    of reach, and is None where the extractor reaches out to nobody. ``diarizer_trouble`` is why another diarizer than
    the one that was set does its work."""

    transcriber: "Transcriber"
    diarizer: "Diarizer | None"
    extractor: "Extractor"
    rescue: "Extractor | None" = None
    diarizer_trouble: UserError | None = None


def utc_now() -> datetime:
    return datetime.now(UTC)


def random_id() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Services:
    """``engines`` loads them on first use: a web server needs none. ``sealer`` is None without a secret key.

    ``terms`` are written in their right form wherever they are heard.
    """

    settings: "Settings"
    database: "Database"
    blobs: "BlobStore"
    arriving: "ArrivingFiles"
    queue: "JobQueue"
    engines: Callable[[], Engines]
    sealer: "Sealer | None" = None
    terms: "tuple[Term, ...]" = ()
    clock: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = random_id
