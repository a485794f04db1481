"""Getting local services from an address, through the pages."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.exchange import network
from linkdesk.exchange.open_referral.working import JOBS
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.queries import imports
from tests.exchange.feed_server import Answer
from tests.exchange.feed_server import serving
from tests.exchange.open_referral.test_routes import START
from tests.exchange.open_referral.test_routes import WALK
from tests.exchange.open_referral.test_routes import Desk
from tests.exchange.open_referral.test_routes import names
from tests.exchange.open_referral.test_routes import press
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import feed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.feed_server import Feed
    from tests.furnished import House
    from tests.pages import Page

GET = "/services/get/address"


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.worker)


@pytest.fixture
def server() -> Iterator[Feed]:
    with serving() as served:
        yield served


def get(desk: Desk, address: str, expect: int = 200) -> Page:
    worker = desk.worker
    fields = {"csrf_token": worker.token(START), "address": address}
    answer = worker.client.post(GET, data=fields)
    assert desk.house.app.extensions[JOBS].wait(60)
    if answer.status_code == 303:
        return worker.get(answer.location, expect=expect)
    return worker._page(answer, GET, expect)


def kept(desk: Desk) -> int:
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        return len(imports(session))


def test_a_feed_in_pages_is_looked_at_and_brought_in(desk: Desk, server: Feed) -> None:
    before = names(desk)
    page = get(desk, server.pages([CHOIR], [WALK]))
    assert "Before you bring them in" in page.words
    assert names(desk) == before
    press(desk, page, "bring", source="Testham Council")
    assert names(desk) == before | {"Testham Choir", "Testham Walkers"}


def test_opening_the_page_asks_nothing(desk: Desk, server: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    real = socket.socket.connect

    def counted(self: socket.socket, where: tuple[str, int]) -> None:
        opened.append(where)
        real(self, where)

    monkeypatch.setattr(socket.socket, "connect", counted)
    page = desk.worker.get(START)
    assert "only when you press Get" in page.words
    assert opened == []
    get(desk, server.pages([CHOIR]))
    assert len(opened) == 1  # the guard does count


def test_each_failure_is_one_sentence_keeps_the_address_and_nothing_else(desk: Desk, server: Feed) -> None:
    before = kept(desk)
    for answer, words in (
        (Answer(status=500), "the error 500"),
        (Answer(b"[1", length=10), network.HALF),
        (Answer(b"<html>"), "does not answer with a whole list"),
        (Answer(b"[]"), "holds no services"),
        (Answer(status=302, headers={"Location": "https://elsewhere.invalid/"}), network.ELSEWHERE),
    ):
        address = server.one(answer)
        page = get(desk, address, 422)
        assert words in page.words
        assert address in page.answer.text
        assert "<title>Error: " in page.answer.text
    for typed in ("", "http://feeds.invalid/", "x" * 1001, "<b>"):
        get(desk, typed, 422)
    assert kept(desk) == before


def test_what_may_be_a_key_is_not_kept(desk: Desk, server: Feed) -> None:
    server.answers["/services?key=secret"] = Answer(json.dumps([CHOIR]).encode())
    get(desk, f"{server.address}/services?key=secret")
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        assert [each.origin for each in session.scalars(select(LocalSource))][-1:] == ["127.0.0.1/services"]


def test_a_slow_answer_is_stopped_by_hand(desk: Desk, server: Feed) -> None:
    before = kept(desk)
    worker = desk.worker
    whole = feed(CHOIR)
    address = server.one(Answer(whole[:9], length=len(whole), hangs=True, rest=whole[9:]))
    answer = worker.client.post(GET, data={"csrf_token": worker.token(START), "address": address})
    page = worker.get(answer.location)
    assert "Getting services from the address" in page.words
    stop = f"{answer.location}/stop"
    jobs = desk.house.app.extensions[JOBS]
    worker.client.post(stop, data=page.fields(stop))
    server.over.set()
    assert jobs.wait(15)
    assert "It was stopped. Nothing was kept." in worker.get(answer.location, expect=422).words
    assert kept(desk) == before
