"""An uploaded recording read off the wire: fields into memory, the file straight to its place on disk."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from urllib.parse import unquote

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from api.flows.intake import RecordingDetails, accept_recording, plain_name
from api.flows.services import Services
from api.store.blobs import IncomingFile
from models.account import Account
from models.errors import UserError

LONGEST_BOUNDARY = 70
"""RFC 2046 §5.1.1."""
LONGEST_FIELD = 64 * 1024
MOST_PARTS = 32
LIMITED_BY_SETTING = 2**62
"""For the web framework, whose own limit on bodies must not stand in the way of ``upload_limit_bytes``."""


async def receive_recording(request: Request, services: Services, person: Account) -> tuple[str, bool]:
    """The id of the recording that a multipart request brings (``file``, ``title``, …), and whether it is new.

    Raises:
        UserError: ``upload.*``, ``recording.*``, ``audio.*``.
        TransientError: ``storage.full``.
    """
    async with _received_form(request, services) as form:
        return await run_in_threadpool(form.accept, person)


@asynccontextmanager
async def _received_form(request: Request, services: Services) -> AsyncIterator["_Form"]:
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= LONGEST_BOUNDARY:
        raise UserError("upload.not_multipart")
    with _Form(services, boundary, _announced_bytes(request)) as form:
        try:
            async for chunk in request.stream():
                await run_in_threadpool(form.feed, chunk)
        except (FormParserError, ClientDisconnect) as error:
            raise UserError("upload.broken") from error
        yield form


def _announced_bytes(request: Request) -> int:
    announced = request.headers.get("content-length", "0")
    return int(announced) if announced.isdecimal() else 0


class _Form:
    """Fed chunk by chunk; a half-received file is gone when the block ends."""

    def __init__(self, services: Services, boundary: bytes, announced_bytes: int) -> None:
        self._services = services
        self._announced_bytes = announced_bytes
        self._received_bytes = 0
        self._stack = ExitStack()
        self._fields: dict[str, bytearray] = {}
        self._field: bytearray | None = None
        self._file: IncomingFile | None = None
        self._file_name = ""
        self._in_file = False
        self._parts = 0
        self._complete = False
        self._header = [b"", b""]
        self._headers: dict[bytes, bytes] = {}
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin_part,
                "on_header_field": self._take_header_name,
                "on_header_value": self._take_header_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._open_part,
                "on_part_data": self._take_data,
                "on_end": self._end,
            },
        )

    def __enter__(self) -> "_Form":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def feed(self, chunk: bytes) -> None:
        self._received_bytes += len(chunk)
        limit_bytes = self._services.settings.upload_limit_bytes
        if self._received_bytes > limit_bytes + MOST_PARTS * LONGEST_FIELD:
            raise UserError("upload.too_large", limit_mb=limit_bytes // 1_000_000)
        self._parser.write(chunk)

    def accept(self, person: Account) -> tuple[str, bool]:
        if not self._complete:
            raise UserError("upload.broken")
        if self._file is None or not self._file_name:
            raise UserError("upload.no_file")
        details = RecordingDetails(
            file_name=self._file_name,
            title=self._text("title"),
            recorded_at=self._text("recorded_at"),
            language=self._text("language"),
            speakers=self._text("speakers"),
        )
        return accept_recording(self._services, person, self._file.complete(), details)

    def _text(self, name: str) -> str:
        try:
            return self._fields.get(name, bytearray()).decode().replace("\0", "")
        except UnicodeDecodeError as error:
            raise UserError("upload.not_utf8", field=name) from error

    def _begin_part(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise UserError("upload.broken")
        self._headers, self._header = {}, [b"", b""]

    def _take_header_name(self, data: bytes, start: int, end: int) -> None:
        self._header[0] += data[start:end]

    def _take_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1] += data[start:end]
        if len(self._header[1]) > LONGEST_FIELD:
            raise UserError("upload.broken")

    def _end_header(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _open_part(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        name = options.get(b"name", b"").decode(errors="replace")
        self._in_file = name == "file" and b"filename" in options
        self._field = None
        if not self._in_file:
            self._field = self._fields.setdefault(name, bytearray())
            return
        if self._file is not None:
            raise UserError("upload.one_file")
        self._file_name = _file_name(options[b"filename"])
        self._file = self._stack.enter_context(
            self._services.blobs.receive(
                self._file_name,
                announced_bytes=self._announced_bytes,
                limit_bytes=self._services.settings.upload_limit_bytes,
            )
        )

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file and self._file is not None:
            self._file.write(data[start:end])
        elif self._field is not None:
            self._field += data[start:end]
            if len(self._field) > LONGEST_FIELD:
                raise UserError("upload.broken")

    def _end(self) -> None:
        self._complete = True


def _file_name(raw: bytes) -> str:
    """The name without folders. Browsers write a quote as ``%22`` (WHATWG HTML, multipart/form-data)."""
    name = raw.decode("utf-8", errors="replace")
    for escaped in ("%22", "%0D", "%0A"):
        name = name.replace(escaped, unquote(escaped))
    return plain_name(name)
