"""After a death is noted, everything for the person stops at once and says so; an error is taken back."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.printing.items import print_item
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import RuleBroken
from tests.furnished import House

WORDS = {"died_on-day": "3", "died_on-month": "5", "died_on-year": "2026", "source": "The daughter"}


def html(house: House) -> str:
    """Return Today as it is sent."""
    return house.worker.get("/").answer.get_data(as_text=True)


def with_plan(house: House) -> tuple[str, str]:
    """Return a client's page and one of their plans."""
    plan = next(each for each in house.ids(Plan) if f"/plans/{each}" in html(house))
    with open_session(house.settings, house.vault) as (session, _actor):
        return f"/clients/{plan_record(session, plan).client_id}", f"/plans/{plan}"


def test_everything_stops_and_says_so_and_goes_on_after_an_error(house: House) -> None:
    client, plan = with_plan(house)
    worker = house.worker
    with open_session(house.settings, house.vault) as (session, actor):
        begun = StartAssessment(uuid.UUID(client.rsplit("/", 1)[1]), library.ONS4, Setting.WORKER)
        talk = start_assessment(session, actor, begun)
    assert plan in html(house)
    assert worker.get(f"{plan}/print").words
    page = worker.fill(f"{client}/deceased", WORDS)
    assert "Died 3 May 2026" in page.words
    assert "Told by The daughter" in page.words
    assert "Next step" not in page.words
    assert "Print plan" not in page.words
    assert "Died 3 May 2026" in worker.get(f"{client}/change").words
    refused = worker.get(f"{plan}/print", expect=422)
    assert "This person died on 3 May 2026, so nothing is printed for them or sent to them." in refused.words
    with open_session(house.settings, house.vault) as (session, actor), pytest.raises(RuleBroken, match="died on"):
        print_item(session, actor, "plan", uuid.UUID(client.rsplit("/", 1)[1]))
    assert plan not in html(house)
    talks = f"/assessments/start/{client.rsplit('/', 1)[1]}"
    assert "no talk is started" in worker.get(talks).words
    assert "Which questions" not in worker.get(talks).words
    assert "has died" in worker.post(f"/assessments/{talk}/turn", {}, token_from="/", expect=422).words
    back = worker.fill(f"{client}/deceased", {"reason": "Another person"}, action=f"{client}/deceased/take-back")
    assert "Next step" in back.words
    assert worker.get(f"{plan}/print").words
    assert "taken back: Another person" in worker.get(f"{client}/deceased").words


def test_what_is_wrong_is_said_and_stays_typed(house: House) -> None:
    path = f"/clients/{house.ids(Client)[0]}/deceased"
    worker = house.worker
    page = worker.fill(path, {**WORDS, "died_on-year": ""}, expect=422)
    assert page.fields(action=path)["source"] == "The daughter"
    future = worker.fill(path, {**WORDS, "died_on-year": "2126"}, expect=422)
    assert "cannot be in the future" in future.words
    nobody = worker.post(
        f"{path}/take-back", {**worker.get(path).fields(action=path), "reason": "x"}, expect=404, token_from=path
    )
    assert "Nothing was changed" in nobody.words
    assert "Say why." in worker.post(f"{path}/take-back", {"version": "1"}, expect=422, token_from=path).words


def test_a_stale_page_keeps_the_words_and_can_be_saved_again(house: House) -> None:
    worker = house.worker
    client = house.ids(Client)[0]
    path = f"/clients/{client}/deceased"
    page = worker.fill(path, {**WORDS, "version": "7"}, expect=409)
    assert "Someone saved this page" in page.words
    worker.post(path, page.fields(action=path))
    with open_session(house.settings, house.vault) as (session, _actor):
        assert client_record(session, client).is_deceased


def test_typed_words_come_back(house: House) -> None:
    client = house.ids(Client)[0]
    path = f"/clients/{client}/deceased"
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "deceased", str(client), {"source": "Half typed", "version": "1"})
    assert house.worker.get(path).fields(action=path)["source"] == "Half typed"
    assert path in html(house)
