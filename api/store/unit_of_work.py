"""One transaction and everything that can be done in it."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from api.store.agenda import AgendaStore
from api.store.artifacts import ArtifactStore
from api.store.people import PeopleStore
from api.store.proposals import ProposalStore
from api.store.recordings import RecordingStore
from api.store.runs import RunStore
from api.store.uploads import UploadStore
from api.store.voices import VoiceStore


class UnitOfWork:
    """The stores, all inside one transaction. Whoever opened it commits; nothing in here does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.recordings = RecordingStore(session)
        self.runs = RunStore(session)
        self.artifacts = ArtifactStore(session)
        self.proposals = ProposalStore(session)
        self.agenda = AgendaStore(session)
        self.people = PeopleStore(session)
        self.uploads = UploadStore(session)
        self.voices = VoiceStore(session)

    @property
    def connection(self) -> Connection:
        """For the job queue, which enqueues in this very transaction."""
        return self._session.connection()
