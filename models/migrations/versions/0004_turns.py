"""Whose each job is and whose turn it was: people's jobs are taken in turn.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as batch:
        batch.add_column(sa.Column("owner", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("turn", sa.Integer(), nullable=True))
        batch.create_index("ix_jobs_owner", ["owner", "turn"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_jobs_owner", table_name="jobs")
    op.drop_column("jobs", "turn")
    op.drop_column("jobs", "owner")
