"""Which sentences of a form's own translations somebody of the service checked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of the forms on record nobody checked a translation."""
    op.add_column("shelf_form", sa.Column("checks", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Go back; the forms stay, who checked their translations is lost."""
    op.drop_column("shelf_form", "checks")
