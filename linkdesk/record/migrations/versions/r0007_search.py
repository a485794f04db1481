"""The search index: terms of persons, what leads to them, and words in notes; it is filled at the next unlock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _to_client(table: str) -> sa.ForeignKeyConstraint:
    """Checked at the commit: an erased client's terms follow in the same transaction."""
    name = op.f(f"fk_{table}_client_id_client")
    return sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "search_term",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("text", sa.String(length=70), nullable=False),
        _to_client("search_term"),
        sa.PrimaryKeyConstraint("client_id", "field", "text", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_term_text"), "search_term", ["text"], unique=False)
    op.create_table(
        "search_part",
        sa.Column("part", sa.String(length=70), nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("text", sa.String(length=70), nullable=False),
        sa.PrimaryKeyConstraint("part", "how", "text", name=op.f("pk_search_part")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_note",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to_client("search_note"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_note")),
        sa.UniqueConstraint("source", "row_id", name=op.f("uq_search_note_source_row_id")),
    )
    op.create_index(op.f("ix_search_note_client_id"), "search_note", ["client_id"], unique=False)
    op.create_table(
        "search_state",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_search_state")),
    )
    # detail=none: single words are asked for, never phrases. secure-delete: an erased word leaves the file at once.
    op.execute("CREATE VIRTUAL TABLE search_words USING fts5(words, detail=none, tokenize='unicode61')")
    op.execute("INSERT INTO search_words(search_words, rank) VALUES ('secure-delete', 1)")


def downgrade() -> None:
    """Go back to 0006; the index can be made anew."""
    op.execute("DROP TABLE search_words")
    op.drop_table("search_state")
    op.drop_index(op.f("ix_search_note_client_id"), table_name="search_note")
    op.drop_table("search_note")
    op.drop_table("search_part")
    op.drop_index(op.f("ix_search_term_text"), table_name="search_term")
    op.drop_table("search_term")
