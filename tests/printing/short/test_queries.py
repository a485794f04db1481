"""What the record offers for cards and letters: the next day, the client's own goals, only what they said yes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import ClientRecord
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.clients.sharing.service import share_without_permission
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.printing.items import print_item
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.listing import lines_of
from linkdesk.printing.short.queries import said_of
from linkdesk.printing.short.queries import said_with
from linkdesk.printing.short.queries import services
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import RuleBroken
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plans.site import Site

GARDEN = Recipient(RecipientKind.SERVICE, "Garden group")


@pytest.fixture
def store(site: Site) -> Iterator[Session]:
    with Session(site.engine) as made:
        yield made


def client(site: Site, store: Session) -> ClientRecord:
    return client_record(store, site.client_id)


def agree(site: Site, store: Session) -> None:
    plan = site.plan()
    day = samples.DAY + timedelta(days=20)
    change_plan(store, site.actor, ChangePlan(plan.id, plan.version, (), (), "", day, "The library"))
    agree_plan(store, site.actor, AgreePlan(plan.id, site.plan().version, AgreedHow.TICK))


def say_yes(site: Site, store: Session, *answers: AnswerTo, parts: tuple[Part, ...] = (), seen: int = 0) -> None:
    record_decisions(store, site.actor, samples.decisions(*answers, client_id=site.client_id, seen=seen, parts=parts))


def test_a_card_offers_the_next_day_on_record(site: Site, store: Session) -> None:
    said = said_of(store, site.actor, ClientItem.APPOINTMENT, client(site, store))
    assert (said.day, said.place) == (None, "")
    agree(site, store)
    said = said_of(store, site.actor, ClientItem.APPOINTMENT, client(site, store))
    assert (said.day, said.place) == (samples.DAY + timedelta(days=20), "The library")


def test_typed_words_are_kept_with_the_print(site: Site, store: Session) -> None:
    subject = str(site.client_id)
    save_draft(store, site.actor, draft_name(ClientItem.CLOSING), subject, {"did": "We sang", "words": "Well done"})
    text = print_item(store, site.actor, "closing", site.client_id, format="text", language="en")[0].decode()
    assert "We sang" in text
    assert "Well done" in text


def test_a_closing_letter_offers_the_goals_that_were_agreed_only(site: Site, store: Session) -> None:
    assert said_of(store, site.actor, ClientItem.CLOSING, client(site, store)).did == ""
    agree(site, store)
    assert said_of(store, site.actor, ClientItem.CLOSING, client(site, store)).did == "Meet people"


def test_a_letter_to_a_service_needs_a_yes(site: Site, store: Session) -> None:
    with pytest.raises(RuleBroken, match="not said yes"):
        print_item(store, site.actor, "introduction", site.client_id)
    say_yes(site, store, samples.no(CHOIR))
    store.expire_all()
    with pytest.raises(RuleBroken, match="not said yes"):
        print_item(store, site.actor, "introduction", site.client_id)
    introduction = [line for _name, lines in lines_of(store, client(site, store)) for line in lines][-1]
    assert introduction.why_not
    assert not introduction.has_words


def test_sharing_without_permission_is_no_yes_for_a_letter(site: Site, store: Session) -> None:
    share_without_permission(store, site.actor, samples.without(site.client_id, recipient=CHOIR))
    assert services(store, site.client_id) == {}


@pytest.mark.parametrize("parts", [(), (Part.NEEDS,), (Part.PLAN,), (Part.NEEDS, Part.PLAN)])
def test_it_says_only_the_parts_they_said_yes_to(site: Site, store: Session, parts: tuple[Part, ...]) -> None:
    agree(site, store)
    say_yes(site, store, samples.yes(CHOIR), parts=parts)
    said = said_of(store, site.actor, ClientItem.INTRODUCTION, client(site, store))
    assert said.to == CHOIR.name
    assert ("Meet people" in said.want) == (Part.PLAN in parts)
    assert ("Easyread" in said.helps) == (Part.NEEDS in parts)


def test_another_service_than_they_said_yes_to_is_never_on_the_letter(site: Site, store: Session) -> None:
    say_yes(site, store, samples.yes(CHOIR))
    say_yes(site, store, samples.no(GARDEN), seen=1)
    said = said_with(store, site.actor, ClientItem.INTRODUCTION, client(site, store), {"to": GARDEN.name})
    assert said.to == CHOIR.name
    say_yes(site, store, AnswerTo(CHOIR, Answer.WITHDRAWN), seen=2)
    with pytest.raises(RuleBroken):
        said_of(store, site.actor, ClientItem.INTRODUCTION, client(site, store))


def test_a_phone_where_no_message_may_be_left_is_not_offered(site: Site, store: Session) -> None:
    say_yes(site, store, samples.yes(CHOIR))
    here = client(site, store)
    said = said_of(store, site.actor, ClientItem.INTRODUCTION, here)
    assert said.phone == here.phones[0].number
    silent = replace(here, phones=tuple(replace(each, safe_to_leave_message=False) for each in here.phones))
    assert said_of(store, site.actor, ClientItem.INTRODUCTION, silent).phone == ""
