"""When a client had the screen, when they stopped for today, and who read what they wrote before they went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; talks of before are not asked to be read again."""
    op.create_table(
        "assessment_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("turned_at", sa.DateTime(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_reading_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_reading_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_reading")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_assessment_reading_assessment_id")),
    )
    op.create_index(op.f("ix_assessment_reading_client_id"), "assessment_reading", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; who read it is lost, the talks stay."""
    op.drop_index(op.f("ix_assessment_reading_client_id"), table_name="assessment_reading")
    op.drop_table("assessment_reading")
