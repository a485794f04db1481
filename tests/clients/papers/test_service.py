"""A paper is kept with its client, or nothing is."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.papers import service
from linkdesk.record.attachments import papers_of
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from tests.data.papers import pdf
from tests.data.papers import picture
from tests.furnished import House


def test_a_paper_is_kept_and_removed(house: House) -> None:
    client_id = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        before = len(papers_of(session, client_id))
        paper_id = service.attach(session, actor, client_id, "Letter.pdf", pdf())
        assert len(papers_of(session, client_id)) == before + 1
        with pytest.raises(FileRefused):
            service.attach(session, actor, client_id, "a", b"nothing")
        with pytest.raises(NotFound):
            service.attach(session, actor, uuid.uuid4(), "a", picture())
        with pytest.raises(NotFound):
            service.remove(session, actor, house.ids(Client)[1], paper_id)
        service.remove(session, actor, client_id, paper_id)
        assert len(papers_of(session, client_id)) == before
