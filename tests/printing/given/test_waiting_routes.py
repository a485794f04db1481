"""The office printer's list: references alone are kept, pages are made anew, and what changed is not printed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.printing.given.queries import waiting
from linkdesk.printing.handing import RECENT
from linkdesk.record.audit import ReadEntry
from linkdesk.web.display import long_date
from tests.furnished import PASSPHRASE
from tests.printing.given.test_routes import Room
from tests.printing.given.test_routes import action

if TYPE_CHECKING:
    from tests.furnished import House
    from tests.pages import Page

pytestmark = pytest.mark.prints


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


def put_aside(room: Room, path: str = "") -> Page:
    """Press “print later” beside a small preview: the plain page of the person, or another address."""
    path = path or f"/clients/{room.client}/plain?format=standard&size=16"
    page = room.worker.get(path)
    url = action(page, "/out?")
    asked = page.fields(url) | {"way": "waiting", "safe": "yes"}
    answer = room.worker.client.post(url, data=asked, follow_redirects=True)
    assert "It waits for the office printer." in answer.get_data(as_text=True)
    return page


def change(room: Room) -> None:
    with open_session(room.house.settings, room.house.vault) as (session, actor):
        version = client_record(session, room.client).version
        set_keep_safe(session, actor, SetKeepSafe(room.client, version, "Phone before noon"))


def ids(room: Room) -> list[uuid.UUID]:
    with open_session(room.house.settings, room.house.vault) as (session, _actor):
        return [one.id for one in waiting(session)]


def looks(room: Room) -> int:
    with open_session(room.house.settings, room.house.vault) as (session, _actor):
        return session.scalar(select(func.count(ReadEntry.id)).where(ReadEntry.client_id == room.client)) or 0


def test_what_waits_stands_on_today_and_in_the_list_and_each_can_be_taken_away(room: Room) -> None:
    assert "office printer" not in room.worker.get("/").words
    assert "Nothing waits." in room.worker.get("/prints/").words
    put_aside(room)
    assert "1 print waits for the office printer" in room.worker.get("/").words
    page = room.worker.get("/prints/")
    assert "Plain page, without name or topic." in page.words
    assert "Born" in page.words
    gone = room.worker.fill("/prints/", {}, action=action(page, "/remove"))
    assert "Taken away." in gone.words
    assert ids(room) == []
    again = room.worker.client.post(action(page, "/remove"), data=page.fields(action(page, "/remove")))
    assert again.status_code == 404


def test_the_stack_is_what_was_looked_at_and_is_printed_once(room: Room) -> None:
    put_aside(room)
    put_aside(room, f"/clients/{room.other}/plain?format=standard&size=16")
    before = looks(room)
    page = room.worker.get("/prints/all")
    assert looks(room) == before + 1
    pictures = [one.get("src", "") for one in page.every("img") if "/page/" in (one.get("src") or "")]
    assert len(pictures) == 4
    assert room.worker.client.get(pictures[0]).mimetype == "image/png"
    assert looks(room) == before + 1
    room.house.app.extensions[RECENT].clear()
    assert room.worker.client.get(pictures[-1]).mimetype == "image/png"
    assert looks(room) == before + 2
    url = action(page, "/all/out")
    assert "Noted as printed." in room.worker.fill("/prints/all", {}, action=url).words
    assert [(one.item, one.way, one.safe) for one in room.prints] == [("plain", "printed", "plain")]
    assert ids(room) == []
    assert "Nothing waits." in room.worker.get("/prints/all").words
    assert room.worker.client.post(url, data=page.fields(url)).status_code == 409


def test_the_list_and_the_stack_say_who_else_has_such_a_name(room: Room) -> None:
    put_aside(room)
    mine = f"{room.record.given_name} {room.record.family_name}, born {long_date(room.record.birth_date)}"
    for path in ("/prints/", "/prints/all"):
        assert "Check the date of birth" not in room.worker.get(path).words
    assert f"{mine}: Plain page" in room.worker.get("/prints/all").words
    with open_session(room.house.settings, room.house.vault) as (session, actor):
        like = AddClient(
            given_name=room.record.given_name, family_name=f"{room.record.family_name}e", birth_date=date(2001, 5, 4)
        )
        add_client(session, actor, like)
    for path in ("/prints/", "/prints/all"):
        page = room.worker.get(path)
        assert f"{mine}, is not {like.given_name} {like.family_name}, born 4 May 2001" in page.words
        notes = [one for one in page.every("div") if one.get("role") == "note"]
        assert ["ld-preview__head" in (one.get("class") or "") for one in notes] == [True]


def test_one_alone(room: Room) -> None:
    put_aside(room)
    put_aside(room)  # pressed twice it waits once
    put_aside(room, f"/clients/{room.client}/plain?format=standard&size=18")
    first, second = ids(room)
    page = room.worker.get(f"/prints/{first}")
    assert "1 print, with a cover slip" in page.words
    url = action(page, "/out")
    wrong = url.replace(str(first), str(second))
    assert room.worker.client.post(wrong, data=page.fields(url)).status_code == 409
    headers = {"X-CSRFToken": page.fields(url)["csrf_token"], "Accept": "application/json"}
    sealed = {"seal": page.fields(url)["seal"]}
    assert room.worker.client.post(url, json=sealed, headers=headers).get_json() == {"printed": True}
    assert ids(room) == [second]
    assert room.worker.client.get(f"/prints/{uuid.UUID(int=0xDEAD)}").status_code == 404


def test_a_record_that_changed_since_is_named_and_not_printed(room: Room) -> None:
    put_aside(room)
    stack = room.worker.get("/prints/all")
    url = action(stack, "/all/out")
    change(room)
    page = room.worker.get("/prints/")
    assert "The record changed since it was put here." in page.words
    assert "Look again" in page.words
    assert room.worker.client.post(url, data=stack.fields(url)).status_code == 409
    assert room.prints[0].way == "waiting"
    assert "Print it" not in page.words


def test_somebody_who_died_meanwhile_is_named_and_not_printed(room: Room) -> None:
    put_aside(room)
    with open_session(room.house.settings, room.house.vault) as (session, actor):
        died = NoteDeath(room.client, room.record.version, room.record.updated_at.date(), "Their GP")
        note_death(session, actor, died)
    page = room.worker.get("/prints/")
    assert "Look again" in page.words
    assert "Print it" not in page.words
    room.worker.fill("/prints/", {}, action=action(page, "/remove"))
    assert ids(room) == []


def test_with_the_lock_nothing_but_a_reference_is_left(room: Room) -> None:
    put_aside(room)
    room.worker.get("/prints/all")
    recent = room.house.app.extensions[RECENT]
    assert recent._made
    room.house.vault.lock()
    assert not recent._made
    kept = [one for one in room.house.settings.data_dir.rglob("*") if one.is_file()]
    assert not [one for one in kept if one.read_bytes()[:4] in {b"%PDF", b"\x89PNG"}]
    assert room.worker.client.get("/prints/all").status_code in {302, 303}
    room.house.vault.unlock(PASSPHRASE)
    assert len(ids(room)) == 1


def test_nobody_beside_the_worker_sees_others_names_there(room: Room) -> None:
    put_aside(room)
    room.worker.client.post("/beside", data={"csrf_token": room.worker.token("/"), "beside": "on", "here": "/"})
    for path in ("/prints/", "/prints/all", f"/prints/{ids(room)[0]}"):
        assert "Plain page" not in room.worker.get(path).words


def test_text_is_not_printed_later(room: Room) -> None:
    path = f"/clients/{room.client}/plain?format=text&size=16"
    page = room.worker.get(path)
    asked = page.fields(action(page, "/out?")) | {"way": "waiting"}
    assert room.worker.client.post(action(page, "/out?"), data=asked).status_code == 422
    assert ids(room) == []
