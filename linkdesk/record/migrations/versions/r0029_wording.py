"""Words for the client: phrases that a service changed or wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; the phrase bank stands as LinkDesk brings it."""
    op.create_table(
        "bank_phrase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("picture", sa.String(length=60), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_phrase")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_bank_phrase_organisation_id_key")),
    )


def downgrade() -> None:
    """Go back; phrases of the service are lost, plans keep their words."""
    op.drop_table("bank_phrase")
