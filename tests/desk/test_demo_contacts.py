"""A vault to look around in has contacts of several kinds, and somebody who twice did not come; smaller ones none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.contacts.models import Contact
from linkdesk.contacts.queries import not_come
from linkdesk.contacts.rules import Way
from tests.desk.test_demo_team import looked_around  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.furnished import House


def test_a_small_vault_has_none(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        assert session.scalar(select(func.count(Contact.id))) == 0


def test_people_were_rung_visited_and_missed(looked_around: House) -> None:  # noqa: F811 - the fixture
    with open_session(looked_around.settings, looked_around.vault) as (session, _actor):
        assert {Way.PHONE, Way.HOME, Way.TEXT, Way.VENUE} == set(session.scalars(select(Contact.way)))
        assert [count for each in session.scalars(select(Client.id)) if (count := not_come(session, each))] == [2]
