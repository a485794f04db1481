"""Indexes from which Today and the lists of everyone are read without walking the whole record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_NEEDS = "(json_array_length(needs) > 0 OR interpreter_needed = 1) AND deceased_on IS NULL"
_GOING_ON = (
    "closed_on",
    "client_id",
    "worker_id",
    "number",
    "counted_from",
    "decision",
    "closing_on",
    "first_contact_on",
    "first_visit_on",
    "id",
)
_WAITING = ("closed_on", "first_visit_on", "received_on", "id", "worker_id")
_OWED = ("settled_on", "owed_since", "id", "client_id", "episode_id")
_UNFINISHED = ("client_id", "completed_at", "started_at", "id")
_SOME = (
    ("ix_client_deceased", "client", ("id",), "deceased_on IS NOT NULL"),
    ("ix_client_needs", "client", ("needs_reviewed_on", "created_at", "id"), _NEEDS),
    ("ix_episode_waiting", "episode", _WAITING, "closed_on IS NULL AND first_visit_on IS NULL"),
    ("ix_episode_going_on", "episode", _GOING_ON, "closed_on IS NULL"),
    ("ix_owed_message_owed", "owed_message", _OWED, "settled_on IS NULL"),
    ("ix_assessment_unfinished", "assessment", _UNFINISHED, "completed_at IS NULL"),
)
"""Indexes of a part of their table: name, table, columns, which rows."""
_BEFORE = ("worker_id", "closed_on")


def upgrade() -> None:
    """Go to this revision."""
    for name, table, columns, which in _SOME:
        op.create_index(name, table, list(columns), unique=False, sqlite_where=sa.text(which))
    op.create_index("ix_plan_client_status", "plan", ["client_id", "status", "review_date", "created_at", "id"])
    op.drop_index("ix_plan_status_review", table_name="plan")
    op.drop_index("ix_owed_message_settled", table_name="owed_message")
    op.drop_index("ix_episode_worker_closed", table_name="episode")
    op.create_index("ix_episode_worker_closed", "episode", [*_BEFORE, "client_id", "id"])


def downgrade() -> None:
    """Go back to 0017; nothing that is written is touched."""
    op.drop_index("ix_episode_worker_closed", table_name="episode")
    op.create_index("ix_episode_worker_closed", "episode", list(_BEFORE))
    op.create_index("ix_owed_message_settled", "owed_message", ["settled_on", "owed_since"])
    op.create_index("ix_plan_status_review", "plan", ["status", "review_date"])
    op.drop_index("ix_plan_client_status", table_name="plan")
    for name, table, _columns, _which in reversed(_SOME):
        op.drop_index(name, table_name=table)
