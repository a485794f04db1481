"""Picture packs of a service; their files lie on the shelf."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

OURS = ("logo", "picture of a pack")


def upgrade() -> None:
    """Go to this revision; there is no pack."""
    op.create_table(
        "picture_pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_pack")),
        sa.UniqueConstraint("name", name=op.f("uq_picture_pack_name")),
    )


def downgrade() -> None:
    """Go back; packs and the logo are lost with their files, LinkDesk's own pictures are shown."""
    op.drop_table("picture_pack")
    files = sa.table("shelf_file", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()))
    bodies = sa.table("shelf_file_body", sa.column("id", sa.Uuid()))
    ours = sa.select(files.c.id).where(files.c.kind.in_(OURS))
    op.execute(sa.delete(bodies).where(bodies.c.id.in_(ours)))
    op.execute(sa.delete(files).where(files.c.kind.in_(OURS)))
