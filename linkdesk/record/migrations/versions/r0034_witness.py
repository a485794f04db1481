"""Who saw a yes, and why the person did not sign, where somebody saw it instead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TEXTS = (
    ("plan", "witness", sa.String(length=200)),
    ("plan", "not_signed_because", sa.Text()),
    ("sharing_decision", "witness", sa.String(length=120)),
    ("sharing_decision", "not_signed_because", sa.Text()),
)


def upgrade() -> None:
    """Go to this revision; what was agreed before was ticked, typed or drawn, so nobody had to see it."""
    for table, name, kind in TEXTS:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    """Go back; who saw it and why somebody did not sign is lost, the plans and decisions stay."""
    for table, name, _kind in reversed(TEXTS):
        op.drop_column(table, name)
