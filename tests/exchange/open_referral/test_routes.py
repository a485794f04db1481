"""Getting local services through the pages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.application import open_session
from linkdesk.exchange.open_referral import working
from linkdesk.services import queries as directory
from linkdesk.services.feeds import undoing
from linkdesk.services.feeds.queries import imports
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import feed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.furnished import House
    from tests.pages import Page
    from tests.pages import Worker

START = "/services/get/"
WALK = {**CHOIR, "id": "walk-1", "name": "Testham Walkers", "minimum_age": "old"}


@dataclass
class Desk:
    """A house, and one browser that stays the same from page to page."""

    house: House
    worker: Worker


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.worker)


def send(desk: Desk, data: bytes, name: str = "council.json", expect: int = 200, **more: str) -> Page:
    worker = desk.worker
    fields: dict[str, Any] = {"csrf_token": worker.token(START), **more}
    if data:
        fields["file"] = (io.BytesIO(data), name)
    answer = worker.client.post(START, data=fields, content_type="multipart/form-data", follow_redirects=True)
    assert desk.house.app.extensions[working.JOBS].wait(60)
    if expect == 200:
        return worker.get(answer.request.path)
    return worker._page(answer, START, expect)


def press(desk: Desk, page: Page, verb: str, **changed: str) -> Page:
    action = f"{page.answer.request.path}/{verb}"
    desk.worker.client.post(action, data={**page.fields(action), **changed}, follow_redirects=True)
    assert desk.house.app.extensions[working.JOBS].wait(60)
    return desk.worker.get(page.answer.request.path)


def names(desk: Desk) -> set[str]:
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        return {each.name for each in directory.services(session)}


def test_a_file_is_looked_at_brought_in_and_taken_back(desk: Desk) -> None:
    before = names(desk)
    page = send(desk, feed(CHOIR, WALK))
    assert "Before you bring them in" in page.words
    assert "The lowest age old cannot be right and is left out." in page.words
    assert "mark what is not in it as gone" not in page.words
    assert names(desk) == before
    done = press(desk, page, "bring", source="Testham Council")
    assert "From Testham Council on" in done.words
    assert names(desk) == before | {"Testham Choir", "Testham Walkers"}
    again = send(desk, feed(CHOIR))
    again = press(desk, again, "bring", source="Elsewhere")
    gone = press(desk, again, "undo")
    assert "Taken back" in gone.words
    back = press(desk, desk.worker.get(done.answer.request.path), "undo")
    assert "is gone from local services" in back.words
    assert names(desk) == before


def test_what_is_gone_is_shown_before_and_after(desk: Desk) -> None:
    press(desk, send(desk, feed(CHOIR, WALK), "council.json"), "bring", source="council")
    page = send(desk, feed(CHOIR), "council.json")
    assert "Not in this file: 1" in page.words
    done = press(desk, page, "bring", source="council", whole="y")
    assert "Gone from this source" in done.words
    shown = desk.worker.get(f"{done.answer.request.path}?show=gone")
    assert "Testham Walkers" in shown.words
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        while (last := undoing.last_done(session)) is not None:
            undoing.undo(session, actor, last)


def test_a_large_file_is_read_where_it_lies(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "region.json"
    path.write_bytes(feed(CHOIR))
    assert "region.json" in send(desk, b"", path=f'"{path}"').words
    desk.house.app.extensions[working.CHOOSE_FILE] = lambda: path
    try:
        page = desk.worker.get(START)
        assert "Choose a large file" in page.words
        answer = desk.worker.client.post(
            f"{START}large", data={"csrf_token": desk.worker.token(START)}, follow_redirects=True
        )
        assert "Before you bring them in" in answer.text
        desk.house.app.extensions[working.CHOOSE_FILE] = lambda: None
        answer = desk.worker.client.post(
            f"{START}large", data={"csrf_token": desk.worker.token(START)}, follow_redirects=True
        )
        assert "From a council" in answer.text
    finally:
        del desk.house.app.extensions[working.CHOOSE_FILE]


@pytest.mark.parametrize(
    ("data", "more", "sentence"),
    [
        (b"", {}, "Choose a file, or say where a large one lies."),
        (b"", {"path": "/nowhere/region.json"}, "There is no file called region.json there."),
        (feed(CHOIR)[:-10], {}, "That file ends in the middle"),
        (b"hello", {}, "not well-formed JSON"),
        (feed(), {}, "holds no services"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    desk: Desk, data: bytes, more: dict[str, str], sentence: str
) -> None:
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        before = imports(session)
    assert sentence in send(desk, data, expect=422, **more).words
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        assert imports(session) == before


def test_it_can_be_thrown_away_and_hostile_words_stay_words(desk: Desk) -> None:
    hostile = "<script>alert(1)</script>"
    page = send(desk, feed({**CHOIR, "id": "x", "name": hostile, "status": hostile}), f"{hostile}.json")
    assert hostile not in page.answer.text
    assert "&lt;script&gt;" in page.answer.text
    action = f"{page.answer.request.path}/forget"
    answer = desk.worker.client.post(action, data=page.fields(action), follow_redirects=True)
    assert "Local services are as they were." in answer.text
    assert desk.worker.client.get(page.answer.request.path).status_code == 404
    told = desk.worker.client.get(f"{page.answer.request.path}/progress").get_json()
    assert told["running"] is False


def test_a_spreadsheet_says_how_its_columns_are_read_before_anything_is_kept(desk: Desk) -> None:
    before = names(desk)
    page = send(desk, b"Group name,Tel,<b>Stars\nTestham Knitters,01632 960031,5\n", "groups.csv")
    assert "Columns read: “Group name” as Name, “Tel” as Phone." in page.words
    assert "Columns not read: “<b>Stars”." in page.words
    assert names(desk) == before
    press(desk, page, "bring", source="Groups")
    assert names(desk) == before | {"Testham Knitters"}
    press(desk, page, "undo")
    assert names(desk) == before
