"""The pages of measures."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.application import open_session
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.measures.queries import held_scores_of
from linkdesk.assessments.measures.queries import not_asked_of
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.clients.service import add_client
from linkdesk.team.rules import Role
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.measures.test_forms import DAY
from tests.assessments.measures.test_forms import TOTAL
from tests.data import people
from tests.pages import Worker

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock
    from tests.furnished import House

HOW = {"mode": "phone", "pictures": "no", "help_given": "Read aloud", "version": "0"}


def ons4(person: UUID, satisfied: int, anxious: int) -> UUID:
    """Return a finished ONS4 of two answers."""
    made = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    for link_id, value in (("satisfied", satisfied), ("anxious", anxious)):
        give_answer(session(), current_actor(), GiveAnswer(made, link_id, value))
    finish_assessment(session(), current_actor(), made)
    return made


def test_an_empty_page_says_that_nothing_is_there(site: FlaskClient, person: UUID) -> None:
    page = site.get(f"/clients/{person}/measures").text
    assert "No questions with a score have been answered yet" in page
    assert "Measures are offered" in page
    assert '<svg class="ld-chart"' not in page


def test_before_and_after_stand_as_chart_and_table(site: FlaskClient, person: UUID, clock: FakeClock) -> None:
    ons4(person, 3, 8)
    clock.pass_time(60)
    ons4(person, 7, 2)
    page = site.get(f"/clients/{person}/measures").text
    assert "From 3 to 7: 4 better." in page
    assert "From 8 to 2: 6 better." in page
    assert page.count('class="ld-chart"') == 2
    assert page.count("ld-chart__dot--paired") == 4
    assert "A small number is the good end" in page
    assert "7 out of 10" in page
    assert "Shown, with no answer" in page
    assert page.count("No answer.") == 4, "two of four questions, twice"


def test_a_talk_by_phone_is_not_compared_with_one_at_the_screen(
    site: FlaskClient, person: UUID, clock: FakeClock
) -> None:
    ons4(person, 3, 8)
    clock.pass_time(60)
    later = ons4(person, 7, 2)
    assert site.post(f"/assessments/{later}/how", data=HOW).status_code == 303
    assert "By phone. Without pictures. Help given: Read aloud." in site.get(f"/assessments/{later}").text
    page = site.get(f"/clients/{person}/measures").text
    assert "Answered in different ways" in page
    assert "better" not in page


def test_two_windows_do_not_undo_each_other(site: FlaskClient, talking: UUID) -> None:
    site.post(f"/assessments/{talking}/how", data=HOW)
    both = site.post(f"/assessments/{talking}/how", data=HOW | {"mode": "paper"})
    assert both.status_code == 409
    assert "On record now: By phone." in both.text
    assert 'name="version" value="1"' in both.text
    assert site.post(f"/assessments/{talking}/how", data=HOW | {"mode": "paper", "version": "1"}).status_code == 303
    assert site.post(f"/assessments/{talking}/how", data={}).status_code == 422


def test_what_was_not_asked_is_noted_shown_and_taken_away(site: FlaskClient, person: UUID) -> None:
    url = f"/clients/{person}/measures"
    assert site.get(f"{url}/not-asked").status_code == 200
    assert site.post(f"{url}/not-asked", data={}).status_code == 422
    given = {"form": ONS4, "reason": "interpreter", "words": "Only the son was there", **DAY}
    assert site.post(f"{url}/not-asked", data=given).location == url
    page = site.get(url).text
    assert "it would have gone through an interpreter. Only the son was there" in page
    late = site.post(f"{url}/not-asked", data=given | {"happened_on-year": "2099"})
    assert late.status_code == 422
    assert "still to come" in late.text
    (noted,) = not_asked_of(session(), person)
    assert site.post(f"{url}/take-away", data={"which": str(noted.id)}).location == url
    assert "Only the son" not in site.get(url).text
    for wrong in (str(noted.id), "", "x", str(uuid.uuid4())):
        assert site.post(f"{url}/take-away", data={"which": wrong}).status_code == 404


def test_a_total_held_elsewhere_is_noted_with_its_name(site: FlaskClient, person: UUID) -> None:
    url = f"/clients/{person}/measures"
    assert site.post(f"{url}/held", data=TOTAL).location == url
    page = site.get(url).text
    assert "<strong>A scale</strong>: 3.5, on a row from -2 to 10. Held by GP." in page
    over = site.post(f"{url}/held", data=TOTAL | {"value": "11"})
    assert over.status_code == 422
    assert "between -2 and 10" in over.text


def test_a_total_is_put_right_and_the_history_has_what_it_was(site: FlaskClient, person: UUID) -> None:
    url = f"/clients/{person}/measures"
    site.post(f"{url}/held", data=TOTAL)
    (held,) = held_scores_of(session(), person)
    page = site.get(f"{url}/held/{held.id}").text
    for kept in ('value="A scale"', 'value="3.5"', 'value="-2"', 'value="10"', 'name="version" value="1"'):
        assert kept in page
    right = TOTAL | {"value": "4", "version": "1"}
    assert site.post(f"{url}/held/{held.id}", data=right).location == url
    assert "4, on a row from -2 to 10. Held by GP. Put right since" in site.get(url).text
    history = Worker(site).get(f"/clients/{person}/history").words
    assert "Total held elsewhere put right" in history
    assert "3.5" in history
    late = site.post(f"{url}/held/{held.id}", data=right | {"value": "6"})
    assert (late.status_code, 'name="version" value="2"' in late.text) == (409, True)
    assert "Total score" in late.text
    assert [each.value for each in held_scores_of(session(), person)] == [4.0]
    over = site.post(f"{url}/held/{held.id}", data=right | {"value": "11", "version": "2"})
    assert (over.status_code, "between -2 and 10" in over.text) == (422, True)
    assert site.post(f"{url}/held/{held.id}", data={"version": "2"}).status_code == 422
    other = add_client(session(), current_actor(), people.new_client())
    for address in (f"{url}/held/{uuid.uuid4()}", f"/clients/{other}/measures/held/{held.id}"):
        assert site.get(address).status_code == 404
        assert site.post(address, data=right | {"version": "2"}).status_code == 404


def test_while_someone_is_beside_reasons_are_put_away(site: FlaskClient, person: UUID) -> None:
    url = f"/clients/{person}/measures"
    site.post(f"{url}/not-asked", data={"form": ONS4, "reason": "upset", "words": "Cried about him", **DAY})
    site.post("/beside", data={"beside": "on", "here": "/"})
    page = site.get(url).text
    assert "Cried about him" not in page
    assert "too upset" not in page


def test_unknown_people_are_not_found_and_a_lock_or_a_client_shuts_the_pages(
    site: FlaskClient, person: UUID, talking: UUID, vault: Vault
) -> None:
    gone = uuid.uuid4()
    for path in ("", "/not-asked", "/held"):
        assert site.get(f"/clients/{gone}/measures{path}").status_code == 404
    assert site.get(f"/assessments/{gone}/how").status_code == 404
    site.post(f"/assessments/{talking}/turn")
    assert site.get(f"/clients/{person}/measures").status_code == 403
    assert site.get(f"/assessments/{talking}/how").status_code == 403
    vault.lock()
    assert site.get(f"/clients/{person}/measures").location == "/unlock"


GOALS = "urn:linkdesk:form:goal-ratings"


def rated(house: House, client: UUID, link_id: str, *values: int) -> None:
    """Let one person rate a goal so many times."""
    with open_session(house.settings, house.vault) as (store, actor):
        for value in values:
            made = start_assessment(store, actor, StartAssessment(client, GOALS, Setting.WORKER))
            give_answer(store, actor, GiveAnswer(made, link_id, value))
            finish_assessment(store, actor, made)


def test_figures_of_all_show_no_small_group_and_not_what_is_kept_apart(house: House) -> None:
    with open_session(house.settings, house.vault) as (store, actor):
        clients = [add_client(store, actor, people.new_client()) for _ in range(6)]
        keep_apart(store, actor, KeepApart(clients[5], "Her sister works here", (actor.worker_id,)))
    for client in clients[:5]:
        rated(house, client, "confidence", 2, 6)
    rated(house, clients[5], "importance", 9)
    seen = house.worker.client.get("/settings/measures").text
    assert '<td class="govuk-table__cell">+4.0</td>' in seen
    assert "How much the goal matters" in seen
    assert "fewer than 5 answered once" in seen
    house.join("Lee Practice", Role.TEAM_LEAD)
    house.switch("Lee Practice")
    apart = house.worker.client.get("/settings/measures").text
    assert "+4.0" in apart
    assert "How much the goal matters" not in apart


def test_where_no_group_is_large_enough_one_sentence_stands_and_no_table(house: House) -> None:
    with open_session(house.settings, house.vault) as (store, actor):
        client = add_client(store, actor, people.new_client())
    rated(house, client, "confidence", 2, 6)
    seen = house.worker.client.get("/settings/measures").text
    assert "Nothing is shown yet: for no questions have 5 people or more given answers" in seen
    assert 'aria-label="Before and after"' not in seen
    assert "Nothing was left out so far." in seen or 'aria-label="Not asked"' in seen
