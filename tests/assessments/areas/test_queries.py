"""Areas wait from one talk to the next until each was talked about."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import library
from linkdesk.assessments.areas.queries import waiting_in
from linkdesk.assessments.areas.queries import waiting_of
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.queries import talk
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import AskWaiting
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import ask_alone
from linkdesk.assessments.service import ask_waiting
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

OTHERS = PresenceWords(interpreter=Interpreter.NOBODY, people=(Present("Sam Lee", "neighbour"),))


def first(session: Session, actor: Actor, client: UUID, *chosen: str, presence: PresenceWords = ONLY_US) -> UUID:
    """Return a finished talk in which these areas came first."""
    made = start_assessment(session, actor, StartAssessment(client, MY_LIFE, Setting.WORKER, presence=presence))
    choose(session, actor, made, *chosen)
    finish_assessment(session, actor, made)
    return made


def choose(session: Session, actor: Actor, made: UUID, *chosen: str) -> None:
    give_answer(session, actor, GiveAnswer(made, "areas", chosen or None, skipped=not chosen))


def go_on(session: Session, actor: Actor, earlier: UUID) -> UUID:
    return ask_waiting(session, actor, AskWaiting(earlier, Setting.WORKER, ONLY_US))


def keys(session: Session, made: UUID) -> list[str]:
    return [option.key for option in waiting_in(session, made).options]


def test_the_next_talk_offers_the_rest_and_asks_only_what_is_chosen_there(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    earlier = first(session, actor, client_id, "money", "food", "sleep")
    assert len(keys(session, earlier)) == 12
    later = go_on(session, actor, earlier)
    assert keys(session, later) == []
    found = talk(session, later)
    assert [each.link_id for each in shown(found.form, found.values)] == ["areas"]
    assert "money" not in {option.key for option in found.form.question("areas").options}  # type: ignore[union-attr]
    with pytest.raises(RuleBroken):
        choose(session, actor, later, "money")
    choose(session, actor, later, "home", "uk")
    found = talk(session, later)
    asked = [each.link_id for each in shown(found.form, found.values)]
    assert asked == ["areas", "home-what", "home-letter", "home-help", "uk-what", "uk-letter", "uk-help"]
    finish_assessment(session, actor, later)
    assert len(keys(session, later)) == 10
    assert waiting_of(session, client_id).assessment_id == later


def test_what_was_taken_up_waits_in_the_later_talk_only(session: Session, actor: Actor, client_id: UUID) -> None:
    earlier = first(session, actor, client_id, "money")
    later = go_on(session, actor, earlier)
    found = waiting_in(session, earlier)
    assert found.options == ()
    assert found.follow_up is not None
    assert found.follow_up.id == later
    with pytest.raises(RuleBroken, match="Nothing is left"):
        go_on(session, actor, earlier)


def test_in_five_talks_all_areas_have_had_their_turn(session: Session, actor: Actor, client_id: UUID) -> None:
    made = first(session, actor, client_id, "money", "home", "work")
    for _ in range(4):
        three = keys(session, made)[:3]
        made = go_on(session, actor, made)
        choose(session, actor, made, *three)
        finish_assessment(session, actor, made)
    assert keys(session, made) == []
    assert waiting_of(session, client_id).options == ()


def test_nothing_waits_before_the_end_and_all_after_a_skip(session: Session, actor: Actor, client_id: UUID) -> None:
    made = start_assessment(session, actor, StartAssessment(client_id, MY_LIFE, Setting.WORKER, presence=ONLY_US))
    choose(session, actor, made)
    assert keys(session, made) == []
    finish_assessment(session, actor, made)
    assert len(keys(session, made)) == 15


def test_what_was_set_aside_for_when_alone_is_no_waiting_area(session: Session, actor: Actor, client_id: UUID) -> None:
    earlier = first(session, actor, client_id, "food", "safety", presence=OTHERS)
    assert [each.link_id for each in left_aside(session, earlier).questions] == [
        "safety-where",
        "safety-person",
        "safety-help",
    ]
    go_on(session, actor, earlier)
    left = left_aside(session, earlier)
    assert len(left.questions) == 3
    assert left.follow_ups == ()
    alone = ask_alone(session, actor, AskAlone(earlier, Setting.WORKER, ONLY_US))
    found = talk(session, alone)
    assert next(each.link_id for each in shown(found.form, found.values)) == "safety-where"
    assert len(left_aside(session, earlier).follow_ups) == 1
    finish_assessment(session, actor, alone)
    assert keys(session, alone) == []


def test_of_a_form_that_is_gone_nothing_waits(
    session: Session, actor: Actor, client_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = first(session, actor, client_id, "money")
    go_on(session, actor, earlier)
    monkeypatch.setattr(library, "forms", tuple)
    assert keys(session, earlier) == []
    assert waiting_of(session, client_id).options == ()
    assert left_aside(session, earlier).questions == ()


def test_a_talk_that_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        waiting_in(session, uuid.uuid4())
    with pytest.raises(NotFound):
        go_on(session, actor, uuid.uuid4())
