"""A paper form is typed in as what it is, and never stands as answered on the screen."""

from __future__ import annotations

import re
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.assessments.presence.service import save_presence
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session as pages

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock

DAY = {"paper_on-day": "3", "paper_on-month": "11", "paper_on-year": "2026"}


def test_a_paper_form_is_typed_in_and_says_so(site: FlaskClient, person: UUID) -> None:
    start = f"/assessments/start/{person}"
    assert "paper_on" not in site.get(start).text
    asked = site.post(start, data={"form": WHAT_MATTERS, "setting": "paper", "here": "paper"})
    assert asked.status_code == 200
    assert "When was the paper form filled in?" in asked.text
    assert "There is one thing to change" not in asked.text
    made = site.post(start, data={"form": WHAT_MATTERS, "setting": "paper", **DAY})
    assert made.status_code == 303
    page = site.get(made.location, follow_redirects=True)
    assert "Number 1 on the paper. The paper says, on 3 November 2026" in page.text
    (record,) = queries.assessments_of(pages(), person)
    assert (record.setting, record.paper_on, record.presence) == (Setting.PAPER, date(2026, 11, 3), None)
    site.post(f"/assessments/{record.id}/question/1", data={"go": "next", "answer": ["home"]})
    site.post(f"/assessments/{record.id}/answers")
    shown = site.get(f"/assessments/{record.id}").text
    assert "Completed on paper on 3 November 2026, entered by Robin Tester on 25 November 2026." in shown
    assert "Started 25 November 2026" not in shown, "the day is said once"
    assert "The client answered on the screen" not in shown
    assert "paper form typed in" in site.get(f"/clients/{person}").text


def test_the_pages_speak_to_the_worker_who_types_it_in(site: FlaskClient, person: UUID) -> None:
    made = site.post(f"/assessments/start/{person}", data={"form": ONS4, "setting": "paper", **DAY})
    (record,) = queries.assessments_of(pages(), person)
    there = f"/assessments/{record.id}"
    assert made.status_code == 303
    while (place := site.get(f"{there}/talk").location).endswith(tuple(f"/question/{each}" for each in range(1, 9))):
        words = site.get(place).text
        assert "I do not know" not in words
        site.post(place, data={"go": "unknown" if place.endswith("2") else "skip"})
    page = site.get(place).text
    for words in ("Check what you typed in", "the paper of 3 November 2026", "They do not know", "Empty on the paper"):
        assert words in page
    for words in ("Check your answers", "I have finished", "You skipped", "your answer", "Is this right?"):
        assert words not in page
    site.post(f"{there}/page/3?then=check")
    assert "This question is empty on the paper." in site.get(f"{there}/question/3").text


def test_it_is_never_turned_to_the_client(site: FlaskClient, person: UUID, vault: Vault) -> None:
    site.post(f"/assessments/start/{person}", data={"form": WHAT_MATTERS, "setting": "paper", **DAY})
    (record,) = queries.assessments_of(pages(), person)
    page = site.get(f"/assessments/{record.id}").text
    assert "Turn the screen" not in page
    assert "Go on typing in the paper form" in page
    assert site.post(f"/assessments/{record.id}/turn").status_code == 422
    assert vault.client_mode is None


@pytest.mark.parametrize(
    ("setting", "day", "sentence"),
    [
        ("paper", dict.fromkeys(DAY, ""), "Write the day on which the paper form was filled in."),
        ("paper", {**DAY, "paper_on-year": "2027"}, "still to come"),
        ("worker", DAY, "You wrote a day for a paper form."),
        ("paper", {**DAY, "paper_on-day": "33"}, "day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_lost(
    site: FlaskClient, person: UUID, setting: str, day: dict[str, str], sentence: str
) -> None:
    refused = site.post(
        f"/assessments/start/{person}", data={"form": ONS4, "here": "only-us", "setting": setting, **day}
    )
    assert refused.status_code == 422
    assert sentence in refused.text
    assert setting != "paper" or all(f'value="{value}"' in refused.text for value in day.values() if value)
    assert queries.assessments_of(pages(), person) == ()


def test_of_paper_nobody_must_say_who_was_here(site: FlaskClient, person: UUID) -> None:
    made = site.post(f"/assessments/start/{person}", data={"form": ONS4, "setting": "paper", "here": "", **DAY})
    assert made.status_code == 303


@pytest.mark.parametrize("setting", ["client", "worker"])
def test_of_a_talk_held_now_it_must_be_said_who_is_here(site: FlaskClient, person: UUID, setting: str) -> None:
    refused = site.post(f"/assessments/start/{person}", data={"form": ONS4, "setting": setting, "here": "paper"})
    assert refused.status_code == 422
    assert "Say who is here. Only of a paper form that is not known." in refused.text
    assert queries.assessments_of(pages(), person) == ()


def test_the_service_refuses_too(session: Session, actor: Actor, client_id: UUID) -> None:
    for setting, day in ((Setting.PAPER, None), (Setting.CLIENT, date(2026, 11, 1))):
        with pytest.raises(RuleBroken, match="Nothing was changed"):
            start_assessment(session, actor, StartAssessment(client_id, ONS4, setting, paper_on=day))
    assert queries.assessments_of(session, client_id) == ()


def test_scores_are_compared_by_the_day_of_the_paper(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    def ons(happy: int, setting: Setting, day: date | None = None) -> UUID:
        talk = start_assessment(session, actor, StartAssessment(client_id, ONS4, setting, paper_on=day))
        give_answer(session, actor, GiveAnswer(talk, "happy", happy))
        finish_assessment(session, actor, talk)
        clock.pass_time(timedelta(days=1).total_seconds())
        return talk

    first = ons(5, Setting.PAPER, date(2026, 11, 10))
    late = ons(3, Setting.PAPER, date(2026, 11, 1))
    newest = ons(8, Setting.PAPER, date(2026, 11, 12))
    asked = ons(9, Setting.WORKER)
    before = {}
    for talk in (first, late, newest, asked):
        changes = queries.score_changes(session, queries.assessment_record(session, talk))
        found = next(change for change in changes if change.now is not None)
        before[talk] = found.before.value if found.before else None
    assert before == {late: None, first: 3, newest: 5, asked: None}, "the oldest paper counts first, typed in later"


def test_nothing_is_set_aside_from_paper(session: Session, actor: Actor, client_id: UUID) -> None:
    start = StartAssessment(client_id, WHAT_MATTERS, Setting.PAPER, paper_on=date(2026, 11, 1))
    talk = start_assessment(session, actor, start)
    words = SavePresence(assessment_id=talk, interpreter=Interpreter.FAMILY, reference="Ana, sister, 40", is_adult=True)
    save_presence(session, actor, words)
    assert not any(question.aside for question in queries.talk(session, talk).form.questions)


def test_what_came_on_paper_is_to_be_read_until_somebody_says_so(
    site: FlaskClient, person: UUID, clock: FakeClock
) -> None:
    site.post(f"/assessments/start/{person}", data={"form": MY_LIFE, "setting": "paper", **DAY})
    (record,) = queries.assessments_of(pages(), person)
    there = f"/assessments/{record.id}"
    give_answer(pages(), current_actor(), GiveAnswer(record.id, "areas", ("safety",)))
    give_answer(pages(), current_actor(), GiveAnswer(record.id, "safety-person", value=True))
    unread, mine = "Not read yet: what they wrote", f"/clients/{person}"
    assert unread not in site.get("/").text, "it is not all typed in yet"
    seen = queries.talk(pages(), record.id).version
    done = site.post(f"{there}/answers", data={"version": str(seen)})
    assert done.location == f"{there}/before-they-go"
    page = site.get(done.location).text
    for words in ("Read what they wrote", "Most worth talking about", "Completed on paper on 3 November 2026"):
        assert words in page
    assert "Does anybody hurt you or make you scared?" in page
    assert "Read before they go" not in page, "they are not here"
    assert unread in site.get("/").text
    assert "Nobody has read what they wrote in “My life” on 3 November 2026." in site.get(mine).text
    shown = site.get(there).text
    assert "Nobody has said yet that they read it." in shown
    assert "The client had the screen" not in shown
    clock.pass_time(60)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert site.post(done.location, data={"version": version[1]}).location == there
    assert unread not in site.get("/").text
    assert "Nobody has read" not in site.get(mine).text
    assert "by Robin Tester on" in site.get(there).text


def test_a_talk_that_the_worker_wrote_down_is_read_already(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(talk, "happy", 1))
    finish_assessment(session, actor, talk)
    assert queries.assessment_record(session, talk).reading is None
