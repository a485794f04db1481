"""Every talk begins in one way: the code first, then who is here, then whose screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.begin import say_who
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import TO_BE_SAID
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sort.cards import cards
from linkdesk.clients.service import add_client
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask
    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault


@pytest.mark.parametrize(
    ("setting", "presence", "leads_to", "turned"),
    [
        (Setting.WORKER, ONLY_US, "/talk", False),
        (Setting.WORKER, None, "/talk", False),
        (Setting.CLIENT, ONLY_US, "/talk", True),
        (Setting.WORKER, TO_BE_SAID, "/here?then=write", False),
        (Setting.CLIENT, TO_BE_SAID, "/here?then=turn", False),
    ],
)
def test_it_leads_to_what_comes_next(
    app: Flask,
    person: UUID,
    vault: Vault,
    setting: Setting,
    presence: PresenceWords | None,
    leads_to: str,
    *,
    turned: bool,
) -> None:
    command = StartAssessment(person, ONS4, setting, presence=presence)
    with app.test_request_context():
        led = begin_talk(command, person, start_assessment)
    (record,) = queries.assessments_of(session(), person)
    assert led.location == f"/assessments/{record.id}{leads_to}"
    assert (vault.client_mode is not None) is turned


def test_without_a_code_nothing_is_begun_for_the_client(app: Flask, person: UUID, vault: Vault) -> None:
    vault.set_code(None)
    with app.test_request_context(), pytest.raises(RuleBroken, match="Set one in Settings"):
        begin_talk(StartAssessment(person, ONS4, Setting.CLIENT, presence=ONLY_US), person, start_assessment)
    assert queries.assessments_of(session(), person) == ()


def test_who_is_here_is_said_for_what_comes_then(app: Flask, talking: UUID) -> None:
    with app.test_request_context():
        assert say_who(talking, "turn").location == f"/assessments/{talking}/here?then=turn"


def _once(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _talks(person: UUID) -> int:
    session().rollback()
    return len(queries.assessments_of(session(), person))


def test_two_presses_of_start_begin_one_talk(site: FlaskClient, person: UUID) -> None:
    at = f"/assessments/start/{person}"
    sent = {"form": WHAT_MATTERS, "setting": "worker", "here": "only-us", "once": _once(site.get(at).text)}
    first, second = site.post(at, data=sent), site.post(at, data=sent)
    assert first.location == second.location
    assert _talks(person) == 1
    assert site.post(at, data={**sent, "once": _once(site.get(at).text)}).location != first.location, "a new page"
    assert site.post(at, data={**sent, "form": ONS4}).status_code == 303, "another form is another talk"
    assert site.post(at, data={**sent, "once": "no id"}).status_code == 303
    assert _talks(person) == 4


def test_an_id_of_somebody_elses_talk_is_not_taken_over(site: FlaskClient, person: UUID, talking: UUID) -> None:
    other = add_client(session(), current_actor(), people.new_client())
    sent = {"form": WHAT_MATTERS, "setting": "worker", "here": "only-us", "once": str(talking)}
    begun = site.post(f"/assessments/start/{other}", data=sent)
    assert str(talking) not in begun.location
    assert (_talks(person), _talks(other)) == (1, 1)


def test_the_screen_turned_twice_is_turned_once(site: FlaskClient, person: UUID, app: Flask, vault: Vault) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, WHAT_MATTERS, Setting.CLIENT))
    with app.test_request_context():
        turn_screen(talk, person)
        mine = vault.client_mode
        turn_screen(talk, person)
        assert vault.client_mode is mine


def test_two_presses_on_the_pages_that_follow_begin_one_talk(site: FlaskClient, person: UUID) -> None:
    at = f"/clients/{person}/sorts"
    page = site.get(at).text
    sent: dict[str, object] = {
        "cards": [card.key for card in cards()],
        "setting": "worker",
        "here": "only-us",
        "once": _once(page),
    }
    assert site.post(at, data=sent).location == site.post(at, data=sent).location
    assert _talks(person) == 1
    sister = PresenceWords(interpreter=Interpreter.FAMILY, reference="Ana, sister, 40", is_adult=True)
    command = StartAssessment(person, WHAT_MATTERS, Setting.WORKER, presence=sister)
    first = start_assessment(session(), current_actor(), command)
    finish_assessment(session(), current_actor(), first)
    at = f"/assessments/{first}/alone"
    sent = {"setting": "worker", "here": "only-us", "once": _once(site.get(at).text)}
    assert site.post(at, data=sent).location == site.post(at, data=sent).location
    assert _talks(person) == 3
