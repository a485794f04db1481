"""Local services from feeds: ages, where on the map, kinds of service, and what a source said, word for word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; of services of before no source is known."""
    op.add_column("local_service", sa.Column("minimum_age", sa.Integer(), nullable=True))
    op.add_column("local_service", sa.Column("maximum_age", sa.Integer(), nullable=True))
    op.add_column("local_location", sa.Column("latitude", sa.Float(), nullable=True))
    op.add_column("local_location", sa.Column("longitude", sa.Float(), nullable=True))
    op.create_table(
        "local_taxonomy_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("taxonomy", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_taxonomy_term_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_taxonomy_term")),
    )
    op.create_index(op.f("ix_local_taxonomy_term_service_id"), "local_taxonomy_term", ["service_id"], unique=False)
    op.create_table(
        "local_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("origin", sa.String(length=400), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_source")),
    )
    op.create_index(op.f("ix_local_source_name"), "local_source", ["name"], unique=False)
    op.create_table(
        "local_source_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("hsds_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("version_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["local_source.id"], name=op.f("fk_local_source_row_source_id_local_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_source_row")),
    )
    op.create_index(op.f("ix_local_source_row_source_id"), "local_source_row", ["source_id"], unique=False)
    op.create_table(
        "local_said",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("hsds_id", sa.String(length=200), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["local_source.id"], name=op.f("fk_local_said_source_id_local_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_said")),
        sa.UniqueConstraint("kind", "hsds_id", name=op.f("uq_local_said_kind_hsds_id")),
    )
    op.create_index(op.f("ix_local_said_row_id"), "local_said", ["row_id"], unique=False)
    op.create_index(op.f("ix_local_said_source_id"), "local_said", ["source_id"], unique=False)


def downgrade() -> None:
    """Go back; services stay, what a source said of them and where it lies on the map is lost."""
    op.drop_table("local_said")
    op.drop_table("local_source_row")
    op.drop_table("local_source")
    op.drop_table("local_taxonomy_term")
    for table, column in (
        ("local_location", "longitude"),
        ("local_location", "latitude"),
        ("local_service", "maximum_age"),
        ("local_service", "minimum_age"),
    ):
        op.drop_column(table, column)
