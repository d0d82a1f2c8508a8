"""A recording's sound, whole or in ranges."""

import re
from mimetypes import guess_type

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from api.asking import Person, Work, recording_for

router = APIRouter(prefix="/api/recordings/{recording_id}", tags=["recordings"])

RANGES = re.compile(r"bytes=\s*(?:\d+-\d*|-\d+)(?:\s*,\s*(?:\d+-\d*|-\d+))*\s*", re.ASCII)
BOTH_ENDS = re.compile(r"(\d+)-(\d+)", re.ASCII)


class RangedFile(FileResponse):
    """A range that makes no sense is answered as if none were asked for (RFC 9110 §14.2)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _makes_sense(Headers(scope=scope).get("range", "")):
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"range"]}
        await super().__call__(scope, receive, send)


@router.get("/audio", response_class=RangedFile, responses={206: {}, 416: {}})
def show_audio(recording_id: str, services: Work, person: Person) -> RangedFile:
    """The original file; ranges are answered with 206."""
    recording = recording_for(services, person, recording_id, "see").recording
    return RangedFile(
        services.blobs.original(recording.sha256, recording.file_name),
        media_type=_media_type(recording.file_name),
        filename=recording.file_name,
        content_disposition_type="inline",
        headers={"Cache-Control": "private, no-cache"},
    )


router.head("/audio", include_in_schema=False)(show_audio)


def _makes_sense(asked: str) -> bool:
    if not RANGES.fullmatch(asked):
        return False
    return all(int(first) <= int(last) for first, last in BOTH_ENDS.findall(asked[:8000]))


def _media_type(file_name: str) -> str:
    """Sound or pictures by the name's ending; anything else is just bytes, so that no browser runs it."""
    guessed = guess_type(file_name)[0] or ""
    return guessed if guessed.startswith(("audio/", "video/")) else "application/octet-stream"
