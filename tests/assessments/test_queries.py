"""Reading conversations back, without the form they came from where it is not needed."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest

from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.record.errors import NotFound
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def _ons(session: Session, actor: Actor, client_id: UUID, **values: int) -> UUID:
    found = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    for link_id, value in values.items():
        give_answer(session, actor, GiveAnswer(found, link_id, value))
    return found


def test_a_record_is_read_without_its_form(
    session: Session, actor: Actor, client_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer given today can be read when a later LinkDesk no longer has that version of the form."""
    ons = _ons(session, actor, client_id, anxious=8)

    def gone() -> tuple[Form, ...]:
        return ()

    monkeypatch.setattr(library, "forms", gone)
    record = queries.assessment_record(session, ons)
    (score,) = record.scores
    assert (score.value, score.face, score.band, score.high_is_good) == (8, "worry-8", "High", False)
    with pytest.raises(NotFound, match="not in LinkDesk"):
        queries.talk(session, ons)


def test_what_is_not_there_is_not_found(session: Session) -> None:
    for read in (queries.assessment_record, queries.talk):
        with pytest.raises(NotFound):
            read(session, uuid.uuid4())


def test_talks_of_a_client_come_newest_first_and_only_theirs(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    first = _ons(session, actor, client_id, happy=3)
    clock.pass_time(60)
    second = _ons(session, actor, client_id, happy=5)
    other = add_client(session, actor, people.new_client(1))
    _ons(session, actor, other, happy=9)
    found = queries.assessments_of(session, client_id)
    assert [record.id for record in found] == [second, first]
    assert [record.scores[0].value for record in found] == [5, 3]
    assert [record.id for record in queries.assessments_of(session, client_id, limit=1)] == [second]


def test_scores_are_compared_with_the_finished_talk_before(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    first = _ons(session, actor, client_id, happy=3, anxious=8)
    finish_assessment(session, actor, first)
    clock.pass_time(60)
    _ons(session, actor, client_id, happy=1)
    clock.pass_time(60)
    now = queries.assessment_record(session, _ons(session, actor, client_id, happy=7, anxious=9, satisfied=0))
    table = {change.name: change for change in queries.score_changes(session, now)}
    assert table["Happy yesterday"].words == "4 better"
    assert table["Anxious yesterday"].words == "1 worse"
    assert table["Satisfied with life"].words == "Nothing to compare yet"


def test_a_score_that_was_not_known_keeps_its_row(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = _ons(session, actor, client_id, happy=7)
    give_answer(session, actor, GiveAnswer(talk, "anxious", unknown=True))
    found = queries.score_changes(session, queries.assessment_record(session, talk))
    assert [(change.name, change.left) for change in found if change.now is None] == [
        ("Anxious yesterday", "I do not know")
    ]


def test_the_first_scores_have_nothing_to_be_compared_with(session: Session, actor: Actor, client_id: UUID) -> None:
    now = queries.assessment_record(session, _ons(session, actor, client_id, happy=7))
    assert [change.before for change in queries.score_changes(session, now)] == [None]


def test_a_talk_going_on_knows_answers_flags_and_page(session: Session, actor: Actor, talk_id: UUID) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "matters", ("home", "pets"), turn_to=2))
    give_answer(session, actor, GiveAnswer(talk_id, "hopes", skipped=True))
    give_answer(session, actor, GiveAnswer(talk_id, "people", unknown=True, turn_to=5))
    found = queries.talk(session, talk_id)
    assert found.values["matters"] == ("home", "pets")
    assert (set(found.skipped), set(found.unknown)) == ({"hopes"}, {"people"})
    assert (found.page, found.finished, found.form.title) == (5, False, "What matters to you")


def test_everybody_with_a_score_comes_once_with_all_their_finished_talks(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BATCH", 1)
    other = add_client(session, actor, people.new_client(family_name="Other"))
    silent = add_client(session, actor, people.new_client(family_name="Silent"))
    for client, form in ((client_id, ONS4), (client_id, ONS4), (other, LONELINESS), (silent, WHAT_MATTERS)):
        clock.pass_time(60)
        finish_assessment(
            session, actor, start_assessment(session, actor, StartAssessment(client, form, Setting.WORKER))
        )
    start_assessment(session, actor, StartAssessment(other, ONS4, Setting.WORKER))
    found = list(queries.scored_people(session))
    assert {records[0].client_id: len(records) for records in found} == {client_id: 2, other: 1}
    assert len(found) == 2


@pytest.mark.parametrize("way", [Setting.CLIENT, Setting.WORKER])
def test_what_was_asked_in_another_way_is_not_put_beside_it(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock, way: Setting
) -> None:
    before = _ons(session, actor, client_id, satisfied=3)
    finish_assessment(session, actor, before)
    clock.pass_time(7 * 24 * 3600)
    found = start_assessment(session, actor, StartAssessment(client_id, ONS4, way))
    give_answer(session, actor, GiveAnswer(found, "satisfied", 6))
    finish_assessment(session, actor, found)
    (change,) = [
        each
        for each in queries.score_changes(session, queries.assessment_record(session, found))
        if each.now is not None
    ]
    assert (change.before is None) is (way is Setting.CLIENT)


def test_two_goals_are_never_put_beside_each_other(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    found = []
    for goal, value in (("Walk to the shop", 3), ("Stop gambling", 9), ("walk to the SHOP", 5)):
        start = StartAssessment(client_id, "urn:linkdesk:form:goal-ratings", Setting.WORKER)
        talk = start_assessment(session, actor, start)
        give_answer(session, actor, GiveAnswer(talk, "goal", goal))
        give_answer(session, actor, GiveAnswer(talk, "importance", value))
        finish_assessment(session, actor, talk)
        clock.pass_time(60)
        changes = queries.score_changes(session, queries.assessment_record(session, talk))
        found.append([change.before.value if change.before else None for change in changes if change.now])
    assert found == [[None], [None], [3]], "the last one goes on with the first"


def test_a_talk_says_in_which_language_it_was_read() -> None:
    base: dict[str, Any] = {"form_url": "urn:x", "form_version": "1", "title": "X", "completed_at": None, "answers": ()}
    said = {
        (language, unchecked): AssessmentRecord(
            uuid.UUID(int=1), uuid.UUID(int=2), started_at=NOW, language=language, unchecked_words=unchecked, **base
        ).read_in
        for language in ("en-GB", "ur")
        for unchecked in (False, True)
    }
    assert said["en-GB", False] == ""
    assert said["ur", False] == "The client read it in Urdu."
    assert said["ur", True] == "The client read it in Urdu, in words that nobody has checked."
    assert said["en-GB", True] == "Some of it was answered in words that nobody has checked."
