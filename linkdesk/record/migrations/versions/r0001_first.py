"""The first schema: every table there is, and an audit that the database itself keeps append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDS = (
    ("audit_entry_no_update", "audit_entry", "UPDATE"),
    ("audit_entry_no_delete", "audit_entry", "DELETE"),
    ("audit_payload_no_update", "audit_payload", "UPDATE"),
    ("read_entry_no_update", "read_entry", "UPDATE"),
    ("read_entry_no_delete", "read_entry", "DELETE"),
)
"""Audit and reading log only grow. Deleting a payload is left to the erasure verb, whose own entry explains it."""


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=60), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("row_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_client_id"), "audit_entry", ["client_id"], unique=False)
    op.create_index("ix_audit_entry_row", "audit_entry", ["table_name", "row_id"], unique=False)
    op.create_table(
        "client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.String(length=35), nullable=False),
        sa.Column("family_name", sa.String(length=35), nullable=False),
        sa.Column("preferred_name", sa.String(length=70), nullable=False),
        sa.Column("title", sa.String(length=35), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("nhs_number", sa.String(length=10), nullable=False),
        sa.Column("no_nhs_reason", sa.String(40), nullable=True),
        sa.Column("gp_practice_name", sa.String(length=150), nullable=False),
        sa.Column("gp_practice_code", sa.String(length=6), nullable=False),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        sa.Column("town", sa.String(length=35), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("chosen_format", sa.String(40), nullable=True),
        sa.Column("chosen_size", sa.Integer(), nullable=True),
        sa.Column("family_key", sa.Text(), nullable=False),
        sa.Column("given_key", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_index("ix_client_name", "client", ["family_key", "given_key", "id"], unique=False)
    op.create_index(op.f("ix_client_nhs_number"), "client", ["nhs_number"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("worker_id", "form", "subject", name=op.f("uq_draft_worker_id_form_subject")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        sa.Column("out_of_hours", sa.String(length=300), nullable=False),
        sa.Column("privacy_contact", sa.String(length=300), nullable=False),
        sa.Column("curtain_minutes", sa.Integer(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("own_numbers", sa.JSON(), nullable=False),
        sa.Column("extra_numbers", sa.JSON(), nullable=False),
        sa.Column("hidden_numbers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "read_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_entry")),
    )
    op.create_index(op.f("ix_read_entry_client_id"), "read_entry", ["client_id"], unique=False)
    op.create_table(
        "worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("form_url", sa.String(length=500), nullable=False),
        sa.Column("form_version", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("copyright", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("setting", sa.String(40), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("completed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_client_started", "assessment", ["client_id", "started_at"], unique=False)
    op.create_table(
        "audit_payload",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["audit_entry.seq"], name=op.f("fk_audit_payload_seq_audit_entry")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_payload")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("what_matters", sa.JSON(), nullable=False),
        sa.Column("strengths", sa.JSON(), nullable=False),
        sa.Column("if_harder", sa.Text(), nullable=False),
        sa.Column("review_date", sa.Date(), nullable=True),
        sa.Column("review_place", sa.String(length=200), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_how", sa.String(40), nullable=True),
        sa.Column("agreed_name", sa.String(length=200), nullable=False),
        sa.Column("signature", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("worker_name", sa.String(length=200), nullable=False),
        sa.Column("worker_phone", sa.String(length=200), nullable=False),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_plan_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index("ix_plan_client_number", "plan", ["client_id", "number"], unique=True)
    op.create_index("ix_plan_status_review", "plan", ["status", "review_date"], unique=False)
    op.create_table(
        "assessment_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("question_shown", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("value_text", sa.Text(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("scale", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("unknown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_answer_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_assessment_answer_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_answer")),
        sa.UniqueConstraint("assessment_id", "link_id", name=op.f("uq_assessment_answer_assessment_id_link_id")),
    )
    op.create_index(op.f("ix_assessment_answer_client_id"), "assessment_answer", ["client_id"], unique=False)
    op.create_table(
        "plan_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=True),
        sa.Column("picture", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_plan_goal_client_id_client")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
    )
    op.create_index(op.f("ix_plan_goal_client_id"), "plan_goal", ["client_id"], unique=False)
    op.create_index(op.f("ix_plan_goal_plan_id"), "plan_goal", ["plan_id"], unique=False)
    op.create_table(
        "plan_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("who_name", sa.String(length=200), nullable=False),
        sa.Column("when_text", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("if_hard", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_plan_step_client_id_client")),
        sa.ForeignKeyConstraint(["goal_id"], ["plan_goal.id"], name=op.f("fk_plan_step_goal_id_plan_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
    )
    op.create_index(op.f("ix_plan_step_client_id"), "plan_step", ["client_id"], unique=False)
    op.create_index(op.f("ix_plan_step_goal_id"), "plan_step", ["goal_id"], unique=False)
    for name, table, event in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        )


def downgrade() -> None:
    """Go back to nothing."""
    op.drop_index(op.f("ix_plan_step_goal_id"), table_name="plan_step")
    op.drop_index(op.f("ix_plan_step_client_id"), table_name="plan_step")
    op.drop_table("plan_step")
    op.drop_index(op.f("ix_plan_goal_plan_id"), table_name="plan_goal")
    op.drop_index(op.f("ix_plan_goal_client_id"), table_name="plan_goal")
    op.drop_table("plan_goal")
    op.drop_index(op.f("ix_assessment_answer_client_id"), table_name="assessment_answer")
    op.drop_table("assessment_answer")
    op.drop_index("ix_plan_status_review", table_name="plan")
    op.drop_index("ix_plan_client_number", table_name="plan")
    op.drop_table("plan")
    op.drop_table("audit_payload")
    op.drop_index("ix_assessment_client_started", table_name="assessment")
    op.drop_table("assessment")
    op.drop_table("worker")
    op.drop_index(op.f("ix_read_entry_client_id"), table_name="read_entry")
    op.drop_table("read_entry")
    op.drop_table("organisation")
    op.drop_table("draft")
    op.drop_index(op.f("ix_client_nhs_number"), table_name="client")
    op.drop_index("ix_client_name", table_name="client")
    op.drop_table("client")
    op.drop_index("ix_audit_entry_row", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_client_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
