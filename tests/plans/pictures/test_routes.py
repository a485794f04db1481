"""Another picture is chosen beside a sentence, before or after the plan is agreed; its words stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from linkdesk.plans.pictures.rules import ChoosePictures
from linkdesk.plans.pictures.service import choose_pictures
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from tests.plans.site import Site


@pytest.fixture
def filled(site: Site) -> Site:
    site.with_goal().worker.fill(f"/plans/{site.plan_id}", {"what_matters": "My dog\nMy sister", "strengths": "I cook"})
    return site


def here(site: Site) -> str:
    return f"/plans/{site.plan_id}/pictures"


def test_another_picture_is_chosen_and_the_words_stay(filled: Site) -> None:
    before = filled.plan()
    page = filled.worker.get(here(filled))
    assert "My dog" in page.words
    assert page.fields()["what_matters_1"] == before.what_matters[0].picture
    page = filled.worker.fill(here(filled), {"what_matters_2": "phone", "goal_1": "garden", "goal_1_step_1": "bus"})
    after = filled.plan()
    assert [line.picture for line in after.what_matters] == [before.what_matters[0].picture, "phone"]
    assert after.goals[0].picture == "garden"
    assert after.goals[0].steps[0].picture == "bus"
    assert [line.text for line in after.what_matters] == ["My dog", "My sister"]
    assert page.answer.request.path == f"/plans/{filled.plan_id}/print"


def test_an_agreed_plan_gets_another_picture_and_stays_agreed(filled: Site) -> None:
    filled.agree({"how": "tick"})
    before = filled.plan()
    filled.worker.fill(here(filled), {"strengths_1": "bus"})
    after = filled.plan()
    assert (after.status, after.agreed_on, after.agreed_name) == (before.status, before.agreed_on, before.agreed_name)
    assert after.version > before.version, "a preview of before is not what is printed now"
    assert after.strengths[0].text == before.strengths[0].text


def test_it_is_undone_by_leaving_the_choice_to_the_words(filled: Site) -> None:
    before = filled.plan().what_matters
    filled.worker.fill(here(filled), {"what_matters_1": "phone"})
    filled.worker.fill(here(filled), {"what_matters_1": ""})
    assert filled.plan().what_matters == before


def test_a_picture_that_is_none_or_an_old_page_changes_nothing(filled: Site) -> None:
    before = filled.plan()
    filled.worker.fill(here(filled), {"what_matters_1": "no-such"}, expect=422)
    page = filled.worker.fill(here(filled), {"what_matters_1": "phone", "version": "0"}, expect=409)
    assert "Nothing of yours was saved" in page.words
    with Session(filled.engine) as store:
        for picture, fault in (("no-such", NotFound), ("phone", Stale)):
            wrong = ChoosePictures(filled.plan_id, before.version - (fault is Stale), {"what_matters-1": picture})
            with pytest.raises(fault):
                choose_pictures(store, filled.actor, wrong)
    assert filled.plan() == before


def test_saving_the_same_changes_nothing(filled: Site) -> None:
    before = filled.plan()
    filled.worker.fill(here(filled), {})
    assert filled.plan() == before


def test_pressed_twice_it_is_saved_once_and_says_so(filled: Site) -> None:
    worker = filled.worker
    sent = worker.get(here(filled)).fields() | {"what_matters_1": "phone"}
    for _ in range(2):
        answer = worker.client.post(here(filled), data=sent)
        assert (answer.status_code, answer.location) == (303, f"/plans/{filled.plan_id}/print")
    assert filled.plan().what_matters[0].picture == "phone"
    other = worker.client.post(here(filled), data=sent | {"what_matters_1": "bus"})
    assert other.status_code == 409


def test_a_plan_without_words_says_so(site: Site) -> None:
    assert "there is no picture to choose" in site.worker.get(here(site)).words
