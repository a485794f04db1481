"""Merges of two records of one person, with all that is needed to take them apart again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "client_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("gone_name", sa.String(length=107), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_merge_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_merge")),
    )
    op.create_index(op.f("ix_client_merge_client_id"), "client_merge", ["client_id"], unique=False)
    op.create_index(op.f("ix_client_merge_gone_id"), "client_merge", ["gone_id"], unique=False)


def downgrade() -> None:
    """Go back to 0010; merged records stay one."""
    op.drop_index(op.f("ix_client_merge_gone_id"), table_name="client_merge")
    op.drop_index(op.f("ix_client_merge_client_id"), table_name="client_merge")
    op.drop_table("client_merge")
