"""What is said beside a box while words for a client are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from linkdesk.application import open_session
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from tests.printing.packs.test_routes import bring
from tests.printing.service_sheet.test_routes import garden  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from tests.furnished import House

PATH = "/wording/easier"


def _ask(house: House, body: object, expect: int = 200) -> dict[str, Any]:
    worker = house.worker
    token = worker.get("/settings/phrases/new").fields()["csrf_token"]
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    answer = worker.client.post(PATH, data=json.dumps(body), content_type="application/json", headers=headers)
    assert answer.status_code == expect, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def test_hints_a_picture_and_phrases_come_in_one_answer(house: House) -> None:
    found = _ask(house, {"text": "🌳 I attend the garden group", "kind": "step"})
    assert found["hints"] == [
        {"kind": "plainer", "found": "attend", "start": 5, "words": "Instead of “attend”: go to.", "say": "go to"}
    ]
    assert found["picture"]["key"] == "garden"
    assert [each["words"] for each in found["phrases"]] == [
        "I spend 10 minutes in the garden.",
        "I phone the group.",
        "We phone the group together.",
    ]
    assert len(found["every"]) == 28
    assert found["every"][0]["picture"]["url"].startswith("/static/vendor/pictures/")


def test_words_that_have_no_phrases_get_none(house: House) -> None:
    found = _ask(house, {"text": "My garden\nMy cat\n", "kind": ""})
    assert (found["phrases"], found["every"], found["picture"]["key"]) == ([], [], "cat")
    assert _ask(house, {"text": "", "kind": "goal"})["picture"] is None


@pytest.mark.parametrize(
    "body",
    [None, [], "x", {"text": 1, "kind": ""}, {"text": "x"}, {"text": "x", "kind": "x"}, {"text": "x", "kind": []}],
)
def test_a_broken_question_is_refused_in_words(house: House, body: object) -> None:
    assert "still on the page" in _ask(house, body, 422)["error"]


def test_a_huge_text_is_not_looked_at(house: House) -> None:
    assert "4,000" in _ask(house, {"text": "a " * 3000, "kind": ""}, 422)["error"]


def test_half_a_sign_and_hostile_words_are_only_looked_at(house: House) -> None:
    said = _ask(house, {"text": "\ud83c <img src=x onerror=alert(1)> '; DROP TABLE client; --", "kind": "goal"})
    assert [each for each in said["hints"] if each["say"]] == []


def test_nothing_of_it_is_kept(house: House) -> None:
    def rows() -> list[int]:
        with open_session(house.settings, house.vault) as (session, _):
            tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
            plain = [each for each in tables if not each.startswith(("search_", "sqlite_"))]
            return [session.scalar(text(f'SELECT count(*) FROM "{each}"')) or 0 for each in plain]  # noqa: S608

    house.worker.get("/settings/phrases/new")
    before = rows()
    _ask(house, {"text": "I attend the group.", "kind": "step"})
    assert rows() == before


FOR_CLIENTS = {
    "/services/new": {"description", "first_visit", "landmarks", "application_process"},
    "/services/{service}/first-visit": {"first_visit", "landmarks"},
    "/settings/service": {"out_of_hours"},
    "/clients/{client}/prints/appointment/words": {"bring", "place", "words"},
    "/plans/{plan}": {"what_matters", "strengths", "if_harder", "achieved"},
    "/plans/{plan}/goals/new": {"title", "need"},
}
"""Where words are typed that a client will read, and boxes that must be among those that are looked at."""


def test_wherever_words_for_a_client_are_typed_they_are_looked_at(house: House, garden: UUID) -> None:  # noqa: F811
    with open_session(house.settings, house.vault) as (session, _actor):
        plans = [plan_record(session, each) for each in house.ids(Plan)]
    draft = next(plan for plan in plans if plan.status is PlanStatus.DRAFT)
    for path, wanted in FOR_CLIENTS.items():
        page = house.worker.get(path.format(service=garden, client=draft.client_id, plan=draft.id))
        (room,) = [each for each in page.every("div") if each.get("data-easier")]
        named = {part.split(":")[0]: part.split(":")[1:] for part in (room.get("data-easier-fields") or "").split()}
        assert wanted <= named.keys(), path
        boxes = {(each.get("name") or "") for tag in ("textarea", "input") for each in page.every(tag)}
        assert wanted <= boxes, path
        if "plan" in path:
            drawn = {"what_matters", "strengths", "if_harder", "achieved", "title"} & wanted
            assert all("picture" in named[name] for name in drawn), "the print draws a picture beside each"


def test_the_picture_that_is_offered_is_the_services_own_where_a_pack_has_one(house: House) -> None:
    bring(house)
    found = _ask(house, {"text": "I go home", "kind": ""})
    assert found["picture"]["key"] == "home"
    assert found["picture"]["url"].startswith("/pictures/")
