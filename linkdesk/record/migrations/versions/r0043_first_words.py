"""Words as they were typed before a plainer phrase, and why a goal was left out of a next version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

FIRST = ("plan", "plan_goal", "plan_step")


def upgrade() -> None:
    """Go to this revision; of plans of before no first words and no reasons are known."""
    for table in FIRST:
        op.add_column(table, sa.Column("first_words", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("plan", sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Go back; the plans stay, the first words and the reasons are lost."""
    op.drop_column("plan", "left_out")
    for table in reversed(FIRST):
        op.drop_column(table, "first_words")
