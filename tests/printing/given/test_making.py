"""Making a print anew: the plain page takes the next day that is agreed, and every print has a name in a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

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
        "Message to the GP",
    ]


def test_english_goes_without_saying() -> None:
    assert [language_of(tag) for tag in (ENGLISH, "", "ur", "xx")] == ["", "", "Urdu", ""]


@pytest.mark.parametrize("item", ["plan", "steps", "leaflet", "consent", "plain"])
def test_every_kind_of_print_is_made_anew_as_it_was(site: Site, item: str) -> None:
    of_plan = item in {"plan", "steps"}
    with Session(site.engine) as store:
        client = client_record(store, site.client_id)
        kept = PrintRecord(
            id=site.plan_id,
            client_id=client.id,
            plan_id=site.plan_id if of_plan else None,
            plan_number=1 if of_plan else None,
            item=item,
            format=Format.STANDARD,
            size=20,
            mono=True,
            language=ENGLISH,
            way=Way.WAITING,
            safe=Safe.YES,
            seal="",
            asked_at=datetime(2026, 11, 25, tzinfo=UTC),
            asked_by=site.actor.worker_id,
        )
        paper, plan = paper_again(store, site.actor, kept, client)
        assert (paper.options.format, paper.options.size, paper.options.mono) == (Format.STANDARD, 20, True)
        assert (plan is not None) == of_plan
        with pytest.raises(RuleBroken):
            paper_again(store, site.actor, replace(kept, language="ur"), client)
