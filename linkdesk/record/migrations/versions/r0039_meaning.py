"""What an answer in own words means in English, and who said so, kept beside the words themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of answers of before nobody wrote down what they mean."""
    op.add_column("assessment_answer", sa.Column("meaning", sa.Text(), nullable=False, server_default=""))
    who = sa.Column("meaning_by", sa.String(length=200), nullable=False, server_default="")
    op.add_column("assessment_answer", who)


def downgrade() -> None:
    """Go back; the answers stay, what somebody said that they mean is lost."""
    op.drop_column("assessment_answer", "meaning_by")
    op.drop_column("assessment_answer", "meaning")
