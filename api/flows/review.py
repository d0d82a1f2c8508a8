"""A person decides a proposal."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from api.flows.services import Services
from api.flows.voices import named_in
from api.store.entries import Approved
from models.account import Account
from models.agenda import CalendarEvent, Task
from models.errors import UserError
from models.findings import with_names
from models.review import Proposal, ReviewState

if TYPE_CHECKING:
    from api.store.unit_of_work import UnitOfWork


def decide_proposal(
    services: Services,
    proposal_id: str,
    kind: Literal["approve", "reject"],
    edits: Mapping[str, object],
    *,
    by: Account,
) -> tuple[Proposal, Approved]:
    """Record the verdict, and make or change the task or event that an approved proposal is about: one transaction.

    Owners and participants that are speakers go by the names that a reviewer has given them until now.
    Saying the same thing again, without edits, changes nothing and is no mistake.

    Raises:
        UserError: ``thing.absent``, ``review.move``, ``review.edit``, ``review.changes``, ``agenda.times``, or
            ``agenda.unwritable`` for what no calendar could show.
    """
    from scheduling.agenda import revise, to_agenda
    from scheduling.ical import check_item
    from scheduling.review import apply_verdict

    now = services.clock()
    with services.database.writing() as uow:
        before = uow.proposals.get(proposal_id, locked=True)
        if before is None:
            raise UserError("thing.absent")
        if not edits and before.state is _STATE_AFTER[kind]:
            return before, _became(uow, before)
        recording = uow.recordings.get(before.recording_id)
        zone = recording.zone if recording is not None else services.settings.zone
        known = replace(before, finding=with_names(before.finding, named_in(uow, before.recording_id)))
        decided = apply_verdict(known, kind, _as_fields(edits, zone), by=by.name, now=now)
        uow.proposals.update(decided)
        if decided.state is ReviewState.APPROVED and decided.changes is not None:
            standing = uow.agenda.get(decided.changes)
            if standing is None:
                raise UserError("review.changes", id=decided.id)
            if isinstance(standing, Task):
                _keep(uow, revise(standing, decided, now=now))
            else:
                _keep(uow, revise(standing, decided, now=now))
        elif decided.state is ReviewState.APPROVED:
            item = to_agenda(decided, id=services.new_id(), uid=services.new_id(), zone=zone, now=now)
            if item is not None:
                check_item(item)
                uow.agenda.add(item, decided.id)
        return decided, _became(uow, decided)


def _keep(uow: "UnitOfWork", revised: Task | CalendarEvent) -> None:
    from scheduling.ical import check_item

    check_item(revised)
    uow.agenda.update(revised)


def _became(uow: "UnitOfWork", proposal: Proposal) -> Approved:
    """The task or event that the proposal made, or that it changed."""
    if proposal.changes is None or proposal.state is not ReviewState.APPROVED:
        return uow.agenda.of_proposal(proposal.id)
    item = uow.agenda.get(proposal.changes)
    return Approved(task=item) if isinstance(item, Task) else Approved(event=item)


_STATE_AFTER = {"approve": ReviewState.APPROVED, "reject": ReviewState.REJECTED}


def _as_fields(edits: Mapping[str, object], zone: str) -> dict[str, object]:
    """Members of the proposal's JSON as fields of the finding; a time without an offset is local."""
    fields = {_FIELD_OF.get(name, name): _clean(value) for name, value in edits.items()}
    return {name: _local(name, value, zone) if name in _TIMES else value for name, value in fields.items()}


def _clean(value: object) -> object:
    """Text in NFC, without the one character that databases refuse."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value.replace("\0", ""))
        case list():
            return [_clean(each) for each in value]
        case _:
            return value


def _local(name: str, value: object, zone: str) -> object:
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return value
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise UserError("review.edit", field=name, expected=f"{EARLIEST_YEAR}–{LATEST_YEAR}")
    is_day = len(str(value).strip()) <= len("2026-03-12")
    return value if is_day or moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone)).isoformat()


EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
"""Times outside are slips of the finger, and calendars fail on them."""
_FIELD_OF = {"what": "text", "title": "text"}
_TIMES = ("due", "start", "end")
