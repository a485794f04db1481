"""Records kept apart: restrictions, the workers named for them, and who got in all the same."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REASON = 500


def _kernel() -> list[Any]:
    """Return the columns that every row of the record has."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
    ]


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "restriction",
        *_kernel(),
        sa.Column("reason", sa.String(length=REASON), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_reason", sa.String(length=REASON), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_restriction_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    op.create_index(op.f("ix_restriction_client_id"), "restriction", ["client_id"], unique=False)
    op.create_index("ix_restriction_open", "restriction", ["ended_at", "client_id"], unique=False)
    op.create_table(
        "named_worker",
        *_kernel(),
        sa.Column("restriction_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_named_worker_client_id_client")),
        sa.ForeignKeyConstraint(
            ["restriction_id"], ["restriction.id"], name=op.f("fk_named_worker_restriction_id_restriction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_worker")),
        sa.UniqueConstraint("restriction_id", "worker_id", name=op.f("uq_named_worker_restriction_id_worker_id")),
    )
    op.create_index(op.f("ix_named_worker_client_id"), "named_worker", ["client_id"], unique=False)
    op.create_index(op.f("ix_named_worker_restriction_id"), "named_worker", ["restriction_id"], unique=False)
    op.create_table(
        "glass_broken",
        *_kernel(),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=REASON), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_glass_broken_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glass_broken")),
    )
    op.create_index(op.f("ix_glass_broken_client_id"), "glass_broken", ["client_id"], unique=False)
    op.create_index(op.f("ix_glass_broken_seen_at"), "glass_broken", ["seen_at"], unique=False)


def downgrade() -> None:
    """Go back to revision 0003."""
    op.drop_table("glass_broken")
    op.drop_table("named_worker")
    op.drop_table("restriction")
