"""Uploads that arrive piece by piece."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base
from models.upload import Receipt, Upload


class UploadRow(Base):
    """``settled_at`` and what follows it are the receipt. The recording is no foreign key: a receipt stays true."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    details: Mapped[dict[str, Any]]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    sha256_expected: Mapped[str | None] = mapped_column(String(64))
    sha256: Mapped[str | None] = mapped_column(String(64))
    settled_at: Mapped[datetime | None]
    recording_id: Mapped[str | None] = mapped_column(String(32))
    is_new: Mapped[bool]
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_arguments: Mapped[dict[str, Any]]

    @classmethod
    def from_domain(cls, upload: Upload) -> "UploadRow":
        """A new one: nothing came of it yet."""
        return cls(
            id=upload.id,
            owner=upload.owner,
            details=dict(upload.details),
            size_bytes=upload.size_bytes,
            received_bytes=upload.received_bytes,
            created_at=upload.created_at,
            touched_at=upload.touched_at,
            sha256_expected=upload.sha256_expected,
            is_new=False,
            error_arguments={},
        )

    def to_domain(self) -> Upload:
        return Upload(
            id=self.id,
            owner=self.owner,
            details=self.details,
            size_bytes=self.size_bytes,
            received_bytes=self.received_bytes,
            created_at=self.created_at,
            touched_at=self.touched_at,
            sha256_expected=self.sha256_expected,
            sha256=self.sha256,
            receipt=self._receipt(),
        )

    def _receipt(self) -> Receipt | None:
        if self.settled_at is None:
            return None
        return Receipt(self.settled_at, self.recording_id, self.is_new, self.error_code, self.error_arguments)
