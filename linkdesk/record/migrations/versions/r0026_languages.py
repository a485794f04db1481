"""Languages of clients: which are on, the words checked in each, and what a talk was shown in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; every talk of before was shown in English."""
    op.create_table(
        "client_language",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=35), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_language")),
        sa.UniqueConstraint("organisation_id", "tag", name=op.f("uq_client_language_organisation_id_tag")),
    )
    op.add_column("assessment", sa.Column("unchecked_words", sa.Boolean(), nullable=False, server_default=sa.text("0")))
    op.add_column("assessment_answer", sa.Column("question_said", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Go back; the checked words are lost, and that a talk was shown in them."""
    op.drop_column("assessment_answer", "question_said")
    op.drop_column("assessment", "unchecked_words")
    op.drop_table("client_language")
