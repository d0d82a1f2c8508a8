"""Verdicts given on the review page."""

from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.asking import Person, Work, proposal_for
from api.flows.review import decide_proposal
from api.flows.services import Services
from api.web.corrections import corrections
from models.account import Account

router = APIRouter()


@router.post("/proposals/{proposal_id}/verdict")
async def create_verdict(request: Request, proposal_id: str, services: Work, person: Person) -> Response:
    """A plain button decides the proposal as it stands; the form of corrections changes it first."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_decide, services, person, proposal_id, form)


def _decide(services: Services, person: Account, proposal_id: str, form: Mapping[str, str]) -> Response:
    proposal = proposal_for(services, person, proposal_id, "decide")
    verdict: Literal["approve", "reject"] = "reject" if form.get("verdict") == "reject" else "approve"
    decide_proposal(services, proposal_id, verdict, corrections(proposal.finding, form), by=person)
    return RedirectResponse(f"/recordings/{proposal.recording_id}#proposal-{proposal_id}", 303)
