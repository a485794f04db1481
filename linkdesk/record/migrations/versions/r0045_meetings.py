"""For which day a meeting was booked that was moved or called off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of contacts of before no such day is known."""
    op.add_column("contact", sa.Column("meeting_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Go back; the contacts stay, the days are lost."""
    op.drop_column("contact", "meeting_on")
