"""Rows, one file per noun, each with ``to_domain`` and ``from_domain``. Only ``api/store`` imports them."""

from models.tables.account import AccountRow, ApiTokenRow, FeedLinkRow, SessionRow, SignInFailureRow
from models.tables.agenda import EventPersonRow, EventRow, TaskOwnerRow, TaskRow
from models.tables.artifact import ArtifactRow
from models.tables.base import Base
from models.tables.proposal import ProposalRow, VerdictRow
from models.tables.recording import HolderRow, RecordingRow
from models.tables.run import RunRow, StepRow
from models.tables.upload import UploadRow
from models.tables.voice import PersonRow, SpeakerNameRow, VoiceConsentRow, VoiceShareRow

__all__ = [
    "AccountRow",
    "ApiTokenRow",
    "ArtifactRow",
    "Base",
    "EventPersonRow",
    "EventRow",
    "FeedLinkRow",
    "HolderRow",
    "PersonRow",
    "ProposalRow",
    "RecordingRow",
    "RunRow",
    "SessionRow",
    "SignInFailureRow",
    "SpeakerNameRow",
    "StepRow",
    "TaskOwnerRow",
    "TaskRow",
    "UploadRow",
    "VerdictRow",
    "VoiceConsentRow",
    "VoiceShareRow",
]
