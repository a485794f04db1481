"""The person at the depth of the record standard: names, lists, addresses, ways to reach them, needs, death."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXTS = {
    "name_suffix": 35,
    "alias": 70,
    "pronouns": 35,
    "birth_place": 150,
    "birth_country": 70,
    "address_note": 150,
    "other_contact": 255,
    "best_time": 70,
    "gp_name": 70,
    "deceased_source": 150,
    "death_taken_back": 150,
}
CHOICES = ("gender", "ethnicity", "marital_status", "nhs_status", "email_kind", "contact_method", "gp_opt_out")
LISTS = (
    "other_identifiers",
    "other_addresses",
    "other_emails",
    "contact_limits",
    "impairments",
    "mobility",
    "other_requirements",
)
DATES = ("needs_reviewed_on", "deceased_on")
COLUMNS = (*TEXTS, *CHOICES, *LISTS, *DATES, "is_carer")


def upgrade() -> None:
    """Go to this revision."""
    for name, most in TEXTS.items():
        op.add_column("client", sa.Column(name, sa.String(length=most), nullable=False, server_default=""))
    for name in CHOICES:
        op.add_column("client", sa.Column(name, sa.String(length=40), nullable=True))
    for name in LISTS:
        op.add_column("client", sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    for name in DATES:
        op.add_column("client", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("client", sa.Column("is_carer", sa.Boolean(), nullable=True))
    op.create_index(op.f("ix_client_needs_reviewed_on"), "client", ["needs_reviewed_on"], unique=False)
    op.add_column(
        "organisation", sa.Column("needs_review_months", sa.Integer(), nullable=False, server_default=sa.text("12"))
    )


def downgrade() -> None:
    """Go back; what was kept about people at this depth is lost."""
    op.drop_column("organisation", "needs_review_months")
    op.drop_index(op.f("ix_client_needs_reviewed_on"), table_name="client")
    for name in COLUMNS:
        op.drop_column("client", name)
