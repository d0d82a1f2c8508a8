"""Recordings and who holds them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.recording import Level, Recording
from models.tables.base import Base


class RecordingRow(Base):
    __tablename__ = "recordings"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(String(500))
    file_name: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    duration_ms: Mapped[int] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime]
    is_time_known: Mapped[bool]
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20))
    owner: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    min_speakers: Mapped[int | None]
    max_speakers: Mapped[int | None]
    same_people_as: Mapped[str | None] = mapped_column(String(32))

    @classmethod
    def from_domain(cls, recording: Recording) -> "RecordingRow":
        return cls(
            id=recording.id,
            title=recording.title,
            file_name=recording.file_name,
            sha256=recording.sha256,
            size_bytes=recording.size_bytes,
            duration_ms=recording.duration_ms,
            recorded_at=recording.recorded_at,
            is_time_known=recording.is_time_known,
            zone=recording.zone,
            language=recording.language,
            level=recording.level.value,
            owner=recording.owner,
            created_at=recording.created_at,
            min_speakers=recording.min_speakers,
            max_speakers=recording.max_speakers,
            same_people_as=recording.same_people_as,
        )

    def to_domain(self) -> Recording:
        return Recording(
            id=self.id,
            title=self.title,
            file_name=self.file_name,
            sha256=self.sha256,
            size_bytes=self.size_bytes,
            duration_ms=self.duration_ms,
            recorded_at=self.recorded_at.astimezone(ZoneInfo(self.zone)),
            zone=self.zone,
            language=self.language,
            level=Level(self.level),
            owner=self.owner,
            created_at=self.created_at,
            is_time_known=self.is_time_known,
            min_speakers=self.min_speakers,
            max_speakers=self.max_speakers,
            same_people_as=self.same_people_as,
        )


class HolderRow(Base):
    """Somebody who brought these very bytes, and so may see what was made of them."""

    __tablename__ = "recording_holders"

    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    since: Mapped[datetime]
