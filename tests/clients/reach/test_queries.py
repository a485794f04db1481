"""What is read about records kept apart."""

from __future__ import annotations

import uuid
from datetime import date

from linkdesk.application import open_session
from linkdesk.clients.reach import queries
from tests.clients.reach.conftest import KIT
from tests.clients.reach.conftest import Team


def test_a_person_is_found_by_number_or_by_name_and_birth_and_only_where_hidden(team: Team) -> None:
    house, one = team.house, team.client
    with open_session(house.settings, house.vault) as (session, _actor):
        assert not queries.may_be_apart(session, one.nhs_number, one.family_name, one.birth_date), "Robin sees them"
    house.switch(KIT)
    with open_session(house.settings, house.vault) as (session, _actor):
        assert queries.find_hidden(session, one.nhs_number, "", None) == (one.id,)
        assert queries.find_hidden(session, "", one.family_name.upper(), one.birth_date) == (one.id,)
        assert queries.find_hidden(session, "", one.family_name, date(1900, 1, 1)) == ()
        assert queries.may_be_apart(session, one.nhs_number, "Else", None)
        assert queries.may_be_apart(session, "", one.family_name, one.birth_date)
        assert not queries.may_be_apart(session, "", one.family_name, None)
        assert not queries.may_be_apart(session, "", "Else", one.birth_date)
        assert queries.notices(session, team.robin) == ()


def test_a_worker_who_is_not_on_record_still_has_words(team: Team) -> None:
    with open_session(team.house.settings, team.house.vault) as (session, _actor):
        assert queries.worker_name(session, team.kit) == KIT
        assert queries.worker_name(session, uuid.uuid4()) == "A worker without a name yet"
