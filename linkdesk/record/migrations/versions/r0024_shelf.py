"""Forms that a service brings in, with their pictures, sounds and films, and pictures of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; the shelf is empty."""
    op.create_table(
        "shelf_form",
        *_kernel(),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("form_version", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf_form")),
        sa.UniqueConstraint("url", "form_version", name=op.f("uq_shelf_form_url_form_version")),
    )
    op.create_table(
        "shelf_file",
        *_kernel(),
        sa.Column("form_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["shelf_form.id"], name=op.f("fk_shelf_file_form_id_shelf_form")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf_file")),
    )
    op.create_index(op.f("ix_shelf_file_form_id"), "shelf_file", ["form_id"], unique=False)
    for name in ("shelf_form", "shelf_file"):
        op.create_table(
            f"{name}_body",
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("body", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(["id"], [f"{name}.id"], name=op.f(f"fk_{name}_body_id_{name}")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}_body")),
        )


def downgrade() -> None:
    """Go back; forms that were brought in are lost with their files, answers to them stay as they were shown."""
    for name in ("shelf_file_body", "shelf_form_body"):
        op.drop_table(name)
    op.drop_index(op.f("ix_shelf_file_form_id"), table_name="shelf_file")
    op.drop_table("shelf_file")
    op.drop_table("shelf_form")


def _kernel() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
