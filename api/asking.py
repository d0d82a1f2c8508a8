"""What routes take for granted: who asks, in which language, with what to work."""

from typing import Annotated

from fastapi import Depends, Request

from api.errors import locale_of
from api.flows.services import Services
from api.i18n import Locale
from api.security import Action, may, services_of, sight, signed_in
from api.store.entries import RecordingEntry
from models.account import Account
from models.errors import UserError
from models.review import Proposal

Person = Annotated[Account, Depends(signed_in)]
Work = Annotated[Services, Depends(services_of)]
UiLocale = Annotated[Locale, Depends(locale_of)]


def recording_for(services: Services, person: Account, recording_id: str, action: Action) -> RecordingEntry:
    """The recording, when there is one and this person may do that to it.

    Raises:
        UserError: ``thing.absent``, whichever it is.
    """
    with services.database.reading() as uow:
        entry = uow.recordings.entry(recording_id) if recording_id.isalnum() else None
    if entry is None or not may(person, action, entry):
        raise UserError("thing.absent")
    return entry


def proposal_for(services: Services, person: Account, proposal_id: str, action: Action) -> Proposal:
    """The proposal, when this person may do that to its recording.

    Raises:
        UserError: ``thing.absent``.
    """
    with services.database.reading() as uow:
        proposal = uow.proposals.get(proposal_id) if proposal_id.isalnum() else None
    if proposal is None:
        raise UserError("thing.absent")
    recording_for(services, person, proposal.recording_id, action)
    return proposal


def office_only(person: Account) -> None:
    """Whoever works with every recording may look after voice profiles.

    Raises:
        UserError: ``auth.office``.
    """
    if sight(person) is not None:
        raise UserError("auth.office")


def feed_url(request: Request, services: Work, token: str) -> str:
    """Absolute, by the address that others reach this server under."""
    base = services.settings.public_url or str(request.base_url)
    return f"{base.rstrip('/')}/feeds/{token}.ics"
