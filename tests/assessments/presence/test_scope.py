"""Sensitive questions are set aside for when the person is alone; nothing that was answered is lost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.queries import presences
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.assessments.presence.scope import follows
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.presence.scope import scope
from linkdesk.assessments.presence.service import save_presence
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Sensitive
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.service import ask_alone
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.assessments.forms import OURS
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import item
from tests.assessments.forms import when

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.record.session import Actor

WORRIES = ["worries", "worries-words"]
FAMILY = {"interpreter": Interpreter.FAMILY, "reference": "Bo, uncle", "is_adult": True, "seen_alone": False}


def mark(code: str) -> dict[str, Any]:
    return {"extension": [{"url": OURS + "sensitive", "valueCode": code}]}


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> Form:
    """A form with a question of each kind in the place of the one the talk began with."""
    made = build(
        item("open"),
        item("family", **mark("family")),
        item("alone", **mark("alone")),
        item("because", enableWhen=[when("alone", "exists", answerBoolean=True)]),
        item("after-open", **mark("alone"), enableWhen=[when("open", "=", answerString="yes")]),
        item("last"),
    )
    monkeypatch.setattr(library, "form", lambda _url, _version="": made)
    monkeypatch.setattr(library, "has", lambda _url, _version: True)
    return made


def here(session: Session, actor: Actor, talk: UUID, **words: Any) -> None:
    kept = presences(session, [talk]).get(talk)
    version = kept.version if kept else 0
    save_presence(session, actor, SavePresence(assessment_id=talk, version=version, **words))


def asked(session: Session, talk: UUID) -> list[str]:
    row = session.get(Assessment, talk)
    assert row is not None
    return [each.link_id for each in scope(session, row).form.questions if not each.aside]


def left(session: Session, talk: UUID) -> list[str]:
    return [each.link_id for each in left_aside(session, talk).questions]


@pytest.mark.parametrize(
    ("words", "aside"),
    [
        (rules.ONLY_US, set()),
        (PresenceWords(interpreter=Interpreter.TELEPHONE), set()),
        (PresenceWords(interpreter=Interpreter.PROFESSIONAL, seen_alone=True), set()),
        (PresenceWords(interpreter=Interpreter.NOBODY, seen_alone=False), {Sensitive.ALONE}),
        (PresenceWords(interpreter=Interpreter.NOBODY, people=(Present("Sam"),)), {Sensitive.ALONE}),
        (PresenceWords(interpreter=Interpreter.FAMILY), {Sensitive.ALONE, Sensitive.FAMILY}),
        (rules.TO_BE_SAID, {Sensitive.ALONE, Sensitive.FAMILY}),
    ],
)
def test_who_is_here_decides_what_is_set_aside(words: PresenceWords, aside: set[Sensitive]) -> None:
    assert words.sets_aside == aside


def test_marks_and_what_hangs_on_them_are_set_aside(session: Session, actor: Actor, talk_id: UUID, form: Form) -> None:
    everything = [each.link_id for each in form.questions]
    assert asked(session, talk_id) == everything, "a talk of before, of which nobody said who was here"
    here(session, actor, talk_id, interpreter=Interpreter.TELEPHONE)
    assert asked(session, talk_id) == everything
    here(session, actor, talk_id, interpreter=Interpreter.NOBODY, seen_alone=False)
    assert asked(session, talk_id) == ["open", "family", "last"]
    here(session, actor, talk_id, **FAMILY)
    assert asked(session, talk_id) == ["open", "last"]
    assert left(session, talk_id) == ["family", "alone", "because"]
    give_answer(session, actor, GiveAnswer(talk_id, "open", "yes"))
    assert left(session, talk_id) == ["family", "alone", "because", "after-open"], "it comes up since"


@pytest.mark.usefixtures("form")
def test_an_answer_given_before_is_kept_and_not_asked_again(session: Session, actor: Actor, talk_id: UUID) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "alone", "My neighbour"))
    here(session, actor, talk_id, **FAMILY)
    with pytest.raises(Stale, match="Your answers are kept"):
        give_answer(session, actor, GiveAnswer(talk_id, "alone", "Somebody else typed"))
    assert left(session, talk_id) == ["family", "because"]
    finish_assessment(session, actor, talk_id)
    answers = {each.link_id: each.value for each in queries.assessment_record(session, talk_id).answers}
    assert answers == {"open": None, "alone": "My neighbour", "last": None}
    assert left(session, talk_id) == ["family", "because"]


def test_what_was_left_stays_left_when_the_line_is_put_right_later(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    here(session, actor, talk_id, **FAMILY)
    finish_assessment(session, actor, talk_id)
    assert left(session, talk_id) == WORRIES
    here(session, actor, talk_id, interpreter=Interpreter.NOBODY, seen_alone=True)
    assert left(session, talk_id) == WORRIES, "nobody asked them"


def test_nothing_is_left_of_a_talk_without_others(session: Session, actor: Actor, talk_id: UUID) -> None:
    finish_assessment(session, actor, talk_id)
    assert left(session, talk_id) == []
    with pytest.raises(RuleBroken, match="Nothing is left to ask"):
        ask_alone(session, actor, AskAlone(talk_id, Setting.WORKER, rules.ONLY_US))


def test_a_talk_of_its_own_asks_just_these(session: Session, actor: Actor, client_id: UUID, talk_id: UUID) -> None:
    here(session, actor, talk_id, **FAMILY)
    give_answer(session, actor, GiveAnswer(talk_id, "hopes", "To swim"))
    finish_assessment(session, actor, talk_id)
    alone = ask_alone(session, actor, AskAlone(talk_id, Setting.WORKER, rules.ONLY_US))
    assert asked(session, alone) == WORRIES
    assert left(session, talk_id) == [], "they are being asked"
    assert [each.id for each in left_aside(session, talk_id).follow_ups] == [alone]
    assert follows(session, [talk_id, alone]) == {alone: talk_id}
    talk = queries.talk(session, alone)
    assert (talk.progress().here, talk.progress().total) == (1, 2)
    with pytest.raises(Stale):
        give_answer(session, actor, GiveAnswer(alone, "hopes", "Not here"))
    give_answer(session, actor, GiveAnswer(alone, "worries", ("money",)))
    finish_assessment(session, actor, alone)
    record = queries.assessment_record(session, alone)
    assert [each.link_id for each in record.answers] == WORRIES
    assert (record.client_id, record.follows_id, record.form_version) == (client_id, talk_id, "1")
    assert queries.assessment_record(session, talk_id).answers[4].value == "To swim"


@pytest.mark.usefixtures("form")
def test_a_condition_still_sees_the_answers_of_the_first_talk(session: Session, actor: Actor, talk_id: UUID) -> None:
    here(session, actor, talk_id, interpreter=Interpreter.NOBODY, seen_alone=False)
    give_answer(session, actor, GiveAnswer(talk_id, "open", "yes"))
    finish_assessment(session, actor, talk_id)
    alone = ask_alone(session, actor, AskAlone(talk_id, Setting.WORKER, rules.ONLY_US))
    finish_assessment(session, actor, alone)
    answers = [each.link_id for each in queries.assessment_record(session, alone).answers]
    assert answers == ["alone", "after-open"], "what hangs on an answer that nobody gave is not asked"


def test_with_family_there_again_they_wait_once_more(session: Session, actor: Actor, talk_id: UUID) -> None:
    here(session, actor, talk_id, **FAMILY)
    alone = ask_alone(session, actor, AskAlone(talk_id, Setting.WORKER, rules.TO_BE_SAID))
    here(session, actor, alone, **FAMILY)
    assert asked(session, alone) == []
    finish_assessment(session, actor, alone)
    assert queries.assessment_record(session, alone).answers == ()
    assert left(session, alone) == WORRIES


def test_a_talk_that_is_not_there_is_not_found(session: Session, actor: Actor, talk_id: UUID) -> None:
    with pytest.raises(NotFound):
        left_aside(session, uuid.uuid4())
    for talk, who in ((uuid.uuid4(), actor), (talk_id, replace(actor, organisation_id=uuid.uuid4()))):
        with pytest.raises(NotFound):
            ask_alone(session, who, AskAlone(talk, Setting.WORKER, rules.ONLY_US))


def test_of_a_form_that_is_gone_nothing_is_left_to_ask(
    session: Session, actor: Actor, talk_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(session, actor, talk_id, **FAMILY)
    monkeypatch.setattr(library, "forms", lambda: ())
    assert left(session, talk_id) == []


def test_one_answer_that_was_given_alone_is_not_asked_for_again_before_others(
    session: Session, actor: Actor, talk_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    tea, drink = choices("tea", "drink")
    made = build(item("one", "choice", answerOption=[tea, {**drink, **mark("alone")}]), item("last"))
    monkeypatch.setattr(library, "form", lambda _url, _version="": made)
    monkeypatch.setattr(library, "has", lambda _url, _version: True)
    give_answer(session, actor, GiveAnswer(talk_id, "one", "drink"))
    here(session, actor, talk_id, **FAMILY)
    talk = queries.talk(session, talk_id)
    assert [each.link_id for each in talk.asked] == ["last"]
    with pytest.raises(Stale):
        give_answer(session, actor, GiveAnswer(talk_id, "one", "tea"))
    session.rollback()
    finish_assessment(session, actor, talk_id)
    assert queries.assessment_record(session, talk_id).answers[0].value == "drink"
