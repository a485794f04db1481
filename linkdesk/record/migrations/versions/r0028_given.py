"""What left the print page and what waits for the office printer; what became of the copies of a plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of prints of before nothing is known."""
    op.create_table(
        "print_out",
        *_owned(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("plan_number", sa.Integer(), nullable=True),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mono", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("safe", sa.String(length=40), nullable=False),
        sa.Column("seal", sa.String(length=32), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("left_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_print_out_client_id_client")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_print_out_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_out")),
    )
    op.create_index(op.f("ix_print_out_client_id"), "print_out", ["client_id"], unique=False)
    op.create_index(op.f("ix_print_out_plan_id"), "print_out", ["plan_id"], unique=False)
    op.create_index("ix_print_out_waiting", "print_out", ["way", "created_at"], unique=False)
    op.create_table(
        "copy_given",
        *_owned(),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_copy_given_client_id_client")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_copy_given_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_given")),
    )
    op.create_index(op.f("ix_copy_given_client_id"), "copy_given", ["client_id"], unique=False)
    op.create_index(op.f("ix_copy_given_plan_id"), "copy_given", ["plan_id"], unique=False)


def downgrade() -> None:
    """Go back; what was printed and given is lost, the plans stay."""
    op.drop_index(op.f("ix_copy_given_plan_id"), table_name="copy_given")
    op.drop_index(op.f("ix_copy_given_client_id"), table_name="copy_given")
    op.drop_table("copy_given")
    op.drop_index("ix_print_out_waiting", table_name="print_out")
    op.drop_index(op.f("ix_print_out_plan_id"), table_name="print_out")
    op.drop_index(op.f("ix_print_out_client_id"), table_name="print_out")
    op.drop_table("print_out")


def _owned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
