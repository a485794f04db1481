"""The referral of a concern: what was looked at leaves, its steps say so, no other history does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.concerns.queries import concern_record
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.record.session import unit_of_work
from linkdesk.team.rules import Role
from tests.concerns.test_routes import FACTS
from tests.concerns.test_routes import newest
from tests.concerns.test_routes import raise_one

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from tests.furnished import House

pytestmark = pytest.mark.prints


def steps(house: House, person: uuid.UUID, concern: uuid.UUID) -> list[str]:
    with open_session(house.settings, house.vault) as (session, actor):
        assert prints_of(session, person) == ()
        return [each.words for each in concern_record(session, actor, person, concern).steps if each.words]


def test_it_leaves_as_it_was_looked_at_and_only_its_concern_says_so(house: House, tmp_path: Path) -> None:
    person, worker = house.ids(Client)[0], house.worker
    path = f"{raise_one(house, person)}/referral"
    concern = newest(house, person).id
    page = worker.get(path)
    assert FACTS in page.words
    assert worker.client.get(f"{path}/page/1.png").mimetype == "image/png"
    sent = page.fields(f"{path}/out?size=14")
    assert worker.client.post(f"{path}/out?size=14", data={**sent, "seal": "x"}).status_code == 409
    assert steps(house, person, concern) == []
    assert worker.client.post(f"{path}/out?size=14", json=sent, headers={"X-CSRFToken": sent["csrf_token"]}).json
    where = tmp_path / "referral.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    again = worker.get(path).fields(f"{path}/save?size=14")
    worker.client.post(f"{path}/save?size=14", data=again)
    assert steps(house, person, concern) == [
        "The referral to the council was printed.",
        "The referral to the council was saved as a file.",
    ]
    pages = [" ".join(each.get_textpage().get_text_range().split()) for each in PdfDocument(where)]
    assert FACTS in " ".join(pages)
    assert all(INTERNAL_WORDS in words for words in pages)


def test_who_may_not_read_the_concern_gets_no_page_of_it(house: House) -> None:
    house.join("Otto", Role.TEAM_LEAD)
    path = f"{raise_one(house, house.ids(Client)[0])}/referral"
    house.switch("Otto")
    for page in (path, f"{path}/page/1.png"):
        assert house.worker.client.get(page).status_code == 404


def test_another_person_of_that_name_is_named_before_it_leaves(house: House) -> None:
    """The wrong person's referral is the worst print of all: the preview warns as every other does."""
    client, other = house.ids(Client)[:2]
    here = raise_one(house, client)
    assert "Check the date of birth" not in house.worker.get(f"{here}/referral").words
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test") as work:
        one, same = work.session.get_one(Client, client), work.session.get_one(Client, other)
        same.given_name, same.family_name = one.given_name, one.family_name
    assert "Check the date of birth: another person has" in house.worker.get(f"{here}/referral").words
