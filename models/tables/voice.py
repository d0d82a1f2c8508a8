"""People, who of a recording's voices they are, and what is kept of their voices: sealed, never in the clear."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class PersonRow(Base):
    """A known human; ``name_key`` as in ``models.account.name_key``."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(600), unique=True)
    created_at: Mapped[datetime]


class SpeakerNameRow(Base):
    """A reviewer's word that this label is that person; ``by`` is the account's name.

    Labels mean something only within one diarization, so the word is about that artifact: when voices are told apart
    anew, it goes over to the same voice there, if there is one.
    """

    __tablename__ = "speaker_names"

    diarization_id: Mapped[str] = mapped_column(ForeignKey("artifacts.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class VoiceConsentRow(Base):
    """A person's leave to keep their voice. Without this row there is no profile: its shares go with it."""

    __tablename__ = "voice_consents"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class VoiceShareRow(Base):
    """What one named label gave to a profile; it goes when the name is taken back. ``sealed`` is the vector."""

    __tablename__ = "voice_shares"
    __table_args__ = (
        ForeignKeyConstraint(
            ["diarization_id", "label"],
            ["speaker_names.diarization_id", "speaker_names.label"],
            name="fk_voice_shares_diarization_id_speaker_names",
            ondelete="CASCADE",
        ),
    )

    diarization_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    label: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("voice_consents.person_id", ondelete="CASCADE"), index=True)
    network: Mapped[str] = mapped_column(String(500))
    speech_ms: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
