"""A recording's words in every form."""

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Response

from api.asking import Person, Work, recording_for
from api.flows.reading import require_conversation
from models.codec import conversation_to_json, dump_json
from models.conversation import Conversation

router = APIRouter(prefix="/api/recordings/{recording_id}", tags=["recordings"])

MEDIA_TYPES = {
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "txt": "text/plain",
    "md": "text/markdown",
}


@router.get("/transcript", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def show_transcript(recording_id: str, services: Work, person: Person) -> Response:
    """The conversation, byte for byte what ``thuky transcribe -f json`` writes."""
    recording_for(services, person, recording_id, "see")
    conversation = require_conversation(services, recording_id)
    return Response(dump_json(conversation_to_json(conversation)), media_type="application/json")


@router.get("/transcript.{form}", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def show_transcript_as(
    recording_id: str, form: Literal["json", "srt", "vtt", "txt", "md"], services: Work, person: Person
) -> Response:
    """The conversation as subtitles or text."""
    if form == "json":
        return show_transcript(recording_id, services, person)
    recording_for(services, person, recording_id, "see")
    text = _renderer(form)(require_conversation(services, recording_id))
    return Response(text, media_type=f"{MEDIA_TYPES[form]}; charset=utf-8")


def _renderer(form: Literal["srt", "vtt", "txt", "md"]) -> Callable[[Conversation], str]:
    from transcribe import subtitles

    return {
        "srt": subtitles.render_srt,
        "vtt": subtitles.render_vtt,
        "txt": subtitles.render_text,
        "md": subtitles.render_markdown,
    }[form]
