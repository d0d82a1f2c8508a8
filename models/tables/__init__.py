"""Rows, one file per noun, each with ``to_domain`` and ``from_domain``. Only ``api/store`` imports them."""

from models.tables.account import AccountRow, ApiTokenRow, FeedLinkRow, SessionRow, SignInFailureRow
from models.tables.agenda import EventPersonRow, EventRow, TaskOwnerRow, TaskRow
from models.tables.artifact import ArtifactRow
from models.tables.base import Base
from models.tables.proposal import ProposalRow, VerdictRow
from models.tables.recording import HolderRow, RecordingRow
from models.tables.run import RunRow, StepRow

__all__ = [
    "AccountRow",
    "ApiTokenRow",
    "ArtifactRow",
    "Base",
    "EventPersonRow",
    "EventRow",
    "FeedLinkRow",
    "HolderRow",
    "ProposalRow",
    "RecordingRow",
    "RunRow",
    "SessionRow",
    "SignInFailureRow",
    "StepRow",
    "TaskOwnerRow",
    "TaskRow",
    "VerdictRow",
]
