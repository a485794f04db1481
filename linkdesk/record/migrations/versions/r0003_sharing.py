"""Permission to share: decisions, representatives, sharing without permission, what was passed on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f(f"fk_{table}_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "sharing_representative",
        *_owned(),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("relation", sa.String(length=120), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_keys("sharing_representative"),
    )
    op.create_table(
        "sharing_decision",
        *_owned(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recipient_kind", sa.String(length=40), nullable=False),
        sa.Column("recipient_name", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("capacity_support", sa.Text(), nullable=False),
        sa.Column("capacity_assessor", sa.String(length=120), nullable=False),
        sa.Column("capacity_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("best_interests", sa.Text(), nullable=False),
        sa.Column("signed_how", sa.String(length=40), nullable=True),
        sa.Column("signed_name", sa.String(length=120), nullable=False),
        sa.Column("signature", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["sharing_representative.id"],
            name=op.f("fk_sharing_decision_representative_id_sharing_representative"),
        ),
        *_keys("sharing_decision"),
    )
    op.create_table(
        "sharing_override",
        *_owned(),
        sa.Column("recipient_kind", sa.String(length=40), nullable=False),
        sa.Column("recipient_name", sa.String(length=120), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decider", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("not_told_because", sa.Text(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_keys("sharing_override"),
    )
    op.create_table(
        "sharing_passed",
        *_owned(),
        sa.Column("recipient_kind", sa.String(length=40), nullable=False),
        sa.Column("recipient_name", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("because", sa.String(length=400), nullable=False),
        *_keys("sharing_passed"),
    )
    for table in ("sharing_representative", "sharing_override", "sharing_passed"):
        op.create_index(op.f(f"ix_{table}_client_id"), table, ["client_id"], unique=False)
    op.create_index("ix_sharing_decision_client_number", "sharing_decision", ["client_id", "number"], unique=True)


def downgrade() -> None:
    """Go back to the revision before."""
    for table in ("sharing_passed", "sharing_override", "sharing_decision", "sharing_representative"):
        op.drop_table(table)
