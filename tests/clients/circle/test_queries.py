"""Reading the circle of one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.circle.queries import circle_of
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.service import add_client
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_only_the_people_of_this_client_the_closest_first(session: Session, actor: Actor) -> None:
    mine, other = (add_client(session, actor, people.new_client(number)) for number in range(2))
    for client, name, closeness in (
        (mine, "Zoe", Closeness.IN_MY_LIFE),
        (other, "Nobody", Closeness.CLOSE),
        (mine, "Ana", Closeness.VERY_CLOSE),
    ):
        add_person(session, actor, AddPerson(client_id=client, name=name, closeness=closeness))
    assert [(spot.number, spot.name) for spot in circle_of(session, mine).spots] == [(1, "Ana"), (2, "Zoe")]
