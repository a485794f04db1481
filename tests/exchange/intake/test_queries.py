"""What is read of a file on its way in."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.exchange.intake import queries
from linkdesk.exchange.intake.queries import columns_of
from linkdesk.exchange.intake.rules import Target
from linkdesk.exchange.intake.service import choose_columns
from linkdesk.exchange.intake.service import stage
from linkdesk.record.errors import NotFound
from linkdesk.record.session import Actor
from tests.furnished import House

Opened = tuple[Session, Actor]
FILE = b"Name,DOB,Odd\nA B,1/2/84,x\nC D,,\nE F,3/4/85,y\n"


@pytest.fixture
def opened(house: House) -> Iterator[Opened]:
    with open_session(house.settings, house.vault) as pair:
        yield pair


def test_a_report_shows_each_column_with_its_first_words(opened: Opened) -> None:
    session, actor = opened
    report = queries.file_report(session, actor, stage(session, actor, "a.csv", FILE))
    assert [(column.heading, column.samples, column.target) for column in report.columns] == [
        ("Name", ("A B", "C D", "E F"), Target.FULL_NAME),
        ("DOB", ("1/2/84", "3/4/85"), Target.BIRTH_DATE),
        ("Odd", ("x", "y"), None),
    ]
    assert report.unsure_date == "1/2/84"


def test_only_the_worker_who_brings_a_file_in_sees_it(opened: Opened) -> None:
    session, actor = opened
    file_id = stage(session, actor, "a.csv", FILE)
    other = Actor(uuid4(), actor.organisation_id)
    assert [file.id for file in queries.files_of(session, actor)] == [file_id]
    assert queries.files_of(session, other) == ()
    with pytest.raises(NotFound):
        queries.file_report(session, other, file_id)


def test_what_columns_meant_is_remembered_by_shape(opened: Opened) -> None:
    session, actor = opened
    assert queries.remembered(session, "x") is None
    file_id = stage(session, actor, "a.csv", FILE)
    chosen = columns_of({"0": "full-name", "1": "birth-date", "2": "reason"})
    choose_columns(session, actor, file_id, chosen, None)
    again = queries.file_report(session, actor, stage(session, actor, "b.csv", FILE.lower().replace(b"dob", b"D.O.B.")))
    assert [column.target for column in again.columns] == [Target.FULL_NAME, Target.BIRTH_DATE, Target.REASON]


def test_everybody_on_record_is_known(opened: Opened, house: House) -> None:
    session, _actor = opened
    known = list(queries.known_people(session))
    assert {each.client_id for each in known} == set(house.ids(Client))
    assert not any(each.apart for each in known)
