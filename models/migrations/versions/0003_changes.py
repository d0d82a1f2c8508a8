"""Proposals that change what already stands.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("proposals") as batch:
        batch.add_column(sa.Column("changes", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("proposals", "changes")
