"""Reading: by name, what is not used last, and the longest unchecked first to ring."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_by_name_and_what_is_not_used_last(session: Session, actor: Actor) -> None:
    made = {name: service.add_service(session, actor, AddService(name=name)) for name in ("beta", "Alpha", "Élan")}
    service.assure(session, actor, Assure(made["Alpha"], 1, Assurance.DO_NOT_USE, reason="A complaint"))
    assert [each.name for each in queries.services(session)] == ["beta", "Élan", "Alpha"]
    assert queries.service_name(session, made["beta"]) == "beta"
    assert queries.service_name(session, None) == ""


def test_the_longest_unchecked_stands_first_and_what_is_not_used_needs_no_call(
    session: Session, actor: Actor, clock: FakeClock
) -> None:
    today, now = clock.time.astimezone().date(), clock.time
    made = {}
    for name, days in (("old", 200), ("fresh", 0), ("older", 300), ("shut", 400), ("never", None)):
        clock.time = now - timedelta(days=days or 0)
        made[name] = service.add_service(session, actor, AddService(name=name, checked=days is not None))
    clock.time = now
    service.assure(session, actor, Assure(made["shut"], 1, Assurance.DO_NOT_USE, reason="A complaint"))
    found = queries.to_check(session, today)
    assert [each.name for each in found] == ["never", "older", "old"]
    assert queries.count_to_check(session, today) == 3
    assert [each.name for each in queries.to_check(session, today, 1, 1)] == ["older"]
    stale = {each.name for each in queries.services(session) if each.is_stale(today) and not each.why_not}
    assert stale == {each.name for each in found}, "the same rule, asked of the database"


def test_what_is_not_there_is_said(session: Session, actor: Actor) -> None:
    assert queries.services(session) == ()
    for read in (queries.service_record, queries.reason_of, queries.printed):
        with pytest.raises(NotFound, match="not in the directory"):
            read(session, uuid.UUID(int=1))
    made = service.add_service(session, actor, GARDEN)
    assert queries.printed(session, made).name == GARDEN.name
    service.assure(session, actor, Assure(made, 1, Assurance.DO_NOT_USE, reason="A complaint"))
    with pytest.raises(RuleBroken, match="Nothing was printed"):
        queries.printed(session, made)


def test_many_services_cost_as_many_questions_as_one(session: Session, actor: Actor) -> None:
    def asked() -> int:
        seen: list[object] = []

        def note(*_given: object) -> None:
            seen.append(1)

        session.rollback()
        event.listen(session.get_bind(), "before_cursor_execute", note)
        queries.services(session)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        return len(seen)

    service.add_service(session, actor, GARDEN)
    one = asked()
    for number in range(4):
        service.add_service(session, actor, replace(GARDEN, name=f"Group {number}"))
    assert len(queries.services(session)) == 5
    assert asked() == one > 5
