"""The form of needs: a line for each need on record, whatever the list was when words were typed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.clients.requirements.forms import NeedsForm
from linkdesk.clients.requirements.forms import detail_name
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from tests.data import people

QUIET = Need(None, "Likes a quiet room")
CLIENT = uuid.UUID(int=5)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def test_a_record_goes_through_the_form_unchanged() -> None:
    client = people.client(
        1,
        needs=(Need(people.EASY_READ.code, people.EASY_READ.text, "Big pictures"), QUIET),
        impairments=(Impairment("Hearing", "Left ear"), Impairment("Sight")),
        mobility=("Uses a stick", "Cannot climb stairs"),
        other_requirements=("Ground floor",),
    )
    made = NeedsForm.of(client).command(CLIENT)
    assert made.needs == client.needs
    assert (made.impairments, made.mobility) == (client.impairments, client.mobility)
    assert (made.other_requirements, made.version) == (client.other_requirements, client.version)


def test_each_line_is_named_by_the_need_in_plain_words() -> None:
    form = NeedsForm.about((people.EASY_READ, QUIET))()
    assert [field.label.text for field in form.details] == ["Easy read", "Likes a quiet room"]


def test_words_stay_with_their_need_when_the_list_changed() -> None:
    typed = MultiDict({detail_name(QUIET): "By the door"})
    made = NeedsForm.about((people.EASY_READ, QUIET))(formdata=typed).command(CLIENT)
    assert [need.detail for need in made.needs] == ["", "By the door"]


def test_two_forms_do_not_share_their_lines() -> None:
    NeedsForm.about((QUIET,))
    assert detail_name(QUIET) not in NeedsForm()


def test_more_about_an_impairment_without_its_name_is_refused() -> None:
    form = NeedsForm(formdata=MultiDict({"impairment_2_more": "Left ear"}))
    assert not form.validate_impairments()
    assert form.impairment_2.errors
    assert form.has_more_impairments
    assert not NeedsForm().has_more_impairments
    assert NeedsForm(formdata=MultiDict({"impairment_1": "Hearing"})).validate_impairments()
