"""The pages of the print room: the question, the other ways, one press about a copy, and what is listed."""

from __future__ import annotations

import uuid
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.service import change_client
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.queries import prints_of

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.printing.given.rules import PrintRecord
    from tests.furnished import House
    from tests.pages import Page

pytestmark = pytest.mark.prints
TEXT = "?item=plan&format=text&size=16"


class Room:
    """One person of the practice vault with a plan, and another one."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.plan = house.ids(Plan)[0]
        with open_session(house.settings, house.vault) as (session, _actor):
            self.client = plan_record(session, self.plan).client_id
        self.other = next(each for each in house.ids(Client) if each != self.client)
        self.worker = house.worker

    @property
    def preview(self) -> str:
        return f"/plans/{self.plan}/print{TEXT}"

    @property
    def record(self) -> ClientRecord:
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return client_record(session, self.client)

    @property
    def prints(self) -> tuple[PrintRecord, ...]:
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return prints_of(session, self.client)

    def keep_safe(self, line: str) -> None:
        """Set the keep-safe line."""
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            set_keep_safe(session, actor, SetKeepSafe(self.client, self.record.version, line))

    def change(self, **details: object) -> None:
        """Change the record of the person."""
        record = self.record
        kept = {each.name: getattr(record, each.name) for each in fields(ClientDetails)} | details
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            change_client(session, actor, ChangeClient(client_id=record.id, version=record.version, **kept))


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


def action(page: Page, end: str) -> str:
    return next(form.get("action", "") for form in page.every("form") if end in (form.get("action") or ""))


def buttons(page: Page) -> list[str]:
    side = next(one for one in page.every("aside") if one.get("aria-label") == "How to print")
    found = [one for one in side.iter() if "govuk-button" in (one.get("class") or "")]
    return [" ".join("".join(one.itertext()).split()) for one in found]


def remember(room: Room, answer: str) -> Page:
    path = f"/clients/{room.client}/other-ways?plan={room.plan}"
    return room.worker.fill(path, {"answer": answer})


def test_one_press_is_the_answer_and_the_print(room: Room) -> None:
    page = room.worker.get(room.preview)
    assert buttons(page)[:3] == ["Yes: print", "Yes: save text…", "No, or not sure"]
    assert "Safe to take home?" in page.words
    room.worker.fill(room.preview, {}, action=action(page, "/out?"))
    kept = room.prints[0]
    assert (kept.item, kept.way, kept.safe, kept.plan_id, kept.format) == ("plan", "printed", "yes", room.plan, "text")


def test_a_copy_that_was_given_is_not_the_next_step_any_more_and_a_mistake_brings_it_back(house: House) -> None:
    hand, worker = "Put the plan in their hand", house.worker
    plan, client = next(each for each in _whose(house) if hand in worker.get(f"/clients/{each[1]}").words)
    here, sheet = f"/clients/{client}", f"/clients/{client}/handover-sheet?size=14"
    assert hand in worker.get(sheet).words
    worker.post(f"{here}/plans/{plan}/copy", {"how": "read-aloud"}, token_from=here)
    after = worker.get(here)
    assert "Go on with the plan" in after.words
    assert hand not in after.words
    assert f"/plans/{plan}" in [a.get("href") for a in after.every("a") if "".join(a.itertext()) == "Open the plan"]
    assert hand not in worker.get(sheet).words
    with open_session(house.settings, house.vault) as (session, _actor):
        newest = copy_of(session, plan)
    assert newest is not None
    back = {"version": str(newest.version)}
    worker.post(f"{here}/copies/{newest.id}/take-back", back, token_from=here)
    assert hand in worker.get(here).words


def _whose(house: House) -> list[tuple[uuid.UUID, uuid.UUID]]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return [(plan, plan_record(session, plan).client_id) for plan in house.ids(Plan)]


def test_without_an_answer_nothing_leaves(room: Room) -> None:
    page = room.worker.get(room.preview)
    for way in ("/out?", "/save?"):
        asked = page.fields(action(page, way)) | {"safe": ""}
        refused = room.worker.client.post(action(page, way), data=asked)
        assert refused.status_code == 422
        assert "Say first whether it is safe" in refused.get_data(as_text=True)
    assert not room.prints


def test_saving_counts_only_when_it_was_saved(room: Room) -> None:
    page = room.worker.get(room.preview)
    room.house.app.extensions["save_file"] = lambda _name: None
    room.worker.fill(room.preview, {}, action=action(page, "/save?"))
    assert not room.prints
    del room.house.app.extensions["save_file"]
    room.worker.client.post(action(page, "/save?"), data=page.fields(action(page, "/save?")))
    assert [one.way for one in room.prints] == ["saved"]


def test_a_standing_no_comes_first_with_its_reason_and_hides_while_someone_is_beside(room: Room) -> None:
    page = remember(room, "Give no paper")
    assert "Saved in the keep-safe line." in page.words
    assert "Give no paper" in room.record.keep_safe
    page = room.worker.get(room.preview)
    assert buttons(page)[:2] == ["No, or not sure", "Safe this time: print"]
    assert "On record: Give no paper" in page.words
    room.worker.client.post("/beside", data={"csrf_token": room.worker.token("/"), "beside": "on", "here": "/"})
    page = room.worker.get(room.preview)
    assert "Give no paper" not in page.words
    assert buttons(page)[0] == "No, or not sure"
    ways = room.worker.get(f"/clients/{room.client}/other-ways")
    assert "Give no paper" not in ways.words
    assert "And next time?" not in ways.words


def test_a_letter_says_where_it_would_go_and_the_note_of_an_address_puts_no_first(room: Room) -> None:
    letter = f"/clients/{room.client}/prints/closing?format=text&size=16"
    room.keep_safe("")
    usual = {"address_lines": ("1 Test Street",), "town": "", "postcode": ""}
    room.change(contact_limits=(), other_addresses=(), **usual)
    page = room.worker.get(letter)
    assert buttons(page)[0] == "Yes: print"
    assert "It would go to the usual address: 1 Test Street." in page.words
    room.change(address_note="husband opens it")
    page = room.worker.get(letter)
    assert buttons(page)[:2] == ["No, or not sure", "Safe this time: print"]
    assert "On record: the address says “husband opens it”" in page.words
    ways = next(one.get("href", "") for one in page.every("a") if "other-ways" in (one.get("href") or ""))
    assert "the address says “husband opens it”" in room.worker.get(ways).words
    room.worker.client.post("/beside", data={"csrf_token": room.worker.token("/"), "beside": "on", "here": "/"})
    page = room.worker.get(letter)
    assert buttons(page)[0] == "No, or not sure"
    assert "husband" not in page.words
    assert "1 Test Street" not in page.words


def test_the_answer_for_next_time_replaces_the_last_and_can_be_taken_away(room: Room) -> None:
    before = room.record.keep_safe
    remember(room, "Plain paper only")
    remember(room, "Paper is safe")
    assert "Plain paper only" not in room.record.keep_safe
    assert "Paper is safe" in room.record.keep_safe
    assert buttons(room.worker.get(room.preview))[0] == "Yes: print"
    remember(room, "ask")
    assert room.record.keep_safe == before


def test_a_stale_page_keeps_the_newer_line(room: Room) -> None:
    path = f"/clients/{room.client}/other-ways"
    old = room.worker.get(path).fields()
    remember(room, "Give no paper")
    answer = room.worker.client.post(path, data=old | {"answer": "Paper is safe"})
    assert answer.status_code == 409
    assert "Give no paper" in room.record.keep_safe
    assert room.worker.client.post(path, data=old | {"answer": "burn it"}).status_code == 422


def test_one_press_says_what_became_of_the_copy_on_every_page(room: Room) -> None:
    words = "Copy not given yet"
    assert words in room.worker.get(f"/clients/{room.client}").words
    page = room.worker.get(room.preview)
    assert "It stands on Today until you say." in page.words
    listed = room.worker.fill(room.preview, {"how": "printed"}, action=action(page, "/copy"))
    assert "Noted: they have it on paper." in listed.words
    client = room.worker.get(f"/clients/{room.client}").words
    assert "They have it on paper" in client
    back = action(listed, "/take-back")
    assert "Taken back." in room.worker.fill(f"/clients/{room.client}/printed", {}, action=back).words
    assert words in room.worker.get(f"/clients/{room.client}").words


def test_what_was_printed_is_listed_with_version_format_and_who_and_in_the_history(room: Room) -> None:
    page = room.worker.get(room.preview)
    room.worker.fill(room.preview, {}, action=action(page, "/out?"))
    listed = room.worker.get(f"/clients/{room.client}/printed").words
    assert "My plan, version 1 Printed. Text, 16 points. Safe to take. Robin Practice," in listed
    assert "Printed, saved or opened" in room.worker.get(f"/clients/{room.client}/history").words


def test_another_persons_plan_or_copy_is_not_found(room: Room) -> None:
    page = room.worker.get(room.preview)
    asked = page.fields(action(page, "/copy")) | {"how": "printed"}
    for path in (
        f"/clients/{room.other}/plans/{room.plan}/copy",
        f"/clients/{uuid.UUID(int=0xDEAD)}/plans/{room.plan}/copy",
        f"/clients/{room.client}/plans/{uuid.UUID(int=0xDEAD)}/copy",
    ):
        assert room.worker.client.post(path, data=asked).status_code == 404
    own = f"/clients/{room.client}/plans/{room.plan}/copy"
    assert room.worker.client.post(own, data=asked | {"how": "eaten"}).status_code == 422
    room.worker.client.post(own, data=asked)
    back = action(room.worker.get(f"/clients/{room.client}/printed"), "/take-back")
    theirs = back.replace(str(room.client), str(room.other))
    assert room.worker.client.post(theirs, data=asked | {"version": "1"}).status_code == 404
    assert room.worker.client.post(back, data=asked | {"version": "x"}).status_code == 422
