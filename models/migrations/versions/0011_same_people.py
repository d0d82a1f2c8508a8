"""In which recording the same people speak, by somebody's word.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("same_people_as", sa.String(32), nullable=True))


def downgrade() -> None:
    op.drop_column("recordings", "same_people_as")
