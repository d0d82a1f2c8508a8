"""Recordings, who holds them, and how far their processing is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from api.store.entries import RecordingEntry
from models.recording import Recording
from models.tables import HolderRow, RecordingRow, RunRow


class RecordingStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, recording: Recording) -> str:
        """Keep a new recording; its owner holds it. When these bytes are here already, even since this very moment,
        that stays as it is and the owner holds it, too. The id of the one kept.
        """
        kept = recording.id
        if not self._insert(RecordingRow.from_domain(recording)):
            kept = self._session.scalars(select(RecordingRow.id).where(RecordingRow.sha256 == recording.sha256)).one()
        self.add_holder(kept, recording.owner, recording.created_at)
        return kept

    def add_holder(self, recording_id: str, account_id: str, now: datetime) -> None:
        """Note that somebody brought these bytes; once is enough."""
        if self._session.get(HolderRow, (recording_id, account_id)) is None:
            self._insert(HolderRow(recording_id=recording_id, account_id=account_id, since=now))

    def set_speakers(
        self, recording_id: str, fewest: int | None, most: int | None, same_people_as: str | None = None
    ) -> None:
        """How many people speak, or in which recording the same do, by somebody's word; None where it is for the
        engine to find out."""
        row = self._session.get_one(RecordingRow, recording_id)
        row.min_speakers, row.max_speakers, row.same_people_as = fewest, most, same_people_as

    def get(self, recording_id: str) -> Recording | None:
        row = self._session.get(RecordingRow, recording_id)
        return None if row is None else row.to_domain()

    def find_by_sha256(self, sha256: str) -> Recording | None:
        row = self._session.scalar(select(RecordingRow).where(RecordingRow.sha256 == sha256))
        return None if row is None else row.to_domain()

    def is_empty(self) -> bool:
        return self._session.scalar(select(RecordingRow.id).limit(1)) is None

    def originals(self) -> tuple[tuple[str, int, str], ...]:
        """sha256, size in bytes and title of each, in order of the sha256."""
        query = select(RecordingRow.sha256, RecordingRow.size_bytes, RecordingRow.title)
        return tuple(sorted((row.sha256, row.size_bytes, row.title) for row in self._session.execute(query)))

    def entry(self, recording_id: str) -> RecordingEntry | None:
        row = self._session.get(RecordingRow, recording_id)
        return None if row is None else self._entries([row])[0]

    def list(self, holder: str | None) -> tuple[RecordingEntry, ...]:
        """Newest first; those that ``holder`` (an account id) holds, or all when it is None."""
        query = select(RecordingRow).order_by(RecordingRow.created_at.desc(), RecordingRow.id)
        if holder is not None:
            query = query.join(HolderRow).where(HolderRow.account_id == holder)
        return self._entries(self._session.scalars(query).all())

    def _insert(self, row: RecordingRow | HolderRow) -> bool:
        """False when another transaction was first; the unique constraint decides."""
        try:
            with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            return False
        return True

    def _entries(self, rows: Sequence[RecordingRow]) -> tuple[RecordingEntry, ...]:
        ids = [row.id for row in rows]
        holders: dict[str, set[str]] = {id: set() for id in ids}
        for holder in self._session.scalars(select(HolderRow).where(HolderRow.recording_id.in_(ids))):
            holders[holder.recording_id].add(holder.account_id)
        query = select(RunRow).where(RunRow.recording_id.in_(ids)).order_by(RunRow.number)
        runs = {run.recording_id: run for run in self._session.scalars(query.options(selectinload(RunRow.steps)))}
        return tuple(
            RecordingEntry(row.to_domain(), runs[row.id].to_domain(), frozenset(holders[row.id])) for row in rows
        )
