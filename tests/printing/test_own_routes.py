"""“Translate this plan”: what people wrote, beside a box; then the print says it, with who translated it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.own import hash_of
from linkdesk.languages.tongues import ENGLISH
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.printing.items import print_item
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House

pytestmark = pytest.mark.prints

TITLE = "Feed the ducks with Sam"
BOX = f"said_{hash_of(TITLE)}"


@pytest.fixture
def plan(house: House) -> UUID:
    """Return a draft with own words and a phrase of the bank; Polish and Arabic are on."""
    with open_session(house.settings, house.vault) as (session, actor):
        for tag in ("pl", "ar"):
            switch_language(session, actor, SwitchLanguage(tag, 0, on=True))
        made = start_plan(session, actor, StartPlan(house.ids(Client)[0]))
        steps = (StepDraft("I phone the group", when_text="after lunch"), StepDraft("I feed <b>2</b> ducks"))
        add_goal(session, actor, AddGoal(made, plan_record(session, made).version, TITLE, steps=steps))
    return made


def _print(house: House, plan: UUID, **options: object) -> str:
    with open_session(house.settings, house.vault) as (session, actor):
        client = plan_record(session, plan).client_id
        return print_item(session, actor, "plan", client, format="text", language="pl", **options)[0].decode()  # type: ignore[arg-type] # options of one command


def test_own_words_stand_beside_boxes_and_the_bank_needs_none(house: House, plan: UUID) -> None:
    page = house.worker.get(f"/plans/{plan}/words/pl")
    labels = [" ".join(each.itertext()) for each in page.every("label")]
    for text in (TITLE, "I phone the group", "after lunch", "I feed <b>2</b> ducks"):
        assert text in labels
    assert "From the phrase bank while the box is empty: Dzwonię do grupy." in page.words
    assert drafts("pl")["I phone the group."] in _print(house, plan)
    preview = house.worker.get(f"/plans/{plan}/print?language=pl&format=text&size=16")
    assert "3 of the 4 texts that you wrote are in English, with room for a translation." in preview.words
    assert "Translate this plan" in preview.words


def test_a_typed_translation_is_printed_with_the_english_and_who_made_it(house: House, plan: UUID) -> None:
    path = f"/plans/{plan}/words/pl"
    worker = house.worker
    fields = worker.get(path).fields()
    unnamed = worker.post(path, {**fields, BOX: "Karmić kaczki z Samem"}, token_from=path, expect=422)
    assert "Write who translated it." in unnamed.words
    assert unnamed.fields()[BOX] == "Karmić kaczki z Samem"
    given = {**fields, BOX: "Karmić kaczki z Samem", "translator": "Ola Nowak"}
    preview = worker.post(path, given, token_from=path)
    assert "2 of the 4 texts" in preview.words
    printed = _print(house, plan)
    assert f"Karmić kaczki z Samem ({TITLE})" in printed
    assert "Ola Nowak" in printed
    assert "Dzwonię do grupy" in printed
    late = worker.post(path, given, token_from=path, expect=422)
    assert "Somebody saved the plan or its translations" in late.words
    gone = worker.post(path, {**fields, f"said_{'a' * 64}": "x", "translator": "Ola"}, token_from=path, expect=422)
    assert "Nothing was saved." in gone.words


def test_the_client_agrees_to_the_words_that_will_be_printed(house: House, plan: UUID) -> None:
    path, worker = f"/plans/{plan}/words/pl", house.worker
    worker.post(path, {**worker.get(path).fields(), BOX: "Karmić <kaczki>", "translator": "Ola"}, token_from=path)
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test") as work:
        work.session.get_one(Client, plan_record(session, plan).client_id).language = "pl"
    agree = worker.get(f"/plans/{plan}/agree")
    assert agree.tree.get("lang") == "pl"
    said = {(node.get("lang"), "".join(node.itertext())) for tag in ("bdi", "span") for node in agree.every(tag)}
    assert {("pl", "Karmić <kaczki>"), (ENGLISH, TITLE)} <= said
    assert {("pl", "Dzwonię do grupy."), (ENGLISH, "I phone the group")} <= said
    assert (None, "after lunch") in said, "what nobody translated stays as it is"
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test") as work:
        work.session.get_one(Client, plan_record(session, plan).client_id).language = "en"
    assert "Karmić" not in worker.get(f"/plans/{plan}/agree").words


def test_what_autosave_kept_comes_back(house: House, plan: UUID) -> None:
    path = f"/plans/{plan}/words/ar"
    worker = house.worker
    token = worker.get(path).fields()["csrf_token"]
    words = {BOX: "إطعام البط", "version": "0", "translator": ""}
    kept = worker.client.put(f"/drafts/own_words_ar/{plan}", json=words, headers={"X-CSRFToken": token})
    assert kept.status_code == 200
    page = worker.get(path)
    assert page.fields()[BOX] == "إطعام البط"
    assert "not saved yet" in page.words


def test_a_language_that_is_off_or_unknown_and_an_unknown_plan_are_refused(house: House, plan: UUID) -> None:
    assert "is not switched on" in house.worker.get(f"/plans/{plan}/words/ur", expect=422).words
    house.worker.get(f"/plans/{plan}/words/xx", expect=404)
    house.worker.get(f"/plans/{house.ids(Client)[0]}/words/pl", expect=404)
