"""From “is this person here twice?” to one record and back."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.merging.models import ClientMerge
from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.episodes.service import receive_referral
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.record.audit import ReadEntry
from tests.data import people
from tests.episodes.conftest import referral

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House

TODAY = datetime.now(UTC).astimezone().date()


def two(house: House) -> tuple[UUID, UUID]:
    with open_session(house.settings, house.vault) as (session, actor):
        kept = people.new_client(1, title="", nhs_number="", town="Leeds")
        gone = people.new_client(1, title="", given_name="Zoey", town="Hull")
        return add_client(session, actor, kept), add_client(session, actor, gone)


def test_two_records_are_found_compared_made_one_and_taken_apart(house: House) -> None:
    kept, gone = two(house)
    worker = house.worker
    page = worker.get(f"/clients/{kept}")
    assert "Is this person here twice?" in page.words
    page = worker.get(f"/clients/{kept}/merge")
    compare = next(link.get("href", "") for link in page.every("a") if "/compare" in link.get("href", ""))
    assert compare == f"/clients/{kept}/merge/compare?other={gone}"
    assert "Zoey" not in compare, "no name in an address"
    page = worker.get(compare)
    assert "What counts where they differ" in page.words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert {kept, gone} <= set(session.scalars(select(ReadEntry.client_id)))
    page = worker.fill(compare, {"town": "other"}, action=compare)
    assert "The two records are one now." in page.words
    assert "Take Zoey O’Testly apart again" in page.words
    assert "Hull" in worker.get(f"/clients/{gone}").words, "the older record leads to the one that stayed"
    history = worker.get(f"/clients/{kept}/history").words
    assert "Made one record with another" in history
    with open_session(house.settings, house.vault) as (session, actor):
        start_plan(session, actor, StartPlan(kept))
        merge = session.scalars(select(ClientMerge.id)).one()
    undo = f"/clients/{kept}/merge/{merge}/undo"
    assert "Added since: whose is it?" in worker.get(undo).words
    assert "Say whose this is." in worker.fill(undo, {}, action=undo, expect=422).words
    page = worker.fill(undo, {"whose_0": "other"}, action=undo)
    assert "There are two records again. Zoey O’Testly is back." in page.words
    assert "Leeds" in worker.get(f"/clients/{kept}").words
    worker.get(undo, expect=404)
    assert "Taken apart" in worker.get(f"/clients/{kept}/merge").words


def test_the_other_record_can_be_looked_for(house: House) -> None:
    kept, _gone = two(house)
    path = f"/clients/{kept}/merge"
    assert "Zoey" in house.worker.fill(path, {"words": "zoey"}, action=path).words
    assert "Nobody else was found." in house.worker.fill(path, {"words": "nobody of this name"}, action=path).words


def test_what_is_not_there_is_not_compared(house: House) -> None:
    kept, _gone = two(house)
    for other in ("", "x", str(kept), "00000000-0000-4000-8000-00000000dead"):
        house.worker.get(f"/clients/{kept}/merge/compare?other={other}", expect=404)


def test_a_page_that_is_older_than_one_of_the_two_is_refused_and_drawn_anew(house: House) -> None:
    kept, gone = two(house)
    path = f"/clients/{kept}/merge/compare?other={gone}"
    page = house.worker.fill(path, {"other_version": "7"}, action=path, expect=422)
    assert "Somebody saved one of the two meanwhile." in page.words
    page = house.worker.fill(path, {}, action=path)
    assert "The two records are one now." in page.words


def test_a_merge_that_cannot_be_right_is_refused_on_the_page(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        one = people.new_client(1, nhs_number="", no_nhs_reason="overseas-patient")
        kept, gone = (add_client(session, actor, each) for each in (one, people.new_client(1)))
    path = f"/clients/{kept}/merge/compare?other={gone}"
    page = house.worker.fill(path, {"nhs_number": "other", "no_nhs_reason": "kept"}, action=path, expect=422)
    assert "Give the NHS number or the reason there is none, not both." in page.words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert session.get(Client, gone) is not None
        assert session.scalars(select(SearchTerm).where(SearchTerm.client_id == gone)).first() is not None


def test_two_open_referrals_are_asked_about_and_a_double_is_not_lost_when_the_records_come_apart(house: House) -> None:
    kept, gone = two(house)
    with open_session(house.settings, house.vault) as (session, actor):
        first, second = (receive_referral(session, actor, referral(each, received_on=TODAY)) for each in (kept, gone))
    worker, compare = house.worker, f"/clients/{kept}/merge/compare?other={gone}"
    assert "open referrals" not in worker.get(f"/clients/{kept}").words
    page = worker.fill(compare, {}, action=compare)
    assert "There are 2 open referrals. If they are one and the same, close one of them." in page.words
    assert "There are 2 open referrals." in worker.get(f"/clients/{kept}").words
    page = worker.get(f"/clients/{kept}/referral/{second}")
    close = next(link.get("href", "") for link in page.every("a") if "reason=twice" in link.get("href", ""))
    assert worker.get(close).fields()["reason"] == "twice"
    page = worker.fill(close, {}, action=close)
    assert "The same referral twice" in page.words
    assert "Owed" not in page.words
    for path in (f"/clients/{kept}", f"/clients/{kept}/referral/{first}", f"/clients/{kept}/merge"):
        assert "open referrals" not in worker.get(path).words, path
    with open_session(house.settings, house.vault) as (session, _actor):
        merge = session.scalars(select(ClientMerge.id)).one()
    undo = f"/clients/{kept}/merge/{merge}/undo"
    assert "It stays closed when the two are apart." in worker.get(undo).words
    page = worker.fill(undo, {}, action=undo)
    assert "the other one is not here. Look at it, and open it again" in page.words
    assert "the other one is not here" not in worker.get(f"/clients/{kept}").words
    worker.fill(f"/clients/{gone}/referral/{second}/reopen", {"reason": "It is another person’s"})
    assert "the other one is not here" not in worker.get(f"/clients/{gone}").words
