"""The practice vault holds invented people at every stage, and its record is sound."""

from __future__ import annotations

from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.application import verify_vault
from linkdesk.clients.queries import client_records
from linkdesk.desk.queries import client_page
from linkdesk.plans.models import Plan
from tests.furnished import House


def test_the_record_of_the_practice_vault_is_sound(house: House) -> None:
    verdict = verify_vault(house.settings, house.vault)
    assert verdict.faults == ()
    assert verdict.entries > 50


def test_everyone_is_invented(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        people = list(client_records(session))
    assert len(people) == 6
    assert all(person.nhs_number.startswith("999") for person in people)


def test_clients_stand_at_different_stages(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        day = house.vault.clock.now().date()
        stages = {client_page(session, person.id, day).next_step.stage for person in client_records(session)}
        plans = session.scalars(select(Plan)).all()
    assert len(stages) >= 3
    assert plans
