"""People, names of a recording's voices, and sealed voice profiles.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=600), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name_key", name=op.f("uq_people_name_key")),
    )
    op.create_table(
        "speaker_names",
        sa.Column("diarization_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_speaker_names_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["diarization_id"],
            ["artifacts.id"],
            name=op.f("fk_speaker_names_diarization_id_artifacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("diarization_id", "label", name=op.f("pk_speaker_names")),
    )
    op.create_index(op.f("ix_speaker_names_person_id"), "speaker_names", ["person_id"], unique=False)
    op.create_table(
        "voice_consents",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_voice_consents_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_voice_consents")),
    )
    op.create_table(
        "voice_shares",
        sa.Column("diarization_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("network", sa.String(length=500), nullable=False),
        sa.Column("speech_ms", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["voice_consents.person_id"],
            name=op.f("fk_voice_shares_person_id_voice_consents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["diarization_id", "label"],
            ["speaker_names.diarization_id", "speaker_names.label"],
            name="fk_voice_shares_diarization_id_speaker_names",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("diarization_id", "label", name=op.f("pk_voice_shares")),
    )
    op.create_index(op.f("ix_voice_shares_person_id"), "voice_shares", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_voice_shares_person_id"), table_name="voice_shares")
    op.drop_table("voice_shares")
    op.drop_table("voice_consents")
    op.drop_index(op.f("ix_speaker_names_person_id"), table_name="speaker_names")
    op.drop_table("speaker_names")
    op.drop_table("people")
