"""How meetings ended, and what the worker promised there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of meetings of before nothing is known."""
    op.create_table(
        "parting",
        *_owned(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_time", sa.String(length=5), nullable=False),
        sa.Column("next_place", sa.String(length=200), nullable=False),
        sa.Column("safe", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_parting_client_id_client")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_parting_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parting")),
    )
    op.create_index(op.f("ix_parting_client_id"), "parting", ["client_id"], unique=False)
    op.create_index(op.f("ix_parting_plan_id"), "parting", ["plan_id"], unique=False)
    op.create_index("ix_parting_next", "parting", ["next_on"], unique=False)
    op.create_table(
        "reminder",
        *_owned(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("parting_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_reminder_client_id_client")),
        sa.ForeignKeyConstraint(["parting_id"], ["parting.id"], name=op.f("fk_reminder_parting_id_parting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_client_id"), "reminder", ["client_id"], unique=False)
    op.create_index(op.f("ix_reminder_parting_id"), "reminder", ["parting_id"], unique=False)
    op.create_index("ix_reminder_open", "reminder", ["done_on", "on"], unique=False)


def downgrade() -> None:
    """Go back; notes and reminders are lost, the plans stay."""
    op.drop_index("ix_reminder_open", table_name="reminder")
    op.drop_index(op.f("ix_reminder_parting_id"), table_name="reminder")
    op.drop_index(op.f("ix_reminder_client_id"), table_name="reminder")
    op.drop_table("reminder")
    op.drop_index("ix_parting_next", table_name="parting")
    op.drop_index(op.f("ix_parting_plan_id"), table_name="parting")
    op.drop_index(op.f("ix_parting_client_id"), table_name="parting")
    op.drop_table("parting")


def _owned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
