"""Contacts: what was said and done with a client, by phone, in person or in writing, and who did not come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of contacts of before nothing is said."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=5), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("attendance", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=150), nullable=False),
        sa.Column("present", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_contact_episode_id_episode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index("ix_contact_client_on", "contact", ["client_id", "on", "attendance"], unique=False)
    op.create_index(op.f("ix_contact_episode_id"), "contact", ["episode_id"], unique=False)


def downgrade() -> None:
    """Go back; clients and referrals stay, the contacts are lost."""
    op.drop_table("contact")
