"""Risks, and what is written about a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _owned() -> list[sa.Column[object]]:
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
        "risk",
        *_owned(),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("risk", sa.String(length=150), nullable=False),
        sa.Column("comment", sa.String(length=150), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_comment", sa.String(length=150), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_risk_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_client_id"), "risk", ["client_id"], unique=False)
    op.create_table(
        "about_me",
        *_owned(),
        sa.Column("most_important", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column("wellness", sa.Text(), nullable=False),
        sa.Column("do_and_dont", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("also", sa.Text(), nullable=False),
        sa.Column("supported_by", sa.String(length=150), nullable=False),
        sa.Column("household", sa.String(length=150), nullable=False),
        sa.Column("accommodation", sa.String(length=150), nullable=False),
        sa.Column("environment", sa.String(length=150), nullable=False),
        sa.Column("occupation", sa.String(length=150), nullable=False),
        sa.Column("education", sa.String(length=150), nullable=False),
        sa.Column("lifestyle", sa.String(length=150), nullable=False),
        sa.Column("circumstances", sa.String(length=150), nullable=False),
        sa.Column("dependants", sa.String(length=150), nullable=False),
        sa.Column("transport", sa.String(length=150), nullable=False),
        sa.Column("digital", sa.String(length=150), nullable=False),
        sa.Column("home_access", sa.String(length=150), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("writer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_about_me_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_me")),
        sa.UniqueConstraint("client_id", name=op.f("uq_about_me_client_id")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("about_me")
    op.drop_index(op.f("ix_risk_client_id"), table_name="risk")
    op.drop_table("risk")
