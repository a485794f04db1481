"""Plans at full depth: numbers, sharing, who agreed, places and needs; how steps go and what came of goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TEXTS = (
    ("plan", "phones", sa.JSON(), "[]"),
    ("plan", "achieved", sa.JSON(), "[]"),
    ("plan", "shared", sa.JSON(), "[]"),
    ("plan", "agreed_relation", sa.String(length=200), ""),
    ("plan", "not_agreed_because", sa.Text(), ""),
    ("plan_goal", "need", sa.String(length=200), ""),
    ("plan_step", "place", sa.String(length=200), ""),
)
CHOICES = (("plan", "agreed_by"), ("plan", "agreed_authority"))


def upgrade() -> None:
    """Go to this revision; a plan of before was agreed by the person, and nothing is said of its steps yet."""
    for table, name, kind, usual in TEXTS:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=usual))
    for table, name in CHOICES:
        op.add_column(table, sa.Column(name, sa.String(length=40), nullable=True))
    _add("plan_step_mark", "plan_step", "step_id", ("status", "why"))
    _add("plan_goal_outcome", "plan_goal", "goal_id", ("result", "words"))


def _add(table: str, above: str, above_id: str, said: tuple[str, str]) -> None:
    choice, text = said
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(above_id, sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(choice, sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(text, sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f(f"fk_{table}_client_id_client")),
        sa.ForeignKeyConstraint([above_id], [f"{above}.id"], name=op.f(f"fk_{table}_{above_id}_{above}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(above_id, "number", name=op.f(f"uq_{table}_{above_id}_number")),
    )
    op.create_index(op.f(f"ix_{table}_client_id"), table, ["client_id"], unique=False)


def downgrade() -> None:
    """Go back; what was said about steps and goals is lost, and so is what the new columns hold. The plans stay."""
    for table in ("plan_goal_outcome", "plan_step_mark"):
        op.drop_index(op.f(f"ix_{table}_client_id"), table_name=table)
        op.drop_table(table)
    for table, name in CHOICES:
        op.drop_column(table, name)
    for table, name, _kind, _usual in reversed(TEXTS):
        op.drop_column(table, name)
