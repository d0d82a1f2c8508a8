"""Recordings brought piece by piece, so that a broken connection costs seconds: tus 1.0, and receipts as JSON."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.asking import Person, UiLocale, Work
from api.flows.services import Services
from api.flows.uploads import drop_upload, find_upload, settle_upload
from api.http.schemas import UploadList, UploadOut
from api.http.views import upload_out
from api.multipart import LIMITED_BY_SETTING
from api.tus import answer_tus, receive_pieces
from models.upload import Upload

router = APIRouter(prefix="/api/uploads", tags=["uploads"])


def _wants(*headers: str, body: bool = False) -> dict[str, Any]:
    """What the protocol wants of a request, for the API's description."""
    names = ("Tus-Resumable", *headers)
    parameters = [{"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in names]
    content = {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"parameters": parameters} | ({"requestBody": {"required": True, "content": content}} if body else {})


@router.options("", status_code=204)
async def show_abilities(request: Request, services: Work, person: Person) -> Response:
    """What of the tus protocol can be had here, and how large a file may be (``Tus-Max-Size``)."""
    return await answer_tus(request, services, person)


@router.post("", status_code=201, openapi_extra=_wants("Upload-Length", "Upload-Metadata"))
async def create_upload(request: Request, services: Work, person: Person) -> Response:
    """Begin an upload of ``Upload-Length`` bytes; the answer's ``Location`` takes them.

    ``Upload-Metadata`` may hold ``name`` (the file's, UTF-8), ``title``, ``recorded_at``, ``language``, ``speakers``
    as for a form, and ``sha256`` of the whole file, which is then compared.
    """
    response = await answer_tus(request, services, person)
    upload = await run_in_threadpool(find_upload, services, person, response.headers["location"].rpartition("/")[2])
    return _expiring(response, upload, services)


@router.get("")
def list_uploads(services: Work, person: Person, locale: UiLocale) -> UploadList:
    """One's own, newest first: those to go on with, and the latest receipts."""
    with services.database.reading() as uow:
        uploads = uow.uploads.of_owner(person.id)
    return UploadList(items=[upload_out(upload, services.settings.upload_days, locale) for upload in uploads])


@router.head("/{upload_id}", status_code=204, openapi_extra=_wants())
async def show_offset(request: Request, upload_id: str, services: Work, person: Person) -> Response:
    """How many bytes are safe (``Upload-Offset``): go on from there."""
    upload = await run_in_threadpool(find_upload, services, person, upload_id)
    return _expiring(await answer_tus(request, services, person), upload, services)


@router.patch(
    "/{upload_id}",
    status_code=204,
    max_body_size=LIMITED_BY_SETTING,
    openapi_extra=_wants("Upload-Offset", body=True),
)
async def add_piece(request: Request, upload_id: str, services: Work, person: Person) -> Response:
    """The bytes from ``Upload-Offset`` on. With the last of them the recording is kept and queued for processing, or
    refused with the reason; an empty piece at the end asks for that once more."""
    await run_in_threadpool(find_upload, services, person, upload_id)
    response = await receive_pieces(request, services, person)
    upload = await run_in_threadpool(find_upload, services, person, upload_id)
    if upload.state == "receiving":
        return _expiring(response, upload, services)
    await run_in_threadpool(settle_upload, services, person, upload_id)
    return response


@router.get("/{upload_id}")
def show_upload(upload_id: str, services: Work, person: Person, locale: UiLocale) -> UploadOut:
    """How far it is; once all bytes are here, their sha256, and the recording or why there is none."""
    return upload_out(find_upload(services, person, upload_id), services.settings.upload_days, locale)


@router.delete("/{upload_id}", status_code=204)
def delete_upload(upload_id: str, services: Work, person: Person) -> None:
    """Give up an upload; a recording that came of it stays."""
    drop_upload(services, person, upload_id)


def _expiring(response: Response, upload: Upload, services: Services) -> Response:
    """With the tus extension "expiration"."""
    until = upload.touched_at + timedelta(days=services.settings.upload_days)
    response.headers["Upload-Expires"] = format_datetime(until, usegmt=True)
    return response
