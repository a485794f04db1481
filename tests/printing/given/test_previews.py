"""Every print of a person has the same four doors, and none lets out what was not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.web.gate import Access
from linkdesk.web.gate import Declaration
from linkdesk.web.gate import declared
from tests.printing.given.test_routes import Room
from tests.printing.given.test_routes import action

if TYPE_CHECKING:
    from tests.furnished import House

pytestmark = pytest.mark.prints
LOOK = "format=text&size=20"


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


@pytest.mark.parametrize("doors", ["printing", "client_prints", "plain"])
def test_a_print_is_looked_at_drawn_printed_and_saved_and_nothing_else(house: House, doors: str) -> None:
    views = {name for name in house.app.view_functions if name.startswith(f"{doors}.")}
    assert views == {f"{doors}.{door}" for door in ("preview", "page", "out", "save")}
    assert {declared(house.app, name) for name in views} == {Declaration(Access.OPEN)}


@pytest.mark.parametrize(
    "where", ["/plans/{plan}/print", "/clients/{client}/prints/leaflet", "/clients/{client}/plain"]
)
def test_only_what_was_looked_at_leaves_and_the_new_preview_has_the_same_choices(room: Room, where: str) -> None:
    path = f"{where.format(plan=room.plan, client=room.client)}?{LOOK}"
    page = room.worker.get(path)
    assert "This differs from the client’s own print." in page.words
    for door in ("/out?", "/save?"):
        asked = page.fields(action(page, door))
        refused = room.worker.client.post(action(page, door), data={**asked, "seal": "0.0"})
        assert refused.status_code == 409
        assert "nothing left it" in refused.get_data(as_text=True)
        assert "size=20" in refused.get_data(as_text=True)
    assert not room.prints
    for door in ("/out?", "/save?"):
        sent = page.fields(action(page, door))
        assert room.worker.client.post(action(page, door), data=sent).status_code in {200, 303}
    assert [one.way for one in room.prints] == ["saved", "printed"]
    assert {one.size for one in room.prints} == {20}
