"""Measures: how a talk ran, what was not asked and why, totals of forms held elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = ("assessment_how", "not_asked", "held_score")


def upgrade() -> None:
    """Go to this revision; of talks of before, the talk itself tells how it ran."""
    op.create_table(
        "assessment_how",
        *_kernel(),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("pictures", sa.Boolean(), nullable=False),
        sa.Column("help_given", sa.String(length=150), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_how_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_how_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_how")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_assessment_how_assessment_id")),
    )
    op.create_table(
        "not_asked",
        *_kernel(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("form_url", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_not_asked_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_asked")),
    )
    op.create_table(
        "held_score",
        *_kernel(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("by_whom", sa.String(length=150), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_held_score_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_score")),
    )
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_client_id"), table, ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; how talks ran, what was not asked and totals held elsewhere are lost, the talks stay."""
    for table in reversed(TABLES):
        op.drop_index(op.f(f"ix_{table}_client_id"), table_name=table)
        op.drop_table(table)


def _kernel() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
