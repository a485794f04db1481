"""The print page of the plain page: it is the answer itself, and is noted as plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.printing.given.test_routes import Room
from tests.printing.given.test_routes import action
from tests.printing.given.test_routes import buttons

if TYPE_CHECKING:
    from tests.furnished import House

pytestmark = pytest.mark.prints


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


def test_a_plain_page_is_shown_noted_as_plain_and_asks_no_more(room: Room) -> None:
    path = f"/clients/{room.client}/plain?format=text&size=16"
    room.keep_safe("")
    room.change(contact_limits=(), other_addresses=(), address_note="")
    page = room.worker.get(path)
    assert buttons(page)[:2] == ["Print", "Save text…"]
    room.worker.fill(path, {}, action=action(page, "/plain/out?"))
    saved = room.worker.client.post(action(page, "/plain/save?"), data=page.fields(action(page, "/plain/save?")))
    assert saved.headers["Content-Disposition"].startswith('attachment; filename="Page ')
    assert [(one.item, one.safe) for one in room.prints] == [("plain", "plain")] * 2
    refused = room.worker.client.post(action(page, "/plain/save?"), data={"csrf_token": room.worker.token(path)})
    assert refused.status_code == 409
    assert room.worker.client.get(f"/clients/{room.client}/plain/page/1.png").mimetype == "image/png"


def test_a_no_to_paper_stands_on_the_plain_page_too_and_print_is_not_first(room: Room) -> None:
    path = f"/clients/{room.client}/plain?format=text&size=16"
    room.keep_safe("Give no paper")
    page = room.worker.get(path)
    assert "On record: Give no paper" in page.words
    assert buttons(page)[:2] == ["Not safe, or not sure", "Print"]
    primary = [one for one in page.every("button") if "data-print" in one.attrib]
    assert ["govuk-button--secondary" in (one.get("class") or "") for one in primary] == [True]
    room.worker.client.post("/beside", data={"csrf_token": room.worker.token("/"), "beside": "on", "here": "/"})
    page = room.worker.get(path)
    assert "Give no paper" not in page.words
    assert buttons(page)[0] == "Not safe, or not sure"
