"""Reading: what is due by the database is what is due by the rule, visits together, all that led to one service."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy import update

from linkdesk.clients.models import Client
from linkdesk.connections import queries
from linkdesk.connections.models import Connection
from linkdesk.connections.reminders import reminder
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from tests.connections.samples import TODAY
from tests.connections.samples import begin
from tests.connections.samples import garden
from tests.connections.samples import person
from tests.connections.samples import press

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

EVERYBODY = select(Client.id)
AGO = st.integers(0, 120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    state=st.sampled_from([None, *State]),
    kind=st.sampled_from(Kind),
    since=AGO,
    visit=st.none() | st.integers(-20, 120),
    said=st.none() | AGO,
)
def test_the_database_and_the_rule_agree_on_what_is_due(
    session: Session, actor: Actor, state: State | None, kind: Kind, since: int, visit: int | None, said: int | None
) -> None:
    if session.scalar(select(Connection.id)) is None:
        begin(session, actor, person(session, actor))

    def ago(days: int | None) -> date | None:
        return None if days is None else TODAY - timedelta(days=days)

    stood, visited, told = ago(since) if state else None, ago(visit), ago(said)
    columns = {"state": state, "since": stood, "visit_on": visited, "feedback_on": told}
    session.execute(update(Connection).values(kind=kind, **columns))
    found = queries.due_lines(session, EVERYBODY, TODAY, 10)
    wanted = reminder(state, stood, kind=kind, visit_on=visited, feedback_on=told)
    is_due = wanted is not None and wanted.on <= TODAY
    assert [line.reminder for line in found] == ([wanted] if is_due else [])
    picked = session.scalars(select(Connection.id).where(queries.is_due(TODAY))).all()
    assert bool(picked) is is_due


def test_a_line_says_what_to_ask_and_where(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    begin(session, actor, who, on=TODAY - timedelta(days=14))
    (line,) = queries.due_lines(session, EVERYBODY, TODAY, 10)
    assert line.words == "Ask whether they got there: Hill Choir"
    assert queries.due_lines(session, EVERYBODY, TODAY - timedelta(days=1), 10) == ()


def test_those_that_are_followed_stand_first(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    over = queries.connection_record(session, who, begin(session, actor, who))
    begin(session, actor, who)
    press(session, actor, over, "not-them")
    first, last = queries.connections_of(session, who)
    assert (first.is_open, last.id) == (True, over.id)


def test_first_visits_to_which_a_worker_goes_along(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    day = TODAY + timedelta(days=4)
    made = begin(session, actor, who, kind=Kind.ACCOMPANY, visit_on=day, visit_time="10:00", visit_place="The gate")
    begin(session, actor, who, kind=Kind.SIGNPOST, visit_on=day)
    (found,) = queries.visits_together(session, [who], TODAY)
    assert (found.id, found.visit_time) == (made, "10:00")
    assert queries.visits_together(session, [who], day + timedelta(days=1)) == ()
    press(session, actor, queries.connection_record(session, who, made), "not-them")
    assert queries.visits_together(session, [who], TODAY) == ()


def test_all_that_led_to_one_service(session: Session, actor: Actor) -> None:
    who, service_id = person(session, actor), garden(session, actor)
    begin(session, actor, who)
    made = begin(session, actor, who, service_id=service_id)
    assert [each.id for each in queries.of_service(session, service_id)] == [made]
    assert queries.recipient("Choir").name == "Choir"
