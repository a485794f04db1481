"""Writing down who was here: with the start of a talk, and later; each with its audit."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.models import Presence
from linkdesk.assessments.presence.queries import presences
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.assessments.presence.service import save_presence
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.service import add_person
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def _phone(talk: UUID, version: int = 0) -> SavePresence:
    return SavePresence(
        assessment_id=talk,
        version=version,
        interpreter=Interpreter.TELEPHONE,
        reference="123",
        people=(Present("Sam", "carer"),),
        seen_alone=False,
    )


def test_a_talk_starts_with_who_is_here_in_one_unit_of_work(session: Session, actor: Actor, client_id: UUID) -> None:
    command = StartAssessment(client_id, WHAT_MATTERS, Setting.WORKER, presence=rules.ONLY_US)
    talk = start_assessment(session, actor, command)
    found = assessment_record(session, talk).presence
    assert found is not None
    assert found.sentence == "No interpreter. Seen alone."
    entries = session.scalars(select(AuditEntry).where(AuditEntry.verb == "start_assessment")).all()
    assert {entry.table_name for entry in entries} == {"assessment", "assessment_presence"}
    assert {entry.client_id for entry in entries} == {client_id}
    assert len({entry.at for entry in entries}) == 1


def test_it_is_written_down_later_and_changed_also_when_finished(session: Session, actor: Actor, talk_id: UUID) -> None:
    assert presences(session, [talk_id]) == {}
    save_presence(session, actor, _phone(talk_id))
    finish_assessment(session, actor, talk_id)
    kept = presences(session, [talk_id])[talk_id]
    assert kept.people == (Present("Sam", "carer"),)
    save_presence(session, actor, replace(_phone(talk_id, kept.version), reference="456"))
    assert presences(session, [talk_id])[talk_id].reference == "456"
    entries = session.scalars(select(AuditEntry.table_name).where(AuditEntry.verb == "save_presence")).all()
    assert entries == ["assessment_presence", "assessment_presence"]


def test_the_same_once_more_leaves_no_audit(session: Session, actor: Actor, talk_id: UUID) -> None:
    save_presence(session, actor, _phone(talk_id))
    save_presence(session, actor, _phone(talk_id, presences(session, [talk_id])[talk_id].version))
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.verb == "save_presence")).all()) == 1


def test_somebody_else_saved_in_between(session: Session, actor: Actor, talk_id: UUID) -> None:
    save_presence(session, actor, _phone(talk_id))
    with pytest.raises(Stale):
        save_presence(session, actor, replace(_phone(talk_id), reference="456"))
    assert presences(session, [talk_id])[talk_id].reference == "123"


def test_an_unknown_talk_and_another_organisations_are_not_found(session: Session, actor: Actor, talk_id: UUID) -> None:
    with pytest.raises(NotFound):
        save_presence(session, actor, _phone(uuid.uuid4()))
    with pytest.raises(NotFound):
        save_presence(session, replace(actor, organisation_id=uuid.uuid4()), _phone(talk_id))


def test_a_child_of_the_circle_does_not_interpret_whoever_calls(
    session: Session, actor: Actor, client_id: UUID, talk_id: UUID
) -> None:
    add_person(session, actor, AddPerson(client_id=client_id, name="Lily", relationship="daughter, 12"))
    command = SavePresence(
        assessment_id=talk_id, interpreter=Interpreter.FAMILY, reference="Lily, daughter, 12", is_adult=True
    )
    with pytest.raises(RuleBroken, match=r"A child must not interpret\..*Nothing was changed"):
        save_presence(session, actor, command)
    assert session.scalars(select(Presence)).all() == []
