"""The keep-safe line of a client."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every client an empty line."""
    with op.batch_alter_table("client") as batch:
        batch.add_column(sa.Column("keep_safe", sa.String(length=200), server_default="", nullable=False))


def downgrade() -> None:
    """Take the line away."""
    with op.batch_alter_table("client") as batch:
        batch.drop_column("keep_safe")
