"""The pages of risks, from the first question to the end of a risk."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.risks.queries import risks_of
from linkdesk.printing.items import print_item
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    from linkdesk.clients.risks.rules import RisksPage
    from tests.furnished import House


def asked(house: House, number: int = 0) -> tuple[uuid.UUID, str]:
    """Return a client of whom nobody asked yet, and the address of their risks."""
    client = house.ids(Client)[number]
    return client, f"/clients/{client}/risks"


def kept(house: House, client: uuid.UUID) -> RisksPage:
    with open_session(house.settings, house.vault) as (session, _actor):
        return risks_of(session, client)


def test_from_the_question_to_the_end_of_a_risk(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    assert "Nobody has said yet whether there is a risk" in worker.get(f"/clients/{client}").words
    assert "No known risk" in worker.post(f"{path}/none-known", {}, token_from=path).words
    assert "There is an entry already" in worker.post(f"{path}/none-known", {}, token_from=path, expect=422).words
    page = worker.fill(f"{path}/new", {"ready": "home-visit/0", "comment": "Ring first"})
    assert "Dog or other animal" in page.words
    assert "Risk on record" in worker.get(f"/clients/{client}/change").words
    risk = kept(house, client).risks[0].id
    page = worker.fill(f"{path}/{risk}", {"ready": "", "own_words": "An angry goose", "kind": "home-visit"})
    assert "An angry goose" in page.words
    page = worker.fill(f"{path}/{risk}/end", {"end_comment": "It flew away"})
    assert "It flew away" in page.words
    assert "Risk on record" not in page.words
    assert [each.risk for each in kept(house, client).past] == ["An angry goose", "No known risk"]


def test_what_is_wrong_is_said_and_the_words_stay(house: House) -> None:
    client, path = asked(house)
    page = house.worker.fill(f"{path}/new", {"own_words": "An angry goose"}, expect=422)
    assert "Choose at whom the risk points" in page.words
    assert page.fields()["own_words"] == "An angry goose"
    future = {"ready": "to-person/3", "started_on-day": "1", "started_on-month": "1", "started_on-year": "2090"}
    assert "cannot begin in the future" in house.worker.fill(f"{path}/new", future, expect=422).words
    house.worker.fill(f"{path}/new", {"ready": "to-person/3"})
    risk = kept(house, client).risks[0].id
    assert "Choose a risk" in house.worker.fill(f"{path}/{risk}", {"ready": ""}, expect=422).words
    empty = {"ended_on-day": "", "ended_on-month": "", "ended_on-year": ""}
    assert "Enter the day it ended" in house.worker.fill(f"{path}/{risk}/end", empty, expect=422).words
    late = {"ended_on-day": "1", "ended_on-month": "1", "ended_on-year": "2090"}
    assert "today or earlier" in house.worker.fill(f"{path}/{risk}/end", late, expect=422).words


def test_both_texts_are_shown_when_somebody_saved_in_between(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    worker.fill(f"{path}/new", {"ready": "to-person/3"})
    where = f"{path}/{kept(house, client).risks[0].id}"
    old = worker.get(where).fields()
    worker.fill(where, {"comment": "Theirs"})
    page = worker.post(where, {**old, "comment": "Mine"}, expect=409)
    assert "Theirs" in page.words
    worker.post(where, page.fields())
    assert kept(house, client).risks[0].comment == "Mine"


def test_typed_words_come_back(house: House) -> None:
    client, path = asked(house)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "risk_new", str(client), {"own_words": "Half a goose"})
    assert house.worker.get(f"{path}/new").fields()["own_words"] == "Half a goose"
    assert f"{path}/new" in [link.get("href") for link in house.worker.get("/").every("a")]


def test_a_risk_under_another_clients_address_is_not_there(house: House) -> None:
    client, path = asked(house)
    house.worker.fill(f"{path}/new", {"ready": "to-person/3"})
    risk = kept(house, client).risks[0].id
    _other, elsewhere = asked(house, 1)
    for way in ("", "/end"):
        assert house.worker.client.get(f"{elsewhere}/{risk}{way}").status_code == 404
        assert house.worker.client.get(f"{path}/{risk}{way}").status_code == 200


def test_no_risk_and_no_keep_safe_line_reaches_a_clients_print(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        client = next(one for one in house.ids(Client) if _has_plan(house, one))
    path = f"/clients/{client}"
    house.worker.fill(f"{path}/risks/new", {"own_words": "Zvestrik", "kind": "to-person", "comment": "Zvestrik"})
    house.worker.fill(f"{path}/keep-safe", {"own_words": "Zvestrik"})
    with open_session(house.settings, house.vault) as (session, actor):
        for item in ("plan", "steps"):
            made, _name = print_item(session, actor, item, client, format="text", size=None, mono=False, language="en")
            assert made
            assert b"Zvestrik" not in made


def _has_plan(house: House, client: uuid.UUID) -> bool:
    from linkdesk.plans.queries import plans_of
    from linkdesk.plans.rules import PlanStatus

    with open_session(house.settings, house.vault) as (session, _actor):
        return any(plan.status is PlanStatus.AGREED for plan in plans_of(session, client))
