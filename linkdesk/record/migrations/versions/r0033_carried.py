"""What a worker is told when a form takes the place of another version of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of the forms on record there is nothing to tell."""
    op.add_column("shelf_form", sa.Column("carried", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Go back; the forms stay with their pictures and checks, what was told of them is lost."""
    op.drop_column("shelf_form", "carried")
