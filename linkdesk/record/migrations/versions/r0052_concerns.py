"""Safeguarding concerns, the steps taken about them, and who may read them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0046"
branch_labels = None
depends_on = None


def _owned(table: str) -> list[Any]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f(f"fk_{table}_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _below(table: str) -> list[Any]:
    name = op.f(f"fk_{table}_concern_id_concern")
    return [
        *_owned(table),
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=name),
    ]


def upgrade() -> None:
    """Go to this revision; of concerns of before nothing is said."""
    op.create_table(
        "concern",
        *_owned("concern"),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("danger", sa.String(length=40), nullable=True),
        sa.Column("danger_done", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("happened_time", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("ongoing", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("talked", sa.String(length=40), nullable=True),
        sa.Column("talked_why", sa.String(length=200), nullable=False),
        sa.Column("consent", sa.String(length=40), nullable=True),
        sa.Column("consent_why", sa.Text(), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=True),
        sa.Column("capacity_why", sa.Text(), nullable=False),
        sa.Column("advocate", sa.String(length=200), nullable=False),
        sa.Column("protect", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("harm_by", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "concern_step",
        *_below("concern_step"),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=5), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("whom", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_table(
        "concern_reader",
        *_below("concern_reader"),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("concern_id", "worker_id", name=op.f("uq_concern_reader_concern_id_worker_id")),
    )
    op.create_index(op.f("ix_concern_client_id"), "concern", ["client_id"], unique=False)
    for table in ("concern_step", "concern_reader"):
        op.create_index(op.f(f"ix_{table}_client_id"), table, ["client_id"], unique=False)
        op.create_index(op.f(f"ix_{table}_concern_id"), table, ["concern_id"], unique=False)


def downgrade() -> None:
    """Go back; clients stay, the concerns are lost."""
    op.drop_table("concern_reader")
    op.drop_table("concern_step")
    op.drop_table("concern")
