"""Making a print anew: the plain page takes the next day that is agreed, and every print has a name in a list."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.languages.tongues import ENGLISH
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.service import change_plan
from linkdesk.printing.given.making import language_of
from linkdesk.printing.given.making import paper_again
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.given.making import title_of
from linkdesk.printing.given.rules import PrintRecord
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.errors import RuleBroken
from tests.printing.test_language import switch_on

if TYPE_CHECKING:
    from tests.plans.site import Site

TODAY = date(2026, 11, 25)
PLANS = frozenset({"plan", "steps"})


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
        "Message to the GP",
    ]


def test_english_goes_without_saying() -> None:
    assert [language_of(tag) for tag in (ENGLISH, "", "ur", "xx")] == ["", "", "Urdu", ""]


def waits(site: Site, client_id: uuid.UUID, item: str, **more: Any) -> PrintRecord:
    """Return a print that waits."""
    of_plan = item in PLANS
    given: dict[str, Any] = {
        "id": site.plan_id,
        "client_id": client_id,
        "plan_id": site.plan_id if of_plan else None,
        "plan_number": 1 if of_plan else None,
        "item": item,
        "format": Format.STANDARD,
        "size": 20,
        "mono": True,
        "language": ENGLISH,
        "way": Way.WAITING,
        "safe": Safe.YES,
        "seal": "",
        "asked_at": datetime(2026, 11, 25, tzinfo=UTC),
        "asked_by": site.actor.worker_id,
    }
    return PrintRecord(**{**given, **more})


@pytest.mark.parametrize("item", ["plan", "steps", "leaflet", "consent", "plain"])
def test_every_kind_of_print_is_made_anew_as_it_was(site: Site, item: str) -> None:
    of_plan = item in PLANS
    with Session(site.engine) as store:
        client = client_record(store, site.client_id)
        kept = waits(site, client.id, item)
        paper, plan = paper_again(store, site.actor, kept, client)
        assert (paper.options.format, paper.options.size, paper.options.mono) == (Format.STANDARD, 20, True)
        assert (plan is not None) == of_plan
        assert not paper.options.speech.bilingual
        with pytest.raises(RuleBroken):
            paper_again(store, site.actor, replace(kept, language="ur"), client)


def test_what_waits_with_english_beside_it_is_made_anew_with_it(site: Site) -> None:
    switch_on(site, "pl")
    with Session(site.engine) as store:
        client = client_record(store, site.client_id)
        kept = waits(site, client.id, "plan", language="pl", english=True)
        paper, _plan = paper_again(store, site.actor, kept, client)
        assert paper.options.speech.bilingual
        alone, _plan = paper_again(store, site.actor, replace(kept, english=False), client)
        assert not alone.options.speech.bilingual
