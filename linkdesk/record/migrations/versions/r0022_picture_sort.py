"""Picture sorts: beside the talk of each, which cards lay on the table and whether it was on paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; there is no sort of before."""
    op.create_table(
        "picture_sort",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_picture_sort_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_picture_sort_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_sort")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_picture_sort_assessment_id")),
    )
    op.create_index(op.f("ix_picture_sort_client_id"), "picture_sort", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; which cards were left out is lost, the talks and answers stay."""
    op.drop_index(op.f("ix_picture_sort_client_id"), table_name="picture_sort")
    op.drop_table("picture_sort")
