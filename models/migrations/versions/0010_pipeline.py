"""Which version of the pipeline each job and each run is of.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there was made, or queued, by the first version."""
    for table, column in (("jobs", "version"), ("runs", "pipeline")):
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    for table, column in (("jobs", "version"), ("runs", "pipeline")):
        op.drop_column(table, column)
