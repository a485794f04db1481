"""Words for the client: phrases that a service changed or wrote, and own words in another language."""

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
    op.create_table(
        "own_translation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("translator", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_own_translation_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_translation")),
        sa.UniqueConstraint(
            "client_id", "language", "text_hash", name=op.f("uq_own_translation_client_id_language_text_hash")
        ),
    )
    op.create_index(op.f("ix_own_translation_client_id"), "own_translation", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; phrases of the service and translations of own words are lost, plans keep their words."""
    op.drop_index(op.f("ix_own_translation_client_id"), table_name="own_translation")
    op.drop_table("own_translation")
    op.drop_table("bank_phrase")
