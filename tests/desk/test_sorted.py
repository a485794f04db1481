"""What the last picture sort offers to a plan: shown in the form, changeable, and never written by itself."""

from __future__ import annotations

import uuid

from linkdesk.application import open_session
from linkdesk.assessments.sort.rules import Pile
from linkdesk.clients.models import Client
from linkdesk.desk.sorted import offer_of
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.service import agree_plan
from linkdesk.record.drafts import save_draft
from tests.assessments.sort import samples
from tests.furnished import House


def without_plan(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, _actor):
        return next(client for client in house.ids(Client) if not plans_of(session, client))


def sort(house: House, client: uuid.UUID, words: str = "Pay the rent") -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return samples.whole(session, actor, client, words=words)


def begun(house: House, client: uuid.UUID) -> str:
    """Start a plan; return its address."""
    house.worker.post(f"/clients/{client}/start-plan", {}, token_from=f"/clients/{client}")
    return f"/plans/{plan(house, client).id}"


def plan(house: House, client: uuid.UUID) -> PlanRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return plan_record(session, plans_of(session, client)[0].id)


def test_without_a_finished_sort_nothing_is_offered(house: House) -> None:
    client = without_plan(house)
    with open_session(house.settings, house.vault) as (session, actor):
        assert offer_of(session, client) is None
        samples.start(session, actor, client)
        assert offer_of(session, client) is None
    assert "From the picture sort" not in house.worker.get(begun(house, client)).words


def test_strengths_and_a_first_goal_are_offered_in_their_own_words(house: House) -> None:
    client = without_plan(house)
    made = sort(house, client)
    with open_session(house.settings, house.vault) as (session, _actor):
        offer = offer_of(session, client)
    assert offer is not None
    assert ([line.text for line in offer.strengths], offer.goal, offer.sort_id) == (
        ["My friends"],
        "Pay the rent",
        made,
    )
    path = begun(house, client)
    page = house.worker.get(path)
    assert "Going well: My friends." in page.words
    assert "Comes first: “Pay the rent”" in page.words
    assert "My friends" not in page.fields(path)["strengths"], "not by itself"
    offered = house.worker.get(f"{path}?sorted=yes")
    assert offered.fields(path)["strengths"].splitlines()[-1] == "My friends"
    assert "It is not saved yet." in offered.words
    assert plan(house, client).strengths == (), "only on the page"


def test_what_is_changed_in_the_form_is_what_is_saved_and_it_is_not_offered_again(house: House) -> None:
    client = without_plan(house)
    sort(house, client)
    path = begun(house, client)
    worker = house.worker
    fields = worker.get(f"{path}?sorted=yes").fields(path)
    worker.client.post(path, data={**fields, "strengths": "my  friends\nI am patient"})
    assert [line.text for line in plan(house, client).strengths] == ["my friends", "I am patient"]
    assert "Going well:" not in worker.get(path).words
    assert worker.get(f"{path}?sorted=yes").fields(path)["strengths"].count("riends") == 1
    goal = f"{path}/goals/new"
    form = worker.get(f"{goal}?sorted=yes").fields(goal)
    assert (form["title"], form["picture"]) == ("Pay the rent", "money")
    worker.client.post(goal, data={**form, "title": "Pay the rent"})
    assert "Comes first:" not in worker.get(path).words
    assert worker.get(goal).fields(goal)["title"] == ""


def test_what_comes_first_becomes_a_goal_from_the_page_of_the_sort(house: House) -> None:
    client = without_plan(house)
    older = sort(house, client, words="Older words")
    made = sort(house, client)
    worker = house.worker
    assert "Make this a goal" not in worker.get(f"/assessments/{older}/sort").words, (
        "only the newest, as plans offer it"
    )
    page = worker.get(f"/assessments/{made}/sort")
    (way,) = [form.get("action") for form in page.every("form") if "/plans/" in (form.get("action") or "")]
    assert way is not None
    goal = worker.post(way, {}, token_from=f"/assessments/{made}/sort")
    form = goal.fields(f"/plans/{plan(house, client).id}/goals/new")
    assert form["title"] == "Pay the rent"
    assert plan(house, client).goals == (), "not before the worker saves it"
    worker.client.post(f"/plans/{plan(house, client).id}/goals/new", data=form)
    again = worker.post(way, {}, token_from=f"/assessments/{made}/sort")
    assert [each.title for each in plan(house, client).goals] == ["Pay the rent"]
    assert "Plan 1" in again.words, "what is a goal already is not made one again"


def test_words_that_are_typed_and_not_saved_stay_above_what_is_offered(house: House) -> None:
    client = without_plan(house)
    sort(house, client)
    path = begun(house, client)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "plan", path.rsplit("/", 1)[1], {"strengths": "I cook", "version": "1"})
    shown = house.worker.get(f"{path}?sorted=yes").fields(path)["strengths"]
    assert shown.splitlines() == ["I cook", "My friends"]


def test_an_agreed_plan_offers_to_sort_again(house: House) -> None:
    client = without_plan(house)
    sort(house, client, words="")
    path = begun(house, client)
    goal = f"{path}/goals/new"
    worker = house.worker
    form = worker.get(f"{goal}?sorted=yes").fields(goal)
    assert form["title"] == "I want to change this: My money and bills"
    assert worker.client.post(goal, data=form).status_code == 303
    with open_session(house.settings, house.vault) as (session, actor):
        draft = plan(house, client)
        agree_plan(session, actor, AgreePlan(draft.id, draft.version, AgreedHow.TICK))
    page = worker.get(path)
    assert "Has something moved?" in page.words
    assert f"/clients/{client}/sorts" in [a.get("href") for a in page.every("a")]


def test_the_client_page_shows_what_the_last_sort_gave_but_not_to_somebody_beside(house: House) -> None:
    client = without_plan(house)
    sort(house, client)
    page = house.worker.get(f"/clients/{client}")
    assert page.words.count("“Pay the rent”") == 1, "in its own panel, not among what matters"
    assert "My money and bills; My sleep" in page.words
    assert "Picture sort: finished" in page.words
    worker = house.worker
    token = worker.token(f"/clients/{client}")
    worker.client.post("/beside", data={"beside": "on", "here": "/", "csrf_token": token})
    for path in (f"/clients/{client}", begun(house, client)):
        assert "My money and bills" not in worker.get(path).words


def test_the_newest_sort_counts(house: House) -> None:
    client = without_plan(house)
    sort(house, client)
    with open_session(house.settings, house.vault) as (session, actor):
        samples.whole(session, actor, client, {**samples.PILES, "sleep": Pile.GOOD}, first=None)
        offer = offer_of(session, client)
    assert offer is not None
    assert [line.text for line in offer.strengths] == ["My friends", "My sleep"]
    assert offer.goal == ""
