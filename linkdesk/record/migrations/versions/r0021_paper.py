"""The day on which a form was filled in on paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; talks of before were at the screen."""
    op.add_column("assessment", sa.Column("paper_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Go back; the day is lost, and what came on paper stands as written down by the worker."""
    op.execute("UPDATE assessment SET setting = 'worker' WHERE setting = 'paper'")
    op.drop_column("assessment", "paper_on")
