"""Proposals of recordings."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.review import Proposal
from models.tables import ProposalRow


class ProposalStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, proposal_id: str, *, locked: bool = False) -> Proposal | None:
        """``locked`` keeps others from deciding it until this transaction ends (SQLite: its writer is alone)."""
        row = self._session.get(ProposalRow, proposal_id, with_for_update=locked or None)
        return None if row is None else row.to_domain()

    def of_recording(self, recording_id: str) -> tuple[Proposal, ...]:
        """In the order of the meeting, later runs' additions last."""
        query = (
            select(ProposalRow)
            .where(ProposalRow.recording_id == recording_id)
            .order_by(ProposalRow.position)
            .options(selectinload(ProposalRow.verdicts))
        )
        return tuple(row.to_domain() for row in self._session.scalars(query))

    def add(self, recording_id: str, proposals: Sequence[Proposal]) -> None:
        last = self._session.scalar(
            select(func.max(ProposalRow.position)).where(ProposalRow.recording_id == recording_id)
        )
        for position, proposal in enumerate(proposals, start=0 if last is None else last + 1):
            self._session.add(ProposalRow.from_domain(proposal, position))
        self._session.flush()

    def update(self, proposal: Proposal) -> None:
        """Take what a person decided."""
        self._session.get_one(ProposalRow, proposal.id).update(proposal)
        self._session.flush()
