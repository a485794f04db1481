"""The index of local services with what notes that an entry is due, and where postcodes are; filled at the unlock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_AT = "SELECT service_id FROM local_service_at_location WHERE location_id = {row}"
DUE = {
    "local_service": "SELECT {row}id",
    "local_service_at_location": "SELECT {row}service_id",
    "local_schedule": "SELECT {row}service_id",
    "local_cost_option": "SELECT {row}service_id",
    "local_language": "SELECT {row}service_id",
    "local_location": _AT + "id",
    "local_address": _AT + "location_id",
    "local_accessibility": _AT + "location_id",
    "local_organization": "SELECT id FROM local_service WHERE organization_id = {row}id",
}
"""Which services a row is about. Who to ask for and phone numbers are not searched."""
ROWS = {"insert": ("new.",), "update": ("old.", "new."), "delete": ("old.",)}


def upgrade() -> None:
    """Go to this revision; the index is made at the next unlock."""
    op.create_table(
        "service_search",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("unused", sa.Boolean(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("outward", sa.String(length=8), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=True),
        sa.Column("northing", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_service_search")),
        sa.UniqueConstraint("service_id", name=op.f("uq_service_search_service_id")),
    )
    op.create_index(op.f("ix_service_search_name_key"), "service_search", ["name_key"], unique=False)
    op.create_index(op.f("ix_service_search_postcode"), "service_search", ["postcode"], unique=False)
    op.create_table(
        "service_word",
        sa.Column("word", sa.String(length=30), nullable=False),
        sa.Column("place", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_service_word")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "service_due",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_service_due")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "service_search_state",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_service_search_state")),
    )
    op.create_table(
        "local_postcode",
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=False),
        sa.Column("northing", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_local_postcode")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "local_postcode_file",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("postcodes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_local_postcode_file")),
    )
    columns = "name, topic, what, who, place, rest, marks"
    op.execute(f"CREATE VIRTUAL TABLE service_words USING fts5({columns}, tokenize='porter unicode61')")
    op.execute("INSERT INTO service_words(service_words, rank) VALUES ('secure-delete', 1)")
    for table, about in DUE.items():
        for action, rows in ROWS.items():
            notes = " ".join(f"INSERT OR IGNORE INTO service_due {about.format(row=row)};" for row in rows)
            op.execute(f"CREATE TRIGGER due_{table}_{action} AFTER {action} ON {table} BEGIN {notes} END")


def downgrade() -> None:
    """Go back; the index can be made anew, postcodes are lost."""
    for table in DUE:
        for action in ROWS:
            op.execute(f"DROP TRIGGER due_{table}_{action}")
    op.execute("DROP TABLE service_words")
    for table in ("local_postcode_file", "local_postcode", "service_search_state", "service_due", "service_word"):
        op.drop_table(table)
    op.drop_index(op.f("ix_service_search_postcode"), table_name="service_search")
    op.drop_index(op.f("ix_service_search_name_key"), table_name="service_search")
    op.drop_table("service_search")
