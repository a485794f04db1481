"""On which day a plan was written on paper, and who typed it in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of a plan of before nobody said that it came from paper."""
    op.add_column("plan", sa.Column("paper_on", sa.Date(), nullable=True))
    op.add_column("plan", sa.Column("entered_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Go back; the plans stay, that they came from paper is lost."""
    op.drop_column("plan", "entered_by")
    op.drop_column("plan", "paper_on")
