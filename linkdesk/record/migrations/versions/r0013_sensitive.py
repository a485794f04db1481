"""Answers about the most private things in a table of their own, and which of them a service asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "sensitive_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("said", sa.String(40), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_sensitive_fact_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_fact")),
        sa.UniqueConstraint("client_id", "topic", name=op.f("uq_sensitive_fact_client_id_topic")),
    )
    op.create_index(op.f("ix_sensitive_fact_client_id"), "sensitive_fact", ["client_id"], unique=False)
    op.create_table(
        "sensitive_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_setting")),
    )


def downgrade() -> None:
    """Go back; the answers are lost."""
    op.drop_table("sensitive_setting")
    op.drop_index(op.f("ix_sensitive_fact_client_id"), table_name="sensitive_fact")
    op.drop_table("sensitive_fact")
