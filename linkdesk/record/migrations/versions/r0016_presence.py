"""Who was here in a talk, who interpreted, and whether the person was seen alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of talks of before nothing is said."""
    op.create_table(
        "assessment_presence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter", sa.String(length=40), nullable=True),
        sa.Column("reference", sa.String(length=150), nullable=False),
        sa.Column("is_adult", sa.Boolean(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("seen_alone", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_presence_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_presence_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_presence")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_assessment_presence_assessment_id")),
    )
    op.create_index(op.f("ix_assessment_presence_client_id"), "assessment_presence", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; who was here is lost, the talks stay."""
    op.drop_index(op.f("ix_assessment_presence_client_id"), table_name="assessment_presence")
    op.drop_table("assessment_presence")
