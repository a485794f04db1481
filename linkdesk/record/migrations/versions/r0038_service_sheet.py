"""A print may be about a local service."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NAME = "fk_print_out_service_id_local_service"


def upgrade() -> None:
    """Go to this revision; the prints that are there are about no service."""
    with op.batch_alter_table("print_out") as table:
        table.add_column(sa.Column("service_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f(NAME), "local_service", ["service_id"], ["id"])


def downgrade() -> None:
    """Go back; service sheets that were printed say no more which service they were about."""
    with op.batch_alter_table("print_out") as table:
        table.drop_constraint(op.f(NAME), type_="foreignkey")
        table.drop_column("service_id")
