"""A picture beside “If things get harder”, and English beside the other language on a print that waits or left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; prints of before count as without English beside, plans as with the usual picture."""
    op.add_column("plan", sa.Column("harder_picture", sa.String(length=60), nullable=True))
    op.add_column("print_out", sa.Column("english", sa.Boolean(), nullable=False, server_default=sa.text("0")))
    op.add_column("copy_given", sa.Column("english", sa.Boolean(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    """Go back; plans, prints and copies stay."""
    op.drop_column("copy_given", "english")
    op.drop_column("print_out", "english")
    op.drop_column("plan", "harder_picture")
