"""Connections of people with services, what became of them, what stood in the way, and needs that no service fits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; nobody is connected yet."""
    op.create_table(
        "connection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("service_name", sa.String(length=150), nullable=False),
        sa.Column("organization", sa.String(length=120), nullable=False),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=150), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("step_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=150), nullable=False),
        sa.Column("who_does", sa.Text(), nullable=False),
        sa.Column("visit_on", sa.Date(), nullable=True),
        sa.Column("visit_time", sa.String(length=5), nullable=False),
        sa.Column("visit_place", sa.String(length=120), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_connection_client_id_client")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_connection_episode_id_episode")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_connection_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
    )
    op.create_index(op.f("ix_connection_client_id"), "connection", ["client_id"], unique=False)
    op.create_index(op.f("ix_connection_episode_id"), "connection", ["episode_id"], unique=False)
    op.create_index(op.f("ix_connection_followed"), "connection", ["state", "since", "client_id"], unique=False)
    op.create_index(op.f("ix_connection_service_id"), "connection", ["service_id"], unique=False)
    op.create_table(
        "connection_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_connection_event_client_id_client")),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_connection_event_connection_id_connection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection_event")),
    )
    op.create_index(op.f("ix_connection_event_client_id"), "connection_event", ["client_id"], unique=False)
    op.create_index(
        op.f("ix_connection_event_connection_number"), "connection_event", ["connection_id", "number"], unique=True
    )
    op.create_table(
        "connection_barrier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("barrier", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("solved", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_connection_barrier_client_id_client")),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connection.id"], name=op.f("fk_connection_barrier_connection_id_connection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection_barrier")),
    )
    op.create_index(op.f("ix_connection_barrier_client_id"), "connection_barrier", ["client_id"], unique=False)
    op.create_index(op.f("ix_connection_barrier_connection_id"), "connection_barrier", ["connection_id"], unique=False)
    op.create_table(
        "unmet_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("need", sa.String(length=40), nullable=False),
        sa.Column("missing", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=4), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_unmet_need_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_need")),
    )
    op.create_index(op.f("ix_unmet_need_client_id"), "unmet_need", ["client_id"], unique=False)
    op.create_index(op.f("ix_unmet_need_noted_on"), "unmet_need", ["noted_on"], unique=False)


def downgrade() -> None:
    """Go back; connections and needs that no service fits are lost."""
    op.drop_table("unmet_need")
    op.drop_table("connection_barrier")
    op.drop_table("connection_event")
    op.drop_table("connection")
