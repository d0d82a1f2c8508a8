"""Recordings: brought, listed, looked at, processed again."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.asking import Person, UiLocale, Work, recording_for
from api.flows.intake import LANGUAGES, cancel_processing, process_again
from api.http.schemas import SPEAKERS, RecordingList, RecordingOut, RunIn
from api.http.views import recording_out
from api.multipart import LIMITED_BY_SETTING, receive_recording
from api.security import sight
from diarize.protocol import parse_speakers

router = APIRouter(prefix="/api/recordings", tags=["recordings"])

UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "audio or video"},
                        "title": {"type": "string", "description": "the file's name when not given"},
                        "recorded_at": {
                            "type": "string",
                            "description": "ISO 8601, when the meeting began; what the file says when not given",
                        },
                        "language": {"type": "string", "enum": list(LANGUAGES), "default": "auto"},
                        "speakers": {"type": "string", "description": SPEAKERS, "default": "auto"},
                    },
                }
            }
        },
    }
}


@router.post(
    "",
    status_code=201,
    openapi_extra=UPLOAD,
    responses={200: {"model": RecordingOut}},
    max_body_size=LIMITED_BY_SETTING,
)
async def create_recording(
    request: Request, response: Response, services: Work, person: Person, locale: UiLocale
) -> RecordingOut:
    """Keep a recording and queue its processing. The same bytes again: 200 with the same id."""
    recording_id, is_new = await receive_recording(request, services, person)
    response.status_code = 201 if is_new else 200
    response.headers["Location"] = f"/api/recordings/{recording_id}"
    return await run_in_threadpool(show_recording, recording_id, services, person, locale)


@router.get("")
def list_recordings(services: Work, person: Person, locale: UiLocale) -> RecordingList:
    """Newest first."""
    only = sight(person)
    with services.database.reading() as uow:
        entries = uow.recordings.list(None if only is None else only.id)
    return RecordingList(items=[recording_out(entry, locale) for entry in entries])


@router.get("/{recording_id}")
def show_recording(recording_id: str, services: Work, person: Person, locale: UiLocale) -> RecordingOut:
    """How far it is: state, progress, error."""
    return recording_out(recording_for(services, person, recording_id, "see"), locale)


@router.post("/{recording_id}/runs", status_code=202)
def create_run(
    recording_id: str, services: Work, person: Person, locale: UiLocale, body: RunIn | None = None
) -> RecordingOut:
    """Process it again; what is finished is reused, so that another number of speakers takes seconds."""
    recording_for(services, person, recording_id, "process")
    speakers = None if body is None or body.speakers is None else parse_speakers(body.speakers)
    same_people_as = None if body is None else body.same_people_as
    if same_people_as is not None:
        recording_for(services, person, same_people_as, "see")
    process_again(services, recording_id, speakers, same_people_as)
    return show_recording(recording_id, services, person, locale)


@router.post("/{recording_id}/cancellation")
def create_cancellation(recording_id: str, services: Work, person: Person, locale: UiLocale) -> RecordingOut:
    """Stop processing it, within seconds. What is finished is kept for the next time."""
    recording_for(services, person, recording_id, "process")
    cancel_processing(services, person, recording_id)
    return show_recording(recording_id, services, person, locale)
