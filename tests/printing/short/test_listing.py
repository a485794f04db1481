"""The list of prints names each one once, with what it is for, and none for somebody who died."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.short.listing import CLIENT_WORDS
from linkdesk.printing.short.listing import GROUPS
from linkdesk.printing.short.listing import lines_of
from tests.data import people

if TYPE_CHECKING:
    from tests.plans.site import Site


def test_every_print_of_a_client_stands_in_one_group() -> None:
    assert sorted(item for _name, items in GROUPS for item in items) == sorted(ClientItem)
    assert set(CLIENT_WORDS) == set(ClientItem)


def test_the_plan_is_first_and_says_when_there_is_none(site: Site) -> None:
    with Session(site.engine) as store:
        _name, lines = lines_of(store, client_record(store, site.client_id))[0]
        assert [(line.item, line.plan_id) for line in lines] == [(item.value, site.plan_id) for item in Item]
        other = add_client(store, site.actor, people.new_client(1))
        _name, (line,) = lines_of(store, client_record(store, other))[0]
        assert line.why_not == "There is no plan yet."


def test_nothing_is_offered_for_somebody_who_died(site: Site) -> None:
    with Session(site.engine) as store:
        dead = people.client(deceased_on=date(2026, 11, 1))
        assert lines_of(store, dead) == ()
