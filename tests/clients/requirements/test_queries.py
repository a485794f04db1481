"""Whose needs are due: the longest ago first, nobody without needs, nobody who died."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients import queries
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.models import Client
from linkdesk.clients.requirements.queries import due_needs
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.requirements.rules import months_later
from linkdesk.clients.requirements.service import review_needs
from linkdesk.clients.service import add_client
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.data import people

EVERYONE = select(Client.id)


def test_those_who_wait_longest_are_named_and_all_are_counted(session: Session, actor: Actor) -> None:
    added = [add_client(session, actor, people.new_client(number)) for number in (1, 2, 3)]
    bare = add_client(session, actor, people.new_client(5, needs=(), interpreter_needed=False))
    today = queries.client_record(session, added[0]).created_at.astimezone().date()
    assert due_needs(session, 12, today, 5, EVERYONE).total == 0
    next_year = months_later(today, 12)
    found = due_needs(session, 12, next_year, 2, EVERYONE)
    assert (len(found.rows), found.total) == (2, 3)
    assert {row.due_on for row in found.rows} == {next_year}
    assert bare not in {row.client_id for row in due_needs(session, 12, next_year, 9, EVERYONE).rows}
    note_death(session, actor, NoteDeath(added[1], 1, today, "GP"))
    assert {row.client_id for row in due_needs(session, 12, next_year, 9, EVERYONE).rows} == {added[0], added[2]}


def test_those_looked_at_wait_from_that_day_and_the_others_from_the_first(session: Session, actor: Actor) -> None:
    first, second = (add_client(session, actor, people.new_client(number)) for number in (1, 2))
    added_on = queries.client_record(session, first).created_at.astimezone().date()
    needs = queries.client_record(session, first).needs
    review_needs(session, actor, ReviewNeeds(client_id=first, version=1, needs=needs))
    with unit_of_work(session, actor, "test") as work:
        work.session.get_one(Client, first).needs_reviewed_on = months_later(added_on, -2)
    rows = due_needs(session, 12, months_later(added_on, 12), 5, EVERYONE).rows
    assert [(row.client_id, row.due_on) for row in rows] == [
        (first, months_later(months_later(added_on, -2), 12)),
        (second, months_later(added_on, 12)),
    ]
    assert rows[0].full_name.endswith("O’Testly")
