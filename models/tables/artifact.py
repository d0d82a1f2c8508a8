"""Results of expensive steps: written once, never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class ArtifactRow(Base):
    """``body`` is versioned JSON, ``sha256`` its digest, ``fingerprint`` the digest of what made it."""

    __tablename__ = "artifacts"
    __table_args__ = (UniqueConstraint("recording_id", "step", "fingerprint"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    step: Mapped[str] = mapped_column(String(60))
    fingerprint: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
