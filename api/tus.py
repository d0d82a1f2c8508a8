"""The tus 1.0 protocol (https://tus.io/protocols/resumable-upload) over our flows; ``tussi`` speaks it.

tussi holds one request's body whole in memory, so a large one is handed to it in several of ``BLOCK_BYTES``: what has
arrived is kept although the connection breaks in the middle. It knows no owners, so each request gets an application
of its own, which reaches the uploads of this person only.
"""

import base64
import binascii
import re
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive
from tussi import TUSApp
from tussi.models import UploadInfo
from tussi.storage import (
    InsufficientStorageException,
    Storage,
    UploadNotFoundException,
    UploadSizeExceededException,
)

from api.flows.intake import RecordingDetails, plain_name
from api.flows.services import Services
from api.flows.uploads import begin_upload, find_upload, take_piece
from models.account import Account
from models.errors import EngineError, ThukyError, UserError
from models.upload import Upload

EXTENSIONS = "creation,expiration,termination"
"""tussi's own is the first; the other two are ours."""
BLOCK_BYTES = 1024 * 1024
LONGEST_METADATA = 4096
KEY = re.compile(r"[a-zA-Z0-9_-]+")
OVERRIDE = b"x-http-method-override"
"""Not heeded: what a request does is told by its method, which the check against other sites looks at."""

P = ParamSpec("P")
T = TypeVar("T")


async def answer_tus(request: Request, services: Services, person: Account) -> Response:
    """OPTIONS, HEAD, and POST as the protocol wants them; PATCH is ``receive_pieces``.

    Raises:
        UserError: ``tus.*``, ``thing.absent``, and whatever makes a new upload worthless.
        TransientError: ``upload.full``, ``storage.unavailable``.
    """
    visit = _Visit(services, person, request.headers.get("upload-metadata", ""))
    return await visit.ask(request, [header for header in _headers(request) if header[0] != b"upload-metadata"])


async def receive_pieces(request: Request, services: Services, person: Account) -> Response:
    """PATCH: keep the bytes of the body block by block, from ``Upload-Offset`` on.

    Raises:
        UserError: ``tus.*``, ``upload.offset``, ``upload.too_long``, ``upload.busy``, ``thing.absent``.
        TransientError: ``upload.full``, ``storage.unavailable``.
    """
    visit = _Visit(services, person)
    own = [header for header in _headers(request) if header[0] not in (b"content-length", b"upload-offset")]
    offset = request.headers.get("upload-offset", "")
    async for block in _blocks(request):
        length = str(len(block))
        response = await visit.ask(
            request, [*own, (b"content-length", length.encode()), (b"upload-offset", offset.encode())], block
        )
        offset = response.headers["upload-offset"]
    return response


async def _blocks(request: Request) -> AsyncIterator[bytes]:
    """The body in blocks, the last one shorter, at least one; ends where the connection broke."""
    block = bytearray()
    given = False
    try:
        async for chunk in request.stream():
            block += chunk
            while len(block) >= BLOCK_BYTES:
                yield bytes(block[:BLOCK_BYTES])
                del block[:BLOCK_BYTES]
                given = True
    except ClientDisconnect:
        pass
    if block or not given:
        yield bytes(block)


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    return [header for header in request.headers.raw if header[0] != OVERRIDE]


def _begin(services: Services, person: Account, upload_id: str, size_bytes: int, metadata: str) -> Upload:
    """``name`` is the file's name in UTF-8; ``filename``, which many clients send, counts where it is not given."""
    told = parse_metadata(metadata)
    details = RecordingDetails(
        file_name=plain_name(told.get("name") or told.get("filename", "")),
        title=told.get("title", ""),
        recorded_at=told.get("recorded_at", ""),
        language=told.get("language", ""),
        speakers=told.get("speakers", ""),
    )
    return begin_upload(services, person, upload_id, size_bytes, details, told.get("sha256", "").lower() or None)


def parse_metadata(header: str) -> Mapping[str, str]:
    """``name aOG7jXA=,language dmk=`` → the values by key; a key alone has an empty one.

    Raises:
        UserError: ``tus.metadata`` (``part``) where it is not keys with Base64 of UTF-8.
    """
    if len(header) > LONGEST_METADATA:
        raise UserError("tus.metadata", part=f"{header[:40]}…")
    told: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in header.split(","))):
        key, _, encoded = part.partition(" ")
        try:
            value = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise UserError("tus.metadata", part=part[:40]) from error
        if KEY.fullmatch(key) is None or key in told:
            raise UserError("tus.metadata", part=part[:40])
        told[key] = value.replace("\0", "")
    return told


class _ToldError(InsufficientStorageException, UploadNotFoundException, UploadSizeExceededException):
    """Makes tussi stop without a word in the log, whatever it was doing; what it then answers is not used."""


class _Visit(Storage):
    """One person's request: tussi's storage, made of our flows. The first error of theirs is the request's.

    ``metadata`` is the header as it came: tussi refuses names that are not ASCII and drops what it cannot read.
    """

    def __init__(self, services: Services, person: Account, metadata: str = "") -> None:
        self._services = services
        self._person = person
        self._metadata = metadata
        self._trouble: ThukyError | None = None

    async def ask(self, request: Request, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> Response:
        folder = await run_in_threadpool(self._services.arriving.open_folder)
        app = TUSApp(
            self,
            completed_dir=folder,
            max_size=self._services.settings.upload_limit_bytes,
            max_chunk_size=BLOCK_BYTES,
        )
        response = await app.get_response({**request.scope, "headers": headers}, _given(body))
        if self._trouble is not None:
            raise self._trouble
        if response.status_code >= 400:
            raise self._complaint(request.method, response.status_code)
        if "location" in response.headers:
            # tussi writes the scheme and host it sees, which behind a proxy are not those of the client
            response.headers["Location"] = request.url.path + "/" + response.headers["location"].rpartition("/")[2]
        if "tus-extension" in response.headers:
            response.headers["Tus-Extension"] = EXTENSIONS
        return response

    def _complaint(self, method: str, status: int) -> ThukyError:
        """What tussi found wrong with a request's headers before it came to us."""
        match method, status:
            case _, 412:
                return UserError("tus.version")
            case _, 415:
                return UserError("tus.content_type")
            case "POST", 400:
                return UserError("tus.length")
            case "POST", 413:
                return UserError("upload.too_large", limit_mb=self._services.settings.upload_limit_bytes // 1_000_000)
            case "PATCH", 400:
                return UserError("tus.offset")
            case _:
                return EngineError("server.fault")

    async def create(
        self, upload_id: str, length: int, metadata: dict[str, str], server_metadata: dict[str, str] | None = None
    ) -> None:
        await self._do(_begin, upload_id, length, self._metadata)

    async def write(self, upload_id: str, expected_offset: int, data: bytes) -> UploadInfo:
        return _info(await self._do(take_piece, upload_id, expected_offset, data))

    async def info(self, upload_id: str) -> UploadInfo:
        return _info(await self._do(find_upload, upload_id))

    async def can_fit(self, size: int) -> bool:
        """``create`` looks, and takes the room at once."""
        return True

    # tussi asks for the next three only to clear away what is old (its Janitor), which it is never told to do:
    # ``tidy_uploads`` does. They must be there, and must not seem to work.

    async def free_space(self) -> int:
        raise NotImplementedError

    async def delete(self, upload_id: str) -> None:
        raise NotImplementedError

    async def list_uploads(self) -> list[UploadInfo]:
        raise NotImplementedError

    async def finalize(self, upload_id: str, dest: Path) -> None:
        """Nothing: what becomes of a whole file is decided by ``settle_upload``."""

    async def _do(self, flow: Callable[Concatenate[Services, Account, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await run_in_threadpool(flow, self._services, self._person, *args, **kwargs)
        except ThukyError as error:
            self._trouble = error
            raise _ToldError from error


def _info(upload: Upload) -> UploadInfo:
    details = dict(upload.details)
    told = {"name": details.pop("file_name"), **details}
    return UploadInfo(
        upload_id=upload.id,
        length=upload.size_bytes,
        offset=upload.received_bytes,
        metadata={key: value for key, value in told.items() if value},
        last_write=upload.touched_at.timestamp(),
        created_at=upload.created_at.timestamp(),
    )


def _given(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
