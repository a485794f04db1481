"""The writing verbs: whole, by version, kept around the service, and do not use is for leads to lift."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from dataclasses import fields
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.record.audit import verify
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import doors_of
from linkdesk.services import models
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import ChangeService
from linkdesk.services.rules import NoteChecked
from linkdesk.services.rules import ServiceWords
from linkdesk.services.rules import Times
from linkdesk.team.queries import roles
from linkdesk.team.rules import Role
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.base import Base
    from linkdesk.record.session import Actor

WORDS = [each.name for each in fields(ServiceWords)]


def words(of: ServiceWords) -> dict[str, object]:
    return {name: getattr(of, name) for name in WORDS}


def change(service_id: uuid.UUID, version: int, **parts: object) -> ChangeService:
    given = {**words(GARDEN), **parts}
    return ChangeService(service_id=service_id, version=version, **given)  # type: ignore[arg-type]  # a table of fields


def count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def today(session: Session) -> date:
    return doors_of(session).clock.now().astimezone().date()


def test_what_was_written_is_read_as_it_was(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, replace(GARDEN, checked=True))
    found = queries.service_record(session, made)
    assert words(found) == words(GARDEN)
    assert (found.assurance, found.checked_on) == (Assurance.NOT_CHECKED, today(session))
    bare = queries.service_record(session, service.add_service(session, actor, AddService(name="Only a name")))
    assert words(bare) == words(AddService(name="Only a name"))
    assert bare.checked_on is None
    assert count(session, models.LocalLocation) == 1


def test_everything_can_be_changed_and_taken_away_again(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    version = queries.service_record(session, made).version
    bare = words(AddService(name="Only a name"))
    service.change_service(session, actor, change(made, version, **bare))
    assert words(queries.service_record(session, made)) == bare
    assert count(session, models.LocalContact) == count(session, models.LocalPhone) == 0
    assert count(session, models.LocalSchedule) == count(session, models.LocalLanguage) == 0
    service.change_service(session, actor, change(made, version + 1))
    assert words(queries.service_record(session, made)) == words(GARDEN)
    assert verify(session, doors_of(session).audit_key()).faults == ()


def test_a_change_of_a_row_around_it_makes_an_older_page_stale(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    version = queries.service_record(session, made).version
    service.change_service(session, actor, change(made, version, phone="01632 960 099"))
    with pytest.raises(Stale):
        service.change_service(session, actor, change(made, version, phone="01632 960 098"))
    assert queries.service_record(session, made).phone == "01632 960 099"


def test_what_a_page_does_not_show_is_never_lost(session: Session, actor: Actor) -> None:
    """Of several numbers or times the page changes the first; the others stay."""
    many = tuple(Times(("MO",), notes=f"Time {number}") for number in range(5))
    made = service.add_service(session, actor, replace(GARDEN, times=many))
    found = queries.service_record(session, made)
    service.change_service(session, actor, change(made, found.version, times=many[:2]))
    kept = [each.notes for each in queries.service_record(session, made).times]
    assert kept == ["Time 0", "Time 1", "Time 3", "Time 4"]


def test_two_services_of_one_organisation_share_its_row(session: Session, actor: Actor) -> None:
    service.add_service(session, actor, GARDEN)
    service.add_service(session, actor, replace(GARDEN, name="Choir", organization="green  TESTHAM"))
    assert count(session, models.LocalOrganization) == 1


def test_the_day_of_a_yes_stays_and_another_person_says_their_own(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    first = session.scalar(select(models.LocalContact.agreed_on))
    service.change_service(session, actor, change(made, 1, contact_title="Leads the group"))
    assert session.scalar(select(models.LocalContact.agreed_on)) == first == today(session)
    service.change_service(session, actor, change(made, 2, contact_agreed=False))
    assert session.scalar(select(models.LocalContact.agreed_on)) is None


def test_who_is_asked_for_no_more_is_gone_with_their_number(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    nobody = {"contact_name": "", "contact_title": "", "contact_phone": "", "contact_agreed": False}
    service.change_service(session, actor, change(made, 1, **nobody))
    assert count(session, models.LocalContact) == 0
    assert session.scalars(select(models.LocalPhone.number)).all() == [GARDEN.phone]


def test_checked_today(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    service.note_checked(session, actor, NoteChecked(made, 1))
    assert queries.service_record(session, made).checked_on == today(session)
    with pytest.raises(Stale):
        service.note_checked(session, actor, NoteChecked(made, 7))
    with pytest.raises(NotFound):
        service.note_checked(session, actor, NoteChecked(uuid.UUID(int=9), 1))


def test_a_refusal_keeps_nothing(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        service.add_service(session, actor, replace(GARDEN, name=" "))
    made = service.add_service(session, actor, GARDEN)
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        service.change_service(session, actor, change(made, 1, amount="a lot"))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        service.assure(session, actor, Assure(made, 1, Assurance.DO_NOT_USE))
    assert queries.service_record(session, made).version == 1
    assert count(session, models.LocalService) == 1


def test_anybody_may_stop_using_it_and_only_a_lead_begins_again(session: Session, actor: Actor) -> None:
    made = service.add_service(session, actor, GARDEN)
    service.assure(session, actor, Assure(made, 1, Assurance.DO_NOT_USE, reason="A complaint"))
    assert queries.service_record(session, made).assurance is Assurance.DO_NOT_USE
    assert "A complaint" not in str(asdict(queries.service_record(session, made)))
    assert queries.reason_of(session, made) == "A complaint"
    assert not service.may_lift(session, actor)
    with pytest.raises(NotAllowed):
        service.assure(session, actor, Assure(made, 2, Assurance.NOT_CHECKED))
    start_worker(session, actor, StartWorker("Lea Lead", "Lead", "", "", b"x"))
    assert Role.TEAM_LEAD in roles(session, actor.worker_id)
    service.assure(session, actor, Assure(made, 2, Assurance.CHECKED, "Insurance"))
    found = queries.service_record(session, made)
    assert (found.assured_with, found.assured_date) == ("Insurance", today(session))
    assert queries.reason_of(session, made) == ""
