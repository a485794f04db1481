"""Questions that a talk left for when the person is alone, and the talk that takes them up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "assessment_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_aside_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_aside_client_id_client")),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["assessment.id"], name=op.f("fk_assessment_aside_follows_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_aside")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_assessment_aside_assessment_id")),
    )
    for column in ("client_id", "follows_id"):
        op.create_index(op.f(f"ix_assessment_aside_{column}"), "assessment_aside", [column], unique=False)


def downgrade() -> None:
    """Go back; what was left for later is lost, the talks stay."""
    for column in ("client_id", "follows_id"):
        op.drop_index(op.f(f"ix_assessment_aside_{column}"), table_name="assessment_aside")
    op.drop_table("assessment_aside")
