"""Whose papers of a batch are safe to take, as the record says now."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.desk.plans_due import AgreedPlan
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.many_safe import Asked
from linkdesk.printing.many_safe import Wanted
from linkdesk.printing.many_safe import against
from linkdesk.printing.many_safe import asked
from linkdesk.printing.many_safe import check_safe
from linkdesk.printing.many_safe import wanted
from linkdesk.printing.rules import Item
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from tests.furnished import House

BORN = date(1956, 2, 3)
YES, NO = (
    Asked(AgreedPlan(uuid.uuid4(), uuid.uuid4(), who), why, BORN) for who, why in (("A", ()), ("B", ("Give no paper",)))
)


def test_only_who_was_chosen_is_printed_for_and_a_no_on_record_is_stronger_than_a_tick() -> None:
    yes, no = str(YES.due.plan_id), str(NO.due.plan_id)
    assert wanted([YES, NO], [], []) == ()
    assert wanted([YES, NO], [yes, no, "x"], []) == (Wanted(YES.due, Safe.YES),)
    assert wanted([YES, NO], [yes, no], [no]) == (Wanted(YES.due, Safe.YES), Wanted(NO.due, Safe.PLAIN))


def test_who_is_gone_since_the_list_was_read_is_nobody_to_ask_about(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plans = agreed_plans(session, (actor.worker_id,), most=9)
        people = asked(session, (*plans, AgreedPlan(uuid.uuid4(), uuid.uuid4(), "Nobody")), Item.PLAN)
    assert {one.due for one in people} == set(plans)


def test_each_has_the_date_of_birth_and_who_else_there_has_such_a_name(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plans = agreed_plans(session, (actor.worker_id,), most=9)
        births = {
            one.due: client_record(session, one.due.client_id).birth_date for one in asked(session, plans, Item.PLAN)
        }
        assert {one.due: one.birth_date for one in asked(session, plans, Item.PLAN)} == births
        first = client_record(session, plans[0].client_id)
        add = AddClient(given_name=first.given_name, family_name=f"{first.family_name}e", birth_date=BORN)
        like = AgreedPlan(uuid.uuid4(), add_client(session, actor, add), "Somebody Like")
        again = replace(plans[0], plan_id=uuid.uuid4())
        alike = {one.due: one.alike for one in asked(session, (*plans, like, again), Item.PLAN)}
    assert alike[plans[0]] == alike[again] == ("Somebody Like, born 3 February 1956",)
    assert len(alike[like]) == 1
    assert not [one for due, one in alike.items() if due not in {plans[0], again, like} and one]


@pytest.mark.parametrize(
    ("line", "note", "why"),
    [
        ("Give no paper", "", ("Give no paper",)),
        ("Paper is safe", "", ()),
        ("See alone", "", ("See alone",)),
        ("", "Do not post here", ("the address says “Do not post here”",)),
    ],
)
def test_what_speaks_against_paper_stops_it_also_when_it_was_written_meanwhile(
    house: House, line: str, note: str, why: tuple[str, ...]
) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        due = agreed_plans(session, (actor.worker_id,), most=9)[0]
        client = replace(client_record(session, due.client_id), keep_safe=line, contact_limits=())
        client = replace(client, address_note=note, other_addresses=())
    assert against(client, Item.PLAN) == why
    if why:
        with pytest.raises(RuleBroken, match="paper is not safe for them"):
            check_safe(client, Item.PLAN)
    else:
        check_safe(client, Item.PLAN)
