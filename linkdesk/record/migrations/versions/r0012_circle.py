"""People around a client."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "circle_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=70), nullable=False),
        sa.Column("relationship", sa.String(length=70), nullable=False),
        sa.Column("closeness", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=70), nullable=False),
        sa.Column("organisation", sa.String(length=70), nullable=False),
        sa.Column("phone", sa.String(length=35), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("availability", sa.String(length=150), nullable=False),
        sa.Column("next_of_kin", sa.Boolean(), nullable=False),
        sa.Column("carer", sa.Boolean(), nullable=False),
        sa.Column("emergency_contact", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=150), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_circle_person_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_person")),
    )
    op.create_index(op.f("ix_circle_person_client_id"), "circle_person", ["client_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_circle_person_client_id"), table_name="circle_person")
    op.drop_table("circle_person")
