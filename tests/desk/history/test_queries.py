"""What happened and who looked, of a whole practice vault."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.service import change_client
from linkdesk.desk.history import queries
from linkdesk.desk.history.rules import FieldChange
from linkdesk.desk.history.rules import Show
from linkdesk.desk.history.rules import Wanted
from linkdesk.plans.models import Plan
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.team.rules import Role
from tests.furnished import House

KIT = "Kit Practice"


def change_town(house: House, client: uuid.UUID, town: str) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        kept = client_record(session, client)
        names = set(ChangeClient.__dataclass_fields__) - {"client_id"}
        details = {name: getattr(kept, name) for name in names}
        command = replace(ChangeClient(client_id=client, **details), town=town)
        change_client(session, actor, command)


def test_a_change_shows_old_and_new_and_who(house: House) -> None:
    client = house.ids(Client)[1]
    change_town(house, client, "Newtown")
    with open_session(house.settings, house.vault) as (session, _actor):
        newest = queries.history(session, client, Wanted(Show.CHANGES)).lines[0]
    assert (newest.words, newest.worker, newest.looked) == ("Details changed", "Robin Practice", False)
    change = newest.rows[0].fields[0]
    assert isinstance(change, FieldChange)
    assert (change.name, change.new) == ("Town", "Newtown")
    assert change.old not in {"", "Newtown"}


def test_one_verb_is_one_line_and_everything_since_the_start_is_there(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        client = session.scalars(select(Plan.client_id)).first()
        assert client is not None
        page = queries.history(session, client, Wanted())
    words = [line.words for line in page.lines]
    assert words[-1] == "Added to the caseload with a referral"
    assert {"Plan started", "Goal added", "Assessment finished"} <= set(words)
    goal = next(line for line in page.lines if line.words == "Goal added")
    assert {row.name for row in goal.rows} >= {"Goal", "Step"}
    assert page.total == len(page.lines)
    moments = [line.at for line in page.lines]
    assert moments == sorted(moments, reverse=True)


def test_it_can_be_asked_by_kind_and_by_worker_and_is_paged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client, kit = house.ids(Client)[1], house.join(KIT, Role.LINK_WORKER)
    house.switch(KIT)
    with open_session(house.settings, house.vault) as (session, actor):
        record_reading(session, actor, "client", client)
        record_reading(session, actor, "export", None)
        record_reading(session, actor, "export", house.ids(Client)[2])
        looks = queries.history(session, client, Wanted(Show.LOOKS, kit))
        assert [line.words for line in looks.lines] == ["Made a file of everybody", "Opened the record"]
        assert {line.worker for line in looks.lines} == {KIT}
        assert queries.history(session, client, Wanted(Show.CHANGES, kit)).lines == ()
        every = queries.history(session, client, Wanted()).total
        monkeypatch.setattr(queries, "LIMITS", replace(queries.LIMITS, page_rows=3))
        last = queries.history(session, client, Wanted(), 999)
        assert (last.number, last.pages) == (-(-every // 3), -(-every // 3))
        assert queries.history(session, client, Wanted(), -1).number == 1
        with pytest.raises(NotFound):
            queries.history(session, uuid.uuid4(), Wanted())


def test_a_lead_sees_what_a_worker_looked_at_but_nobody_kept_apart_from_the_lead(house: House) -> None:
    client, kit = house.ids(Client)[1], house.join(KIT, Role.LINK_WORKER)
    house.switch(KIT)
    with open_session(house.settings, house.vault) as (session, actor):
        record_reading(session, actor, "client", client)
        record_reading(session, actor, "list", None)
    house.switch()
    with open_session(house.settings, house.vault) as (session, actor):
        page = queries.looked_at(session, kit)
        assert [(look.words, look.client_id, bool(look.who)) for look in page.looks] == [
            ("Listed everybody in the terminal", None, False),
            ("Opened the record", client, True),
        ]
        keep_apart(session, actor, KeepApart(client, "A relative of a worker", (kit,)))
        left = queries.looked_at(session, kit)
        assert (left.total, [look.client_id for look in left.looks]) == (1, [None])
