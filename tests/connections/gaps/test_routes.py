"""The pages: one press from the client or the plan, the list for commissioners, the same figures in its file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record

if TYPE_CHECKING:
    from tests.furnished import House


def test_one_press_notes_it_and_another_takes_it_back(house: House) -> None:
    who = house.ids(Client)[0]
    path = f"/clients/{who}/gaps/new"
    page = house.worker.get(f"{path}?need=debt+advice")
    assert "For: debt advice" in page.words
    done = house.worker.post(path, {"need": "money"}, token_from=path)
    assert "Noted. It is counted" in done.words
    with open_session(house.settings, house.vault) as (session, _actor):
        (found,) = gaps_of(session, who)
    house.worker.post(f"/clients/{who}/gaps/{found.id}/take-back", {}, token_from=path)
    assert "Taken back" in house.worker.get(path).words
    house.worker.post(path, {"need": "nonsense"}, token_from=path, expect=422)


def test_the_goal_of_a_plan_says_the_need(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        plan = next(each for each in (plan_record(session, plan_id) for plan_id in house.ids(Plan)) if each.goals)
    page = house.worker.get(f"/clients/{plan.client_id}/gaps/new?goal={plan.goals[0].id}")
    assert "Press the need" in page.words
    assert house.worker.get(f"/clients/{plan.client_id}/gaps/new?goal=nonsense").words


def test_the_list_counts_and_names_nobody_and_the_file_says_the_same(house: House) -> None:
    people = house.ids(Client)
    with open_session(house.settings, house.vault) as (session, actor):
        for who in people[:5]:
            note_gap(session, actor, NoteGap(who, Need.MONEY, words="Zvestrik"))
        note_gap(session, actor, NoteGap(people[0], Need.FOOD))
    worker = house.worker
    page = worker.get("/services/gaps")
    assert "Zvestrik" not in page.answer.text
    assert "Fewer than 5" in page.words
    answer = worker.client.post("/services/gaps/file", data={"csrf_token": page.fields()["csrf_token"]})
    assert answer.status_code == 200, answer.text
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    by_need = {row["name"]: row["people"] for row in rows if row["table"] == "Need"}
    assert by_need["Food"] == "Fewer than 5"
    assert by_need["Money, bills and benefits"] == "Not shown", "with the total it would give the other away"
    assert by_need["All people"] == "About 5"
    assert "Nothing was noted in this time" in house.worker.get("/services/gaps?year=2020").words
    assert house.worker.get("/services/gaps?year=99999").words
