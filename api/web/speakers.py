"""The forms on the review page that say who a voice is, and delete a voice profile."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.asking import Person, Work, office_only, recording_for
from api.flows.services import Services
from api.flows.voices import forget_voice, name_speaker, unname_speaker
from models.account import Account

router = APIRouter()


@router.post("/recordings/{recording_id}/speakers/{label}/name")
async def name(request: Request, recording_id: str, label: str, services: Work, person: Person) -> Response:
    """``name`` with or without ``keep_voice``; the button ``unname`` takes it back."""
    async with request.form() as sent:
        form = {name: value for name, value in sent.items() if isinstance(value, str)}
    return await run_in_threadpool(_name, services, person, recording_id, label, form)


@router.post("/recordings/{recording_id}/voices/{person_id}/deletion")
def delete_voice(recording_id: str, person_id: str, services: Work, person: Person) -> Response:
    """Delete a profile and come back to the recording it was seen in."""
    recording_for(services, person, recording_id, "see")
    office_only(person)
    forget_voice(services, person_id)
    return _lead_to(recording_id)


def _name(
    services: Services, person: Account, recording_id: str, label: str, form: Mapping[str, str]
) -> RedirectResponse:
    recording_for(services, person, recording_id, "decide")
    if "unname" in form:
        unname_speaker(services, recording_id, label)
        return _lead_to(recording_id)
    keep_voice = "keep_voice" in form
    if keep_voice:
        office_only(person)
    name_speaker(services, recording_id, label, form.get("name", ""), keep_voice=keep_voice, by=person)
    return _lead_to(recording_id)


def _lead_to(recording_id: str) -> RedirectResponse:
    return RedirectResponse(f"/recordings/{recording_id}#speakers-heading", 303)
