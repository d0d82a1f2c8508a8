"""Results of steps: written once under recording, step and fingerprint; checked when read."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import EngineError
from models.run import Fingerprint
from models.tables import ArtifactRow

log = logging.getLogger("thuky.store")


class ArtifactStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, recording_id: str, step: str, fingerprint: Fingerprint) -> str | None:
        """The id of the result that this very engine with these very options left, if it did and it is sound."""
        row = self._row(recording_id, step, fingerprint)
        return row.id if row is not None and _is_sound(row) else None

    def add(
        self, artifact_id: str, recording_id: str, step: str, fingerprint: Fingerprint, body: str, now: datetime
    ) -> str:
        """Keep a result. One that is there stays as it is unless it is damaged; the id of the one kept."""
        known = self._row(recording_id, step, fingerprint)
        if known is not None and _is_sound(known):
            return known.id
        if known is not None:
            log.warning("step %s of recording %s was damaged and is made anew", step, recording_id)
            known.body, known.sha256, known.created_at = body, _digest(body), now
            self._session.flush()
            return known.id
        self._session.add(
            ArtifactRow(
                id=artifact_id,
                recording_id=recording_id,
                step=step,
                fingerprint=fingerprint.digest,
                body=body,
                sha256=_digest(body),
                created_at=now,
            )
        )
        self._session.flush()
        return artifact_id

    def read(self, artifact_id: str) -> str:
        """The JSON of a result.

        Raises:
            EngineError: ``artifact.damaged`` when it is not what was written.
        """
        row = self._session.get_one(ArtifactRow, artifact_id)
        if not _is_sound(row):
            raise EngineError("artifact.damaged", step=row.step, recording=row.recording_id)
        return row.body

    def damaged(self) -> Iterator[tuple[str, str]]:
        """Step and recording id of each result that is not what was written."""
        query = select(ArtifactRow).order_by(ArtifactRow.id).execution_options(yield_per=100)
        for row in self._session.scalars(query):
            if not _is_sound(row):
                yield row.step, row.recording_id
            self._session.expunge(row)

    def _row(self, recording_id: str, step: str, fingerprint: Fingerprint) -> ArtifactRow | None:
        query = select(ArtifactRow).where(
            ArtifactRow.recording_id == recording_id,
            ArtifactRow.step == step,
            ArtifactRow.fingerprint == fingerprint.digest,
        )
        return self._session.scalar(query)


def _is_sound(row: ArtifactRow) -> bool:
    return _digest(row.body) == row.sha256


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
