"""A print may be about a local service."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NAME = "fk_print_out_service_id_local_service"


def upgrade() -> None:
    """Go to this revision; the prints that are there are about no service.

    Written out: a copy of the table would put its foreign keys in another order each time.
    """
    op.execute(f"ALTER TABLE print_out ADD COLUMN service_id CHAR(32) CONSTRAINT {NAME} REFERENCES local_service (id)")


def downgrade() -> None:
    """Go back; service sheets that were printed say no more which service they were about."""
    op.execute("ALTER TABLE print_out DROP COLUMN service_id")
