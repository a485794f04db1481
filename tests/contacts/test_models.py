"""The table says how it merges, leaves and is erased, and is as long as the rules say."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import String
from sqlalchemy import Table

from linkdesk.contacts import rules
from linkdesk.contacts.models import Contact
from tests.house.test_fields import columns


def test_it_holds_what_a_contact_says_and_nothing_else() -> None:
    said = {each.name for each in fields(rules.ContactDetails)}
    assert columns(Contact) - said == {"client_id", "episode_id", "meeting_on"}
    assert said <= columns(Contact)
    table = Contact.__table__
    assert isinstance(table, Table)
    place = table.c["place"].type
    assert isinstance(place, String)
    assert place.length == rules.PLACE_LENGTH
    assert "client_table" in table.info
