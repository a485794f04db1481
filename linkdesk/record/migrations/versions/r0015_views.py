"""Saved views of the caseload, which of them it opens with, and the order by day of referral."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "saved_view",
        *_owned(),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("sort", sa.String(length=40), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_owner_name", "saved_view", ["owner_id", "name"], unique=True)
    op.create_table(
        "first_view",
        *_owned(),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["view_id"], ["saved_view.id"], name=op.f("fk_first_view_view_id_saved_view")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_view")),
    )
    op.create_index("ix_first_view_owner", "first_view", ["owner_id"], unique=True)
    op.create_index(op.f("ix_first_view_view_id"), "first_view", ["view_id"], unique=False)
    op.create_index("ix_episode_closed_received", "episode", ["closed_on", "received_on", "id"], unique=False)


def downgrade() -> None:
    """Go back to 0014; the views are gone, the people in them stay."""
    op.drop_index("ix_episode_closed_received", table_name="episode")
    op.drop_table("first_view")
    op.drop_table("saved_view")


def _owned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
