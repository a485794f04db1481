"""A letter to a service is noted as passed on when it leaves: to whom, what, and by which yes; never before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.sharing.queries import passed
from linkdesk.printing.short.passing import EMAIL
from linkdesk.printing.short.passing import note_letter_left
from linkdesk.printing.short.passing import passes_on
from tests.connections.samples import say_yes

if TYPE_CHECKING:
    from linkdesk.clients.sharing.rules import Passed
    from tests.furnished import House


def test_the_text_of_an_email_that_is_saved_is_passed_on_and_a_look_is_not(house: House) -> None:
    who = house.ids(Client)[0]

    def gone() -> tuple[Passed, ...]:
        with open_session(house.settings, house.vault) as (session, _actor):
            return passed(session, who)

    before = len(gone())
    with open_session(house.settings, house.vault) as (session, actor):
        say_yes(session, actor, who, "Hill Choir")
    letter = f"/clients/{who}/prints/introduction?format=text&size=16"
    worker = house.worker
    page = worker.get(letter)
    assert "Hill Choir" in page.words
    assert "print later" not in worker.get(f"/clients/{who}/prints/introduction").words
    assert len(gone()) == before, "it was only looked at"
    save = next(each for each in page.answer.text.split('"') if "introduction/save?" in each).replace("&amp;", "&")
    worker.client.post(save, data={**page.fields(save), "safe": "yes"})
    found = gone()
    assert len(found) == before + 1
    assert (found[0].recipient, found[0].what) == ("Hill Choir", EMAIL)
    assert "Hill Choir" in found[0].because
    assert EMAIL in worker.get(f"/clients/{who}/sharing").words


def test_other_prints_are_passed_on_to_nobody(house: House) -> None:
    who = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        before = passed(session, who)
        note_letter_left(session, actor, who, object())
        assert passed(session, who) == before
    assert not passes_on(None)
