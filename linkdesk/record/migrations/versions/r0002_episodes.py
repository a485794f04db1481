"""Episodes: the referral with where it stands, what happened, the messages that are owed, how long people may wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "waiting_targets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accept_days", sa.Integer(), nullable=False),
        sa.Column("contact_days", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reopen_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_targets")),
    )
    op.create_table(
        "episode",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counted_from", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("method", sa.String(40), nullable=True),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("referrer_name", sa.String(length=70), nullable=False),
        sa.Column("referrer_role", sa.String(length=100), nullable=False),
        sa.Column("referrer_team", sa.String(length=150), nullable=False),
        sa.Column("referrer_service", sa.String(length=150), nullable=False),
        sa.Column("referrer_organisation", sa.String(length=150), nullable=False),
        sa.Column("referrer_organisation_code", sa.String(length=6), nullable=False),
        sa.Column("referrer_contact", sa.String(length=70), nullable=False),
        sa.Column("to_name", sa.String(length=70), nullable=False),
        sa.Column("to_role", sa.String(length=100), nullable=False),
        sa.Column("to_team", sa.String(length=150), nullable=False),
        sa.Column("to_service", sa.String(length=150), nullable=False),
        sa.Column("to_organisation", sa.String(length=150), nullable=False),
        sa.Column("to_organisation_code", sa.String(length=6), nullable=False),
        sa.Column("to_contact", sa.String(length=70), nullable=False),
        sa.Column("return_to", sa.String(length=70), nullable=False),
        sa.Column("reason", sa.String(length=150), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("presenting_issues", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_words", sa.Text(), nullable=False),
        sa.Column("asked_whom", sa.String(length=200), nullable=False),
        sa.Column("passed_to", sa.String(length=200), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_try_on", sa.Date(), nullable=True),
        sa.Column("first_contact_on", sa.Date(), nullable=True),
        sa.Column("first_visit_on", sa.Date(), nullable=True),
        sa.Column("first_visit_time", sa.String(length=5), nullable=False),
        sa.Column("first_visit_place", sa.String(length=200), nullable=False),
        sa.Column("closing_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(40), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("did_not_work", sa.Text(), nullable=False),
        sa.Column("reopened_from", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_episode_client_id_client")),
        sa.ForeignKeyConstraint(["reopened_from"], ["episode.id"], name=op.f("fk_episode_reopened_from_episode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index(op.f("ix_episode_client_id"), "episode", ["client_id"], unique=False)
    op.create_index("ix_episode_closed_visit", "episode", ["closed_on", "first_visit_on"], unique=False)
    op.create_index("ix_episode_worker_closed", "episode", ["worker_id", "closed_on"], unique=False)
    op.create_table(
        "episode_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(40), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_episode_event_client_id_client")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_episode_event_episode_id_episode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode_event")),
    )
    op.create_index(op.f("ix_episode_event_client_id"), "episode_event", ["client_id"], unique=False)
    op.create_index("ix_episode_event_episode", "episode_event", ["episode_id", "created_at"], unique=False)
    op.create_table(
        "owed_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.String(40), nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("owed_since", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(40), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_owed_message_client_id_client")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_owed_message_episode_id_episode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owed_message")),
    )
    op.create_index(op.f("ix_owed_message_client_id"), "owed_message", ["client_id"], unique=False)
    op.create_index(op.f("ix_owed_message_episode_id"), "owed_message", ["episode_id"], unique=False)
    op.create_index("ix_owed_message_settled", "owed_message", ["settled_on", "owed_since"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_owed_message_settled", table_name="owed_message")
    op.drop_index(op.f("ix_owed_message_episode_id"), table_name="owed_message")
    op.drop_index(op.f("ix_owed_message_client_id"), table_name="owed_message")
    op.drop_table("owed_message")
    op.drop_index("ix_episode_event_episode", table_name="episode_event")
    op.drop_index(op.f("ix_episode_event_client_id"), table_name="episode_event")
    op.drop_table("episode_event")
    op.drop_index("ix_episode_worker_closed", table_name="episode")
    op.drop_index("ix_episode_closed_visit", table_name="episode")
    op.drop_index(op.f("ix_episode_client_id"), table_name="episode")
    op.drop_table("episode")
    op.drop_table("waiting_targets")
