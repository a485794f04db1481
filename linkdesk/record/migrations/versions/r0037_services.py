"""Local services, with the names of Open Referral."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision; there is no service."""
    op.create_table(
        "local_location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("location_type", sa.String(length=20), nullable=False),
        sa.Column("transportation", sa.Text(), nullable=False),
        sa.Column("landmarks", sa.Text(), nullable=False),
        sa.Column("parking", sa.String(length=200), nullable=False),
        sa.Column("steps", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_location")),
    )
    op.create_table(
        "local_organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_organization")),
    )
    op.create_index(op.f("ix_local_organization_name"), "local_organization", ["name"], unique=False)
    op.create_table(
        "local_accessibility",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["local_location.id"], name=op.f("fk_local_accessibility_location_id_local_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_accessibility")),
    )
    op.create_index(op.f("ix_local_accessibility_location_id"), "local_accessibility", ["location_id"], unique=False)
    op.create_table(
        "local_address",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("address_1", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("postal_code", sa.String(length=10), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("address_type", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["local_location.id"], name=op.f("fk_local_address_location_id_local_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_address")),
    )
    op.create_index(op.f("ix_local_address_location_id"), "local_address", ["location_id"], unique=False)
    op.create_table(
        "local_service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("eligibility_description", sa.Text(), nullable=False),
        sa.Column("application_process", sa.Text(), nullable=False),
        sa.Column("wait_time", sa.String(length=200), nullable=False),
        sa.Column("alert", sa.String(length=200), nullable=False),
        sa.Column("assured_date", sa.Date(), nullable=True),
        sa.Column("last_modified", sa.DateTime(), nullable=False),
        sa.Column("first_visit", sa.Text(), nullable=False),
        sa.Column("quiet_times", sa.String(length=200), nullable=False),
        sa.Column("worker_notes", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("assurance", sa.String(length=40), nullable=False),
        sa.Column("assured_with", sa.Text(), nullable=False),
        sa.Column("do_not_use_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["local_organization.id"],
            name=op.f("fk_local_service_organization_id_local_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_service")),
    )
    op.create_index(op.f("ix_local_service_name"), "local_service", ["name"], unique=False)
    op.create_index(op.f("ix_local_service_organization_id"), "local_service", ["organization_id"], unique=False)
    op.create_table(
        "local_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_contact_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_contact")),
    )
    op.create_index(op.f("ix_local_contact_service_id"), "local_contact", ["service_id"], unique=False)
    op.create_table(
        "local_cost_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("option", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.String(length=12), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_cost_option_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_cost_option")),
    )
    op.create_index(op.f("ix_local_cost_option_service_id"), "local_cost_option", ["service_id"], unique=False)
    op.create_table(
        "local_language",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_language_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_language")),
    )
    op.create_index(op.f("ix_local_language_service_id"), "local_language", ["service_id"], unique=False)
    op.create_table(
        "local_schedule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("freq", sa.String(length=10), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("byday", sa.String(length=40), nullable=False),
        sa.Column("opens_at", sa.String(length=5), nullable=False),
        sa.Column("closes_at", sa.String(length=5), nullable=False),
        sa.Column("notes", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_schedule_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_schedule")),
    )
    op.create_index(op.f("ix_local_schedule_service_id"), "local_schedule", ["service_id"], unique=False)
    op.create_table(
        "local_service_at_location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["local_location.id"], name=op.f("fk_local_service_at_location_location_id_local_location")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_service_at_location_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_service_at_location")),
    )
    op.create_index(
        op.f("ix_local_service_at_location_location_id"), "local_service_at_location", ["location_id"], unique=False
    )
    op.create_index(
        op.f("ix_local_service_at_location_service_id"), "local_service_at_location", ["service_id"], unique=False
    )
    op.create_table(
        "local_phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["local_contact.id"], name=op.f("fk_local_phone_contact_id_local_contact")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["local_service.id"], name=op.f("fk_local_phone_service_id_local_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_phone")),
    )
    op.create_index(op.f("ix_local_phone_contact_id"), "local_phone", ["contact_id"], unique=False)
    op.create_index(op.f("ix_local_phone_service_id"), "local_phone", ["service_id"], unique=False)


def downgrade() -> None:
    """Go back; all services are lost."""
    op.drop_index(op.f("ix_local_phone_contact_id"), table_name="local_phone")
    op.drop_index(op.f("ix_local_phone_service_id"), table_name="local_phone")
    op.drop_table("local_phone")
    op.drop_index(op.f("ix_local_service_at_location_location_id"), table_name="local_service_at_location")
    op.drop_index(op.f("ix_local_service_at_location_service_id"), table_name="local_service_at_location")
    op.drop_table("local_service_at_location")
    op.drop_index(op.f("ix_local_schedule_service_id"), table_name="local_schedule")
    op.drop_table("local_schedule")
    op.drop_index(op.f("ix_local_language_service_id"), table_name="local_language")
    op.drop_table("local_language")
    op.drop_index(op.f("ix_local_cost_option_service_id"), table_name="local_cost_option")
    op.drop_table("local_cost_option")
    op.drop_index(op.f("ix_local_contact_service_id"), table_name="local_contact")
    op.drop_table("local_contact")
    op.drop_index(op.f("ix_local_service_name"), table_name="local_service")
    op.drop_index(op.f("ix_local_service_organization_id"), table_name="local_service")
    op.drop_table("local_service")
    op.drop_index(op.f("ix_local_address_location_id"), table_name="local_address")
    op.drop_table("local_address")
    op.drop_index(op.f("ix_local_accessibility_location_id"), table_name="local_accessibility")
    op.drop_table("local_accessibility")
    op.drop_index(op.f("ix_local_organization_name"), table_name="local_organization")
    op.drop_table("local_organization")
    op.drop_table("local_location")
