"""The list of recordings, and the page on which one is reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.asking import Person, Work, recording_for
from api.errors import locale_of, notices_of, stored_error
from api.flows.intake import LANGUAGES, cancel_processing, process_again
from api.flows.progress import progress_text, seconds_left
from api.flows.reading import read_conversation
from api.flows.same_people import candidates
from api.flows.services import Services
from api.flows.voices import people_of, speakers_of
from api.i18n import Locale, explain
from api.multipart import LIMITED_BY_SETTING, receive_recording
from api.security import sight
from api.store.entries import RecordingEntry
from api.web.rendering import render
from diarize.protocol import DiarizeOptions, parse_speakers
from models.account import Account

router = APIRouter()
BUSY = ("queued", "processing")
MOST_FORMER = 30
"""Recordings offered as those with the same people."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A verdict that was not taken: the form as it was filled in, and why."""

    proposal_id: str
    form: Mapping[str, str]
    message: str
    status_code: int


@router.get("/")
def list_recordings(request: Request, services: Work, person: Person) -> Response:
    only = sight(person)
    with services.database.reading() as uow:
        entries = uow.recordings.list(None if only is None else only.id)
        uploads = uow.uploads.of_owner(person.id)
    return render(
        request,
        "recordings/list.html",
        person=person,
        entries=entries,
        languages=LANGUAGES,
        busy=any(entry.run.state in BUSY for entry in entries),
        unfinished=[upload for upload in uploads if upload.receipt is None],
        kept=timedelta(days=services.settings.upload_days),
        zone=ZoneInfo(services.settings.zone),
    )


@router.post("/recordings", max_body_size=LIMITED_BY_SETTING)
async def create_recording(request: Request, services: Work, person: Person) -> Response:
    recording_id, _ = await receive_recording(request, services, person)
    return RedirectResponse(f"/recordings/{recording_id}", 303)


@router.get("/recordings")
def lead_to_list(_person: Person) -> Response:
    """Where the form's address leads whoever only looks."""
    return RedirectResponse("/", 303)


@router.get("/recordings/{recording_id}/cancellation")
@router.get("/recordings/{recording_id}/runs")
def lead_to_recording(recording_id: str, _person: Person) -> Response:
    return RedirectResponse(f"/recordings/{recording_id}", 303)


@router.get("/recordings/{recording_id}")
def show_recording(request: Request, recording_id: str, services: Work, person: Person) -> Response:
    return review_page(request, services, person, recording_id)


def review_page(
    request: Request, services: Services, person: Account, recording_id: str, refused: Refused | None = None
) -> Response:
    """One recording with its items; a form that was ``refused`` stands there as it was filled in."""
    entry = recording_for(services, person, recording_id, "see")
    conversation = read_conversation(services, recording_id)
    with services.database.reading() as uow:
        proposals = uow.proposals.of_recording(recording_id)
        changed = {each.changes: uow.agenda.get(each.changes) for each in proposals if each.changes is not None}
    voices = {} if conversation is None else {name: n % 8 for n, name in enumerate(conversation.speakers)}
    speakers = speakers_of(services, recording_id)
    only = sight(person)
    with services.database.reading() as uow:
        kept_voices = {profile.person_id for profile in uow.voices.profiles()}
        others = candidates(entry.recording, uow.recordings.list(None if only is None else only.id))
    return render(
        request,
        "recordings/show.html",
        person=person,
        status_code=200 if refused is None else refused.status_code,
        entry=entry,
        refused=refused,
        conversation=conversation,
        voices=voices,
        proposals=proposals,
        changed=changed,
        speakers=speakers,
        speakers_wanted=DiarizeOptions(entry.recording.min_speakers, entry.recording.max_speakers),
        former=others[:MOST_FORMER],
        names={each.label: each.named.name for each in speakers if each.named is not None},
        people=people_of(services),
        kept_voices=kept_voices,
        may_keep_voices=services.sealer is not None and sight(person) is None,
        busy=entry.run.state in BUSY,
        progress_text=progress_text(entry.run, seconds_left(services, entry.run), locale_of(request)),
        troubles=_troubles(entry, locale_of(request)),
    )


@router.post("/recordings/{recording_id}/runs")
async def create_run(request: Request, recording_id: str, services: Work, person: Person) -> Response:
    """With ``speakers``, how many people speak, or ``same_people_as``, where the form has them."""
    async with request.form() as sent:
        speakers, same_people_as = sent.get("speakers"), sent.get("same_people_as")
    return await run_in_threadpool(_run_again, services, person, recording_id, speakers, same_people_as)


@router.post("/recordings/{recording_id}/cancellation")
def create_cancellation(recording_id: str, services: Work, person: Person) -> Response:
    recording_for(services, person, recording_id, "process")
    cancel_processing(services, person, recording_id)
    return RedirectResponse(f"/recordings/{recording_id}", 303)


def _run_again(
    services: Services, person: Account, recording_id: str, speakers: object, same_people_as: object
) -> Response:
    recording_for(services, person, recording_id, "process")
    if isinstance(same_people_as, str) and same_people_as:
        recording_for(services, person, same_people_as, "see")
        process_again(services, recording_id, same_people_as=same_people_as)
    else:
        process_again(services, recording_id, parse_speakers(speakers) if isinstance(speakers, str) else None)
    return RedirectResponse(f"/recordings/{recording_id}", 303)


def _troubles(entry: RecordingEntry, locale: Locale) -> list[str]:
    """Why the run failed, and what it had to do without."""
    failure = stored_error(entry.run)
    errors = notices_of(entry) if failure is None else (failure, *notices_of(entry))
    return [explain(error, locale) for error in errors]
