"""A page before a client is in the language they read, where it is on and where it is clear which that is."""

from __future__ import annotations

import pytest

from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.speaking import speak_to
from linkdesk.languages.speech import current
from linkdesk.languages.tongues import TONGUES
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record.session import unit_of_work
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.furnished import House


@pytest.mark.parametrize(
    ("spoken", "read", "page"),
    [
        ("ur", "", "ur"), ("en", "pl", "pl"), ("pa", "", "en-GB"), ("pa", "pa-Guru", "pa"), ("pa", "pa-Arab", "en-GB"),
        ("yue", "", "en-GB"), ("zh", "zh-Hans", "zh-Hans"), ("so", "", "en-GB"), ("syl", "", "bn"),
    ],
)  # fmt: skip
def test_the_page_is_in_what_they_read(house: House, spoken: str, read: str, page: str) -> None:
    client = house.ids(Client)[0]
    with house.app.test_request_context():
        for each in TONGUES:
            switch_language(session(), current_actor(), SwitchLanguage(each.tag, 0, on=True))
        with unit_of_work(session(), current_actor(), "change_client") as work:
            row = work.session.get_one(Client, client)
            row.language, row.reading_language = spoken, read
        speak_to(client_record(session(), client))
        assert current().tongue.tag == page
    assert current().english
