"""Uploads that arrive piece by piece: whose they are, how far they are, what came of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.errors import UserError
from models.tables import UploadRow
from models.upload import Upload


class UploadStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, upload: Upload) -> None:
        self._session.add(UploadRow.from_domain(upload))
        self._session.flush()

    def get(self, upload_id: str) -> Upload | None:
        row = self._session.get(UploadRow, upload_id)
        return None if row is None else row.to_domain()

    def of_owner(self, account_id: str) -> tuple[Upload, ...]:
        """Newest first."""
        query = select(UploadRow).where(UploadRow.owner == account_id)
        return self._all(self._session.scalars(query.order_by(UploadRow.created_at.desc(), UploadRow.id)).all())

    def list(self) -> tuple[Upload, ...]:
        return self._all(self._session.scalars(select(UploadRow).order_by(UploadRow.created_at, UploadRow.id)).all())

    def count_unsettled(self, account_id: str) -> int:
        query = select(func.count()).where(UploadRow.owner == account_id, UploadRow.settled_at.is_(None))
        return self._session.scalar(query) or 0

    def advance(self, upload_id: str, received_bytes: int, now: datetime) -> None:
        row = self._session.get_one(UploadRow, upload_id)
        row.received_bytes, row.touched_at = received_bytes, now

    def note_sha256(self, upload_id: str, sha256: str) -> None:
        self._session.get_one(UploadRow, upload_id).sha256 = sha256

    def keep(self, upload_id: str, recording_id: str, is_new: bool, now: datetime) -> None:
        """The receipt: it became this recording."""
        row = self._session.get_one(UploadRow, upload_id)
        row.settled_at, row.recording_id, row.is_new = now, recording_id, is_new

    def refuse(self, upload_id: str, error: UserError, now: datetime) -> None:
        """The receipt: nothing came of it, and why."""
        row = self._session.get_one(UploadRow, upload_id)
        row.settled_at, row.error_code, row.error_arguments = now, error.code, dict(error.arguments)

    def remove(self, upload_id: str) -> None:
        self._session.execute(delete(UploadRow).where(UploadRow.id == upload_id))

    def _all(self, rows: Sequence[UploadRow]) -> tuple[Upload, ...]:
        return tuple(row.to_domain() for row in rows)
