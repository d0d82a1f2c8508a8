"""Proposals and verdicts on them."""

from fastapi import APIRouter

from api.asking import Person, Work, proposal_for, recording_for
from api.flows.review import decide_proposal
from api.http.schemas import DecidedOut, ProposalList, ProposalOut, VerdictIn
from api.http.views import event_out, proposal_out, task_out

router = APIRouter(prefix="/api/proposals", tags=["proposals"])


@router.get("")
def list_proposals(recording: str, services: Work, person: Person) -> ProposalList:
    """What was found in a recording, in the order of the meeting, each with its evidence."""
    recording_for(services, person, recording, "see")
    with services.database.reading() as uow:
        proposals = uow.proposals.of_recording(recording)
    return ProposalList(items=[proposal_out(proposal) for proposal in proposals])


@router.get("/{proposal_id}")
def show_proposal(proposal_id: str, services: Work, person: Person) -> ProposalOut:
    return proposal_out(proposal_for(services, person, proposal_id, "see"))


@router.post("/{proposal_id}/verdict")
def create_verdict(proposal_id: str, body: VerdictIn, services: Work, person: Person) -> DecidedOut:
    """Approve or reject, with changes if need be. The same verdict again changes nothing."""
    proposal_for(services, person, proposal_id, "decide")
    proposal, became = decide_proposal(services, proposal_id, body.verdict, body.edits, by=person)
    return DecidedOut(
        proposal=proposal_out(proposal),
        task=task_out(became.task) if became.task is not None else None,
        event=event_out(became.event) if became.event is not None else None,
    )
