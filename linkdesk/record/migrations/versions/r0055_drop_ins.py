"""Drop-ins: sessions at a venue and who dropped in there, without a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0052"
branch_labels = None
depends_on = None


def _owned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def upgrade() -> None:
    """Go to this revision; nobody dropped in before."""
    op.create_table(
        "drop_in_session",
        *_owned(),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("venue", sa.String(length=150), nullable=False),
        sa.Column("venue_key", sa.String(length=150), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drop_in_session")),
        sa.UniqueConstraint("owner_id", "on", "venue_key", name=op.f("uq_drop_in_session_owner_id_on_venue_key")),
    )
    op.create_index(op.f("ix_drop_in_session_on"), "drop_in_session", ["on"], unique=False)
    op.create_table(
        "drop_in",
        *_owned(),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("signposted", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_drop_in_client_id_client")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["drop_in_session.id"], name=op.f("fk_drop_in_session_id_drop_in_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drop_in")),
    )
    op.create_index(op.f("ix_drop_in_client_id"), "drop_in", ["client_id"], unique=False)
    op.create_index(op.f("ix_drop_in_session_id"), "drop_in", ["session_id"], unique=False)


def downgrade() -> None:
    """Go back; clients and their contacts stay, the drop-ins are lost."""
    op.drop_table("drop_in")
    op.drop_table("drop_in_session")
