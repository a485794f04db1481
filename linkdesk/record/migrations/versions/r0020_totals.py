"""Totals of finished talks: several answers added up, or which of them are missing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; forms of before had no total, so talks of before have none."""
    op.create_table(
        "assessment_total",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("high_is_good", sa.Boolean(), nullable=False),
        sa.Column("lower_words", sa.String(length=60), nullable=False),
        sa.Column("upper_words", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=60), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_total_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_total_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_total")),
        sa.UniqueConstraint("assessment_id", "name", name=op.f("uq_assessment_total_assessment_id_name")),
    )
    op.create_index(op.f("ix_assessment_total_client_id"), "assessment_total", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; totals are lost, the answers that they add up stay."""
    op.drop_index(op.f("ix_assessment_total_client_id"), table_name="assessment_total")
    op.drop_table("assessment_total")
