"""What a person reads, apart from what they speak, and whether they read at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COLUMNS = ("reading_language", "does_not_read")

_INDEX = ("ix_client_needs", "client", ["needs_reviewed_on", "created_at", "id"])
_BEFORE = "(json_array_length(needs) > 0 OR interpreter_needed = 1) AND deceased_on IS NULL"
_NOW = "(json_array_length(needs) > 0 OR interpreter_needed = 1 OR does_not_read = 1) AND deceased_on IS NULL"


def upgrade() -> None:
    """Go to this revision; of those on record nobody was asked, and they read what they speak."""
    op.add_column("client", sa.Column("reading_language", sa.String(length=35), nullable=False, server_default=""))
    op.add_column("client", sa.Column("does_not_read", sa.Boolean(), nullable=True))
    op.drop_index("ix_client_needs", table_name="client")
    op.create_index(*_INDEX, unique=False, sqlite_where=sa.text(_NOW))


def downgrade() -> None:
    """Go back; what people read is lost, what they speak stays."""
    op.drop_index("ix_client_needs", table_name="client")
    op.create_index(*_INDEX, unique=False, sqlite_where=sa.text(_BEFORE))
    for name in reversed(COLUMNS):
        op.drop_column("client", name)
