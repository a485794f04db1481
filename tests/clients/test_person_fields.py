"""The folded fields about a person: what is typed becomes parts, and parts fill the fields again."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.clients import person_fields
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import PersonDetails
from linkdesk.clients.person_fields import PersonFields
from linkdesk.clients.person_fields import person_values
from tests.data import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


@pytest.mark.parametrize("details", [PersonDetails(), PersonDetails(**people.WHOLE), PersonDetails(is_carer=False)])
def test_details_go_through_the_fields_unchanged(details: PersonDetails) -> None:
    form = PersonFields(data=person_values(details))
    assert form.person_details() == {each.name: getattr(details, each.name) for each in fields(PersonDetails)}


def test_half_a_part_is_kept_so_that_it_can_be_put_right() -> None:
    form = PersonFields(formdata=MultiDict({"identifier_2_kind": "Local", "other_address_1_note": "Until May"}))
    made = form.person_details()
    assert [(each.kind, each.value) for each in made["other_identifiers"]] == [("Local", "")]
    assert [(each.kind, each.note) for each in made["other_addresses"]] == [(AddressKind.TEMPORARY, "Until May")]


def test_a_value_outside_a_list_is_refused() -> None:
    form = PersonFields(formdata=MultiDict({"ethnicity": "Q"}))
    assert not form.validate()
    assert "ethnicity" in form.errors


def test_every_field_stands_in_a_group_or_beside_its_number() -> None:
    grouped = {
        *person_fields.REACH,
        *person_fields.EMAILS,
        *person_fields.ADDRESSES,
        *person_fields.ABOUT,
        *person_fields.NUMBERS,
        "gp_name",
        "gp_opt_out",
    }
    assert {field.name for field in PersonFields().rows()} == grouped
