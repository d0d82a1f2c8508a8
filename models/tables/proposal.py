"""Proposals and the verdicts on them."""

from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.codec import finding_from_json, finding_to_json
from models.codec.shape import Node
from models.review import Proposal, ReviewState, Verdict
from models.tables.base import Base


class ProposalRow(Base):
    """``position`` keeps the order of the meeting; ``finding`` is the finding as JSON, edits applied.

    ``changes`` names a task or an event; it has no foreign key because it may be either.
    """

    __tablename__ = "proposals"
    __table_args__ = (UniqueConstraint("recording_id", "position"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    finding: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20))
    changes: Mapped[str | None] = mapped_column(String(32))
    verdicts: Mapped[list["VerdictRow"]] = relationship(order_by="VerdictRow.position", cascade="all, delete-orphan")

    @classmethod
    def from_domain(cls, proposal: Proposal, position: int) -> "ProposalRow":
        row = cls(
            id=proposal.id,
            recording_id=proposal.recording_id,
            position=position,
            key=proposal.key,
            changes=proposal.changes,
        )
        row.update(proposal)
        return row

    def update(self, proposal: Proposal) -> None:
        """Take the proposal's state, and what people have said of it."""
        self.kind = proposal.finding.kind
        self.finding = finding_to_json(proposal.finding)
        self.state = proposal.state.value
        for position, verdict in enumerate(proposal.verdicts[len(self.verdicts) :], start=len(self.verdicts)):
            self.verdicts.append(VerdictRow.from_domain(verdict, position))

    def to_domain(self) -> Proposal:
        return Proposal(
            id=self.id,
            recording_id=self.recording_id,
            key=self.key,
            finding=finding_from_json(Node(self.finding, "", self.id)),
            state=ReviewState(self.state),
            verdicts=tuple(verdict.to_domain() for verdict in self.verdicts),
            changes=self.changes,
        )


class VerdictRow(Base):
    __tablename__ = "verdicts"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    changed: Mapped[list[str]]

    @classmethod
    def from_domain(cls, verdict: Verdict, position: int) -> "VerdictRow":
        return cls(position=position, kind=verdict.kind, by=verdict.by, at=verdict.at, changed=list(verdict.changed))

    def to_domain(self) -> Verdict:
        return Verdict(cast(Literal["approve", "reject"], self.kind), self.by, self.at, tuple(self.changed))
