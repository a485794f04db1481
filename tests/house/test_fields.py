"""Form fields, command fields and columns agree: a field that is forgotten somewhere fails here."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from wtforms.fields.core import UnboundField

from linkdesk.clients.forms import ClientForm
from linkdesk.clients.models import Client
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import ClientRecord
from linkdesk.episodes.models import Episode
from linkdesk.episodes.rules import ChangeReferral
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.organisation.models import OrganisationRow
from linkdesk.organisation.rules import Organisation
from linkdesk.plans.forms import PlanForm
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import StepRecord
from linkdesk.record.base import Base
from linkdesk.web.forms import BaseForm

KERNEL = {"id", "organisation_id", "owner_id", "created_at", "updated_at", "version"}
CLIENT_DERIVED = {"family_key", "given_key", "search_text"}
CLIENT_OTHER_VERBS = {
    "keep_safe",
    "impairments",
    "mobility",
    "other_requirements",
    "needs_reviewed_on",
    "deceased_on",
    "deceased_source",
    "death_taken_back",
}
"""What other verbs than adding and changing keep in the row of a client."""


EPISODE_LATER = {each.name for each in dataclasses.fields(EpisodeRecord)} - {
    each.name for each in dataclasses.fields(ReferralDetails)
}
"""What the steps after a referral keep in its row."""


def fields(kind: type[Any]) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def columns(table: type[Base]) -> set[str]:
    return {column.name for column in table.__table__.columns} - KERNEL


def drawn(form: type[BaseForm]) -> set[str]:
    """Return the fields of a form, numbered ones folded: `phone_1` and `phone_2` are both `phone`."""
    names = {name for kind in form.__mro__ for name, value in vars(kind).items() if isinstance(value, UnboundField)}
    return {re.sub(r"_\d+(_|$)", r"\1", name) for name in names} - {"version"}


@pytest.mark.parametrize(
    ("command", "table", "elsewhere"),
    [
        (AddClient, Client, CLIENT_DERIVED | CLIENT_OTHER_VERBS),
        (ChangeClient, Client, CLIENT_DERIVED | CLIENT_OTHER_VERBS | {"client_id", "version"}),
        (ClientRecord, Client, CLIENT_DERIVED | KERNEL | {"print_reason", "print_format", "print_size", "has_risks"}),
        (PlanRecord, Plan, KERNEL | {"goals", "agreed_at"}),
        (GoalRecord, Goal, KERNEL | {"number", "steps", "outcomes", "position", "client_id", "plan_id"}),
        (StepRecord, Step, KERNEL | {"position", "client_id", "goal_id", "marks"}),
        (StepDraft, Step, KERNEL | {"position", "client_id", "goal_id"}),
        (Organisation, OrganisationRow, KERNEL),
        (EpisodeRecord, Episode, KERNEL),
        (ReceiveReferral, Episode, EPISODE_LATER | {"although_open"}),
        (ChangeReferral, Episode, EPISODE_LATER | {"worker_id", "episode_id", "version"}),
    ],
)
def test_commands_read_models_and_columns_agree(command: type[Any], table: type[Base], elsewhere: set[str]) -> None:
    assert fields(command) ^ columns(table) <= elsewhere


CLIENT_FORM = {
    "address_lines": {"address", "address_line", "address_lines"},
    "phones": {"phone", "phone_kind", "phone_safe"},
    "needs": {"need", "needs"},
    "other_identifiers": {"identifier"},
    "other_addresses": {"other_address"},
}


def test_the_client_form_asks_for_every_field_of_the_command() -> None:
    names = drawn(ClientForm)
    missing = {
        wanted
        for wanted in fields(AddClient)
        if wanted not in names and not any(name.startswith(wanted.rstrip("s")) for name in names)
    }
    assert missing - set(CLIENT_FORM) == set()
    for wanted in missing:
        assert any(name.startswith(tuple(CLIENT_FORM[wanted])) for name in names), wanted


def test_the_plan_form_asks_for_every_field_of_the_command() -> None:
    names = drawn(PlanForm)
    # What was typed first comes in a hidden field beside each box; the picture is chosen on the page of pictures.
    hidden = {"plan_id", "version", "first_words", "harder_picture"}
    missing = {w for w in fields(ChangePlan) - hidden if not any(n.startswith(w) for n in names)}
    assert missing == set()
