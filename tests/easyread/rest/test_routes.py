"""A break and stopping for today on the client's pages that are no talk: what was typed or signed is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.vault.lock import State
from tests.furnished import CODE
from tests.furnished import PASSPHRASE

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House
    from tests.pages import Worker

SIGNED = '[{"points": [{"x": 1.0, "y": 2.0}, {"x": 30.0, "y": 4.0}]}]'
TYPED = {"how": "drawn", "name": "Maryam", "signature": SIGNED}


@pytest.fixture
def client_id(house: House) -> UUID:
    return house.ids(Client)[1]


@pytest.fixture
def draft_plan(house: House) -> UUID:
    """A draft with the goals of the agreed plan it follows."""
    with open_session(house.settings, house.vault) as (session, actor):
        plans = [plan_record(session, plan_id) for plan_id in house.ids(Plan)]
        agreed = next(plan for plan in plans if plan.status is PlanStatus.AGREED)
        return start_plan(session, actor, StartPlan(agreed.client_id))


def _state(house: House) -> State:
    return house.vault.state


def _rest(worker: Worker, path: str, button: str, words: dict[str, str]) -> str:
    """Press one of the two buttons on a page and return where it leads."""
    form = {**worker.get(path).fields(""), **words, "rest": button}
    answer = worker.client.post(path, data=form)
    assert answer.status_code == 303
    return str(answer.location)


def _pages(client_id: UUID, plan_id: UUID) -> dict[str, dict[str, str]]:
    return {
        f"/clients/{client_id}/sharing/screen/1": {"answer": "yes"},
        f"/clients/{client_id}/sharing/screen/sign": TYPED,
        f"/plans/{plan_id}/agree": TYPED,
    }


def test_a_break_keeps_what_stands_on_the_page_and_leads_back_to_it(
    house: House, client_id: UUID, draft_plan: UUID
) -> None:
    worker = house.worker
    for path, words in _pages(client_id, draft_plan).items():
        where = _rest(worker, path, "break", words)
        assert where == f"/rest/break{path}"
        page = worker.get(where)
        assert "Take as long as you want." in page.words
        assert "NHS number" not in page.words
        assert [one.get("href") for one in page.every("a") if one.get("role") == "button"] == [path]
        back = worker.get(path).fields("")
        assert {name: back.get(name) for name in words} == words, path
    assert _state(house) is State.OPEN


def test_stopping_covers_the_screen_and_nothing_is_lost(house: House, client_id: UUID, draft_plan: UUID) -> None:
    worker = house.worker
    for path, words in _pages(client_id, draft_plan).items():
        where = _rest(worker, path, "stop", words)
        assert where == f"/rest/stopped{path}"
        assert _state(house) is State.CURTAINED
        page = worker.get(where)
        assert "We stop for today. Thank you." in page.words
        assert "Go on with the questions" not in page.words
        assert worker.client.get(path).location == "/curtain"
        assert worker.client.get("/caseload").location == "/curtain"
        worker.fill("/curtain", {"code": CODE})
        assert _state(house) is State.OPEN
        back = worker.get(path).fields("")
        assert {name: back.get(name) for name in words} == words, path


def test_stopping_on_the_page_of_a_break_covers_the_screen_too(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    where = _rest(worker, path, "break", TYPED)
    stopped = worker.post(f"/rest/stop{path}", {}, token_from=where)
    assert "Please give the computer back to your link worker." in stopped.words
    assert _state(house) is State.CURTAINED


def test_after_a_lock_during_a_break_the_way_back_is_the_break(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    where = _rest(worker, path, "break", TYPED)
    worker.get(where)
    house.vault.curtain()
    page = worker.fill("/curtain", {"code": CODE})
    assert "Have a break" in page.words


def test_without_a_short_code_stopping_locks_fully(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    worker.get(path)
    house.vault.set_code(None, house.vault.worker_id)
    where = _rest(worker, path, "stop", TYPED)
    assert _state(house) is State.LOCKED
    assert "We stop for today." in worker.get(where).words
    assert worker.client.get(path).location == "/unlock"
    house.vault.unlock(PASSPHRASE)
    assert worker.get(path).fields("")["signature"] == SIGNED


def test_words_for_a_plan_that_changed_meanwhile_are_not_put_back(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    _rest(worker, path, "break", TYPED)
    worker.fill(f"/plans/{draft_plan}", {"if_harder": "Phone my sister."}, action=f"/plans/{draft_plan}")
    back = worker.get(path).fields("")
    assert back["name"] == ""
    assert "how" not in back


def test_a_yes_after_a_break_is_kept_once_and_its_words_are_gone(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    _rest(worker, path, "break", TYPED)
    worker.post(path, worker.get(path).fields(""))
    with open_session(house.settings, house.vault) as (session, _actor):
        plan = plan_record(session, draft_plan)
        assert (plan.status, plan.agreed_name) == (PlanStatus.AGREED, "Maryam")


def test_an_answer_that_is_not_on_the_page_holds_nobody_up(house: House, client_id: UUID) -> None:
    worker, path = house.worker, f"/clients/{client_id}/sharing/screen/1"
    _rest(worker, path, "break", {"answer": "yes"})
    _rest(worker, path, "stop", {"answer": "perhaps"})
    worker.fill("/curtain", {"code": CODE})
    assert worker.get(path).fields("")["answer"] == "yes"


def test_a_drawing_beyond_measure_is_left_out_and_holds_nobody_up(house: House, draft_plan: UUID) -> None:
    worker, path = house.worker, f"/plans/{draft_plan}/agree"
    _rest(worker, path, "break", {**TYPED, "signature": "x" * 600_000})
    back = worker.get(path).fields("")
    assert (back["name"], back["signature"]) == ("Maryam", "")


@pytest.mark.parametrize("here", ["/evil.example/x", "\\evil", "a%09b"])
def test_a_break_leads_nowhere_else(house: House, here: str) -> None:
    page = house.worker.get(f"/rest/break/{here}")
    ways = [one.get("href") for one in page.every("a") if one.get("role") == "button"]
    assert all(way is not None and way.startswith("/") and not way.startswith("//") for way in ways)
    assert len(ways) == 1


def test_the_way_to_the_workers_pages_asks_for_their_code(house: House, client_id: UUID, draft_plan: UUID) -> None:
    worker = house.worker
    ways = [
        (f"/clients/{client_id}/sharing/screen/1", {"answer": "yes"}, "leave", f"/clients/{client_id}/sharing"),
        (f"/clients/{client_id}/sharing/screen/sign", TYPED, "leave", f"/clients/{client_id}/sharing"),
        (f"/plans/{draft_plan}/agree", TYPED, "leave", f"/plans/{draft_plan}"),
        (f"/plans/{draft_plan}/agree", TYPED, "other", f"/plans/{draft_plan}/agree-for"),
    ]
    for path, words, button, leads_to in ways:
        ways_out = [one.get("href", "") for one in worker.get(path).every("a")]
        assert [way for way in ways_out if not way.startswith("#") and "/screen/" not in way] == ["/help-now"], path
        assert _rest(worker, path, button, words) == "/"
        assert _state(house) is State.CURTAINED
        assert worker.client.get(leads_to).location == "/curtain"
        assert worker.client.post("/curtain", data=_code(worker)).location == leads_to
        back = worker.get(path).fields("")
        assert {name: back.get(name) for name in words} == words, path


def test_after_a_yes_the_workers_page_asks_for_their_code(house: House, client_id: UUID, draft_plan: UUID) -> None:
    worker = house.worker
    signing = f"/clients/{client_id}/sharing/screen/sign"
    worker.post(f"/clients/{client_id}/sharing/screen/1", {"answer": "yes", "next": "yes"})
    for path, leads_to in ((signing, f"/clients/{client_id}/sharing"), (f"/plans/{draft_plan}/agree", "/plans/")):
        thanks = worker.post(path, {**worker.get(path).fields(""), "how": "typed", "name": "Maryam"})
        assert "Finished. Thank you. " in thanks.words
        assert "Maryam" not in thanks.words, "it says nothing of anybody"
        assert _state(house) is State.CURTAINED
        for behind in (leads_to, path, "/"):
            assert worker.client.get(behind).location != behind
            assert "curtain" in str(worker.client.get(behind, follow_redirects=True).request.path), behind
        way = worker.client.post("/curtain", data=_code(worker)).location
        assert str(way).startswith(leads_to)
        assert "Maryam" in worker.get(str(way)).words


def test_the_language_is_chosen_on_the_page_and_nothing_typed_is_lost(
    house: House, client_id: UUID, draft_plan: UUID
) -> None:
    worker = house.worker
    with open_session(house.settings, house.vault) as (session, actor):
        for tag in ("ur", "pl"):
            switch_language(session, actor, SwitchLanguage(tag, 0, on=True))
    for path, words in _pages(client_id, draft_plan).items():
        sent = {**worker.get(path).fields(""), **words, "language": "ur"}
        sent.pop("rest", None)
        assert worker.client.post(path, data=sent).location == path
        house.vault.lock()
        house.vault.unlock(PASSPHRASE)
        page = worker.get(path)
        assert (page.tree.get("lang"), page.tree.get("dir")) == ("ur", "rtl"), f"{path}: kept after a lock"
        assert {name: page.fields("").get(name) for name in words} == words, path
        where = _rest(worker, path, "break", words)
        assert worker.get(where).tree.get("lang") == "ur"
        assert worker.get(path).tree.get("lang") == "ur", f"{path}: kept after a break"
        back = {**worker.get(path).fields(""), "language": "en-GB"}
        worker.client.post(path, data=back)
        assert worker.get(path).tree.get("lang") == "en-GB"


def _code(worker: Worker) -> dict[str, str]:
    return {**worker.get("/curtain").fields("/curtain"), "code": CODE}
