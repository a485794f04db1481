"""The form of a letter holds what was read, each with its words and a tick."""

from __future__ import annotations

from datetime import date

from linkdesk.clients.rules import Likeness
from linkdesk.exchange.letters.forms import ConfirmForm
from linkdesk.exchange.letters.rules import Part
from linkdesk.exchange.letters.rules import suggestions
from tests.exchange.letters.test_rules import LETTER
from tests.exchange.letters.test_rules import TODAY
from tests.furnished import House


def test_what_was_read_becomes_client_and_referral(house: House) -> None:
    found = suggestions(LETTER, TODAY)
    with house.app.test_request_context("/"):
        form = ConfirmForm.for_letter(found)
        form.source.data = "gp"
        client, referral = form.client(), form.referral(TODAY)
    assert (client.given_name, client.birth_date, client.postcode) == ("Ada", date(1984, 2, 13), "LS1 4AP")
    assert [phone.kind for phone in client.phones] == ["mobile", "home"]
    assert (referral.referred_on, referral.received_on) == (date(2026, 11, 3), TODAY)


def test_each_suggestion_needs_its_look(house: House) -> None:
    found = suggestions(LETTER, TODAY)
    with house.app.test_request_context("/"):
        form = ConfirmForm.for_letter(found)
        assert form.needs_a_look(found)
        unseen = [part for part in Part if part in found and form[f"looked_{part}"].errors]
        assert unseen == list(found)
        said = [line.text for line in form.error_lines() if "tick that you looked" in line.text]
        assert len(set(said)) == len(found), "each line of the summary says which it means"
        assert not ConfirmForm.for_letter({}).needs_a_look({})


def test_people_who_are_alike_are_offered(house: House) -> None:
    with house.app.test_request_context("/"):
        form = ConfirmForm.for_letter({})
        assert form.known() is None
        one = Likeness(
            client_id=house.app.extensions["vault"].worker_id, full_name="Ada", birth_date=TODAY, because="x"
        )
        form.offer((one,))
        form.who.data = str(one.client_id)
        assert form.known() == one.client_id
        form.who.data = "new"
        assert form.known() is None
