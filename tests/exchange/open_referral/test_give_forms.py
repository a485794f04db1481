"""The form that gives services."""

from __future__ import annotations

import pytest

from linkdesk.exchange.open_referral.give_forms import FORMS
from linkdesk.exchange.open_referral.give_forms import PAGES
from linkdesk.exchange.open_referral.giving import Style
from tests.exchange.open_referral.test_give_routes import START
from tests.furnished import House


def test_every_form_can_be_chosen_and_pages_are_of_json() -> None:
    assert {*(Style(each.value) for each in FORMS), *PAGES.values()} == set(Style)


@pytest.mark.parametrize("style", ["", "pdf"])
def test_a_form_must_be_chosen(house: House, style: str) -> None:
    page = house.worker.post(START, {"style": style}, expect=422)
    assert "Choose" in page.words
