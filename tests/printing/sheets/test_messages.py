"""A message says actions first, and no more than the person agreed to share with this very reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.service import receive_referral
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.service import agree_plan
from linkdesk.printing.sheets.messages import asked_limits
from linkdesk.printing.sheets.messages import message
from linkdesk.printing.sheets.rules import NO_ACTION
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.record.errors import RuleBroken
from tests.clients.sharing import samples
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plans.site import Site


@pytest.fixture
def store(site: Site) -> Iterator[Session]:
    with Session(site.engine) as made:
        yield made


def words(sheet: Sheet) -> str:
    lines = (f"{each.heading}: {'; '.join(each.lines)}" for each in sheet.sections)
    return "\n".join((*sheet.lead, *lines))


def to(site: Site, store: Session, kind: SheetKind = SheetKind.GP_MESSAGE, **typed: str) -> Sheet:
    return message(store, site.actor, kind, client_record(store, site.client_id), typed)[0]


def say_yes(site: Site, store: Session, *parts: Part, what: str = "") -> None:
    command = samples.decisions(samples.yes(GP), client_id=site.client_id, parts=parts, what=what)
    record_decisions(store, site.actor, command)


def test_without_a_yes_there_is_no_message(site: Site, store: Session) -> None:
    with pytest.raises(RuleBroken, match="Nobody has asked yet"):
        to(site, store)
    record_decisions(store, site.actor, samples.decisions(samples.no(GP), client_id=site.client_id))
    with pytest.raises(RuleBroken, match="They said no to sharing with their GP"):
        to(site, store)


def test_actions_come_first_and_none_is_said_too(site: Site, store: Session) -> None:
    say_yes(site, store)
    assert to(site, store).sections[0].lines == (NO_ACTION,)
    asked = to(site, store, asks="Please review their medicine.\n\nPhone them on a Monday.")
    assert asked.sections[0].heading == "What we ask you to do"
    assert asked.sections[0].lines == ("Please review their medicine.", "Phone them on a Monday.")
    assert asked.whose == "Dr Maryam O’Testly", "it stands under every page"


@pytest.mark.parametrize("parts", [(), (Part.NEEDS,), (Part.PLAN,), (Part.PLAN, Part.NEEDS, Part.ANSWERS)])
def test_it_says_only_the_parts_they_agreed_to_and_names_the_others(
    site: Site, store: Session, parts: tuple[Part, ...]
) -> None:
    agree_plan(store, site.actor, AgreePlan(site.plan_id, site.plan().version, AgreedHow.TICK))
    say_yes(site, store, *parts)
    text = words(to(site, store))
    assert ("Meet people" in text) == (Part.PLAN in parts)
    assert ("Easyread" in text) == (Part.NEEDS in parts)
    assert text.count("they did not agree to share it") == len(Part) - len(parts)


def test_a_draft_of_a_plan_does_not_go(site: Site, store: Session) -> None:
    say_yes(site, store, *Part)
    assert "Meet people" not in words(to(site, store))


def test_what_they_said_about_the_limits_is_put_before_the_worker(site: Site, store: Session) -> None:
    say_yes(site, store, what="Not my health")
    client = client_record(store, site.client_id)
    assert "“Not my health”" in asked_limits(store, SheetKind.GP_MESSAGE, client)
    assert asked_limits(store, SheetKind.REFERRER_MESSAGE, client) == ""
    assert asked_limits(store, SheetKind.RECORD_COPY, client) == ""


@pytest.mark.parametrize("source", [Source.SELF, Source.FAMILY, None])
def test_nobody_is_written_to_where_no_service_referred(site: Site, store: Session, source: Source | None) -> None:
    if source is not None:
        receive_referral(
            store, site.actor, ReceiveReferral(client_id=site.client_id, source=source, received_on=samples.DAY)
        )
    record_decisions(store, site.actor, samples.decisions(samples.yes(REFERRER), client_id=site.client_id))
    with pytest.raises(RuleBroken, match="no referrer to write to"):
        to(site, store, SheetKind.REFERRER_MESSAGE)


def test_the_referrer_learns_where_the_work_stands_and_not_what_they_wrote_themselves(
    site: Site, store: Session
) -> None:
    referral = ReceiveReferral(
        client_id=site.client_id,
        source=Source.GP,
        received_on=samples.DAY,
        referrer_name="Dr Invented",
        reason="Drinks too much",
        background="Son in prison",
    )
    receive_referral(store, site.actor, referral)
    record_decisions(store, site.actor, samples.decisions(samples.yes(REFERRER), client_id=site.client_id))
    text = words(to(site, store, SheetKind.REFERRER_MESSAGE))
    assert "To: Dr Invented" in text
    assert "Referral received: 25 November 2026" in text
    assert "We have not reached them yet." in text
    assert "Drinks" not in text
    assert "prison" not in text
