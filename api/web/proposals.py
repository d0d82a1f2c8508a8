"""Verdicts given on the review page."""

from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.asking import Person, Work, proposal_for
from api.errors import locale_of, status_of
from api.flows.review import decide_proposal
from api.flows.services import Services
from api.i18n import Locale, explain, translate
from api.web.corrections import corrections
from api.web.recordings import Refused, review_page
from models.account import Account
from models.errors import UserError
from models.review import Proposal

router = APIRouter()

LABELS = {
    "text": "web.text",
    "owners": "web.owners",
    "due": "web.due",
    "start": "web.start",
    "end": "web.end",
    "place": "web.place",
    "participants": "web.participants",
}


@router.post("/proposals/{proposal_id}/verdict")
async def create_verdict(request: Request, proposal_id: str, services: Work, person: Person) -> Response:
    """A plain button decides the proposal as it stands; the form of corrections changes it first."""
    async with request.form() as sent:
        form = {name: value for name, value in sent.items() if isinstance(value, str)}
    return await run_in_threadpool(_decide, request, services, person, proposal_id, form)


@router.get("/proposals/{proposal_id}/verdict")
def lead_to_proposal(proposal_id: str, services: Work, person: Person) -> Response:
    """Where the form's address leads whoever only looks."""
    return _lead_to(proposal_for(services, person, proposal_id, "see"))


def _decide(
    request: Request, services: Services, person: Account, proposal_id: str, form: Mapping[str, str]
) -> Response:
    """A verdict that is not taken costs nothing that was typed."""
    proposal = proposal_for(services, person, proposal_id, "decide")
    verdict: Literal["approve", "reject"] = "reject" if form.get("verdict") == "reject" else "approve"
    try:
        decide_proposal(services, proposal_id, verdict, corrections(proposal.finding, form), by=person)
    except UserError as error:
        refused = Refused(proposal_id, form, _reason(error, locale_of(request)), status_of(error))
        return review_page(request, services, person, proposal.recording_id, refused)
    return _lead_to(proposal)


def _reason(error: UserError, locale: Locale) -> str:
    """A field by the name that it has on the page, for whoever reads no ISO 8601."""
    label = LABELS.get(str(error.arguments.get("field")))
    if error.code != "review.edit" or label is None:
        return explain(error, locale)
    return translate("web.refused_edit", locale, what=translate(label, locale))


def _lead_to(proposal: Proposal) -> Response:
    return RedirectResponse(f"/recordings/{proposal.recording_id}#proposal-{proposal.id}", 303)
