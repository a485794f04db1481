"""Measures are noted, put right and taken away again."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.measures.queries import held_scores_of
from linkdesk.assessments.measures.queries import hows
from linkdesk.assessments.measures.queries import not_asked_of
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NoteHeldScore
from linkdesk.assessments.measures.rules import NoteNotAsked
from linkdesk.assessments.measures.rules import SaveHow
from linkdesk.assessments.measures.service import note_held_score
from linkdesk.assessments.measures.service import note_not_asked
from linkdesk.assessments.measures.service import save_how
from linkdesk.assessments.measures.service import take_away
from linkdesk.clients.service import add_client
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

DAY = date(2026, 1, 2)


def skip(client: UUID, **more: object) -> NoteNotAsked:
    given = {"form_url": ONS4, "reason": NotAskedReason.UPSET, "words": "", "happened_on": DAY, **more}
    return NoteNotAsked(client, **given)  # type: ignore[arg-type]


def held(client: UUID, **more: object) -> NoteHeldScore:
    given = {"name": "Theirs", "value": 0.0, "low": 0.0, "high": 10.0, "taken_on": DAY, "by_whom": "GP", **more}
    return NoteHeldScore(client, **given)  # type: ignore[arg-type]


def test_what_was_not_asked_keeps_the_name_of_the_form(session: Session, actor: Actor, client_id: UUID) -> None:
    note_not_asked(session, actor, skip(client_id))
    (found,) = not_asked_of(session, client_id)
    assert (found.title, found.reason_words, found.happened_on) == ("How you feel about your life", "Too upset", DAY)


def test_a_total_of_nought_is_a_total(session: Session, actor: Actor, client_id: UUID) -> None:
    note_held_score(session, actor, held(client_id))
    assert [each.words for each in held_scores_of(session, client_id)] == ["0, on a row from 0 to 10"]


def test_what_cannot_be_changes_nothing(session: Session, actor: Actor, client_id: UUID, talk_id: UUID) -> None:
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        note_not_asked(session, actor, skip(client_id, reason=NotAskedReason.OTHER))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        note_held_score(session, actor, held(client_id, value=11.0))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        save_how(session, actor, SaveHow(assessment_id=talk_id, mode=Mode.PAPER, pictures=True, help_given="x" * 151))
    assert not_asked_of(session, client_id) == ()
    assert held_scores_of(session, client_id) == ()
    assert hows(session, [talk_id]) == {}


def test_only_of_this_person_and_once_is_it_taken_away(session: Session, actor: Actor, client_id: UUID) -> None:
    other = add_client(session, actor, people.new_client(family_name="Other"))
    first, second = note_not_asked(session, actor, skip(client_id)), note_held_score(session, actor, held(client_id))
    for row in (first, second):
        with pytest.raises(NotFound):
            take_away(session, actor, other, row)
        take_away(session, actor, client_id, row)
        with pytest.raises(NotFound):
            take_away(session, actor, client_id, row)
    assert not_asked_of(session, client_id) == ()
    assert held_scores_of(session, client_id) == ()


def test_how_a_talk_ran_is_put_right_and_an_old_page_does_not_undo_it(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    save_how(session, actor, SaveHow(assessment_id=talk_id, mode=Mode.PAPER, pictures=True))
    assert hows(session, [talk_id])[talk_id].mode is Mode.PAPER
    with pytest.raises(Stale):
        save_how(session, actor, SaveHow(assessment_id=talk_id, mode=Mode.PHONE, pictures=False))
    save_how(session, actor, SaveHow(assessment_id=talk_id, mode=Mode.PHONE, pictures=False, version=1))
    assert hows(session, [talk_id])[talk_id].version == 2


def test_nothing_is_noted_about_nobody(session: Session, actor: Actor, client_id: UUID) -> None:
    gone = uuid.uuid4()
    for command in (skip(gone), skip(client_id, form_url="urn:gone")):
        with pytest.raises(NotFound):
            note_not_asked(session, actor, command)
    with pytest.raises(NotFound):
        note_held_score(session, actor, held(gone))
    with pytest.raises(NotFound):
        save_how(session, actor, SaveHow(assessment_id=gone, mode=Mode.PAPER, pictures=True))
