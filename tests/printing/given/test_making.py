"""Making a print anew: the plain page takes the next day that is agreed, and every print has a name in a list."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.languages.tongues import ENGLISH
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.service import change_plan
from linkdesk.printing.given.making import language_of
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.given.making import title_of
from linkdesk.printing.rules import PrintOptions

if TYPE_CHECKING:
    from tests.plans.site import Site

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("days", [-1, 0, 7])
def test_a_day_that_has_passed_is_no_next_day(site: Site, days: int) -> None:
    on = TODAY + timedelta(days=days)
    with Session(site.engine) as store:
        change_plan(store, site.actor, ChangePlan(site.plan_id, site.plan().version, (), (), review_date=on))
        made = plain_of(store, site.actor, client_record(store, site.client_id), PrintOptions())
    assert (made.called, made.on, made.day) == ("Mo", on if days >= 0 else None, TODAY)
    assert made.phone == "01632 960 001"


def test_every_print_has_a_name() -> None:
    assert [title_of(item) for item in ("plan", "steps", "leaflet", "plain", "gp-message")] == [
        "My plan",
        "My steps",
        "How we use your information",
        "Plain page",
        "Gp message",
    ]


def test_english_goes_without_saying() -> None:
    assert [language_of(tag) for tag in (ENGLISH, "", "ur", "xx")] == ["", "", "Urdu", ""]
