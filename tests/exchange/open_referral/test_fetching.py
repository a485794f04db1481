"""Pages of a feed at an address, put together."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.exchange import network
from linkdesk.exchange.open_referral import fetching
from linkdesk.exchange.open_referral.fetching import fetch
from linkdesk.exchange.open_referral.reading import Reading
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds
from tests.exchange.feed_server import Answer
from tests.exchange.feed_server import serving
from tests.services.feeds.samples import CHOIR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.feed_server import Feed

OTHER = {**CHOIR, "id": "walk-1", "name": "Testham Walkers"}


@pytest.fixture
def server() -> Iterator[Feed]:
    with serving() as feed:
        yield feed


def names(address: str) -> list[str]:
    with fetch(address, lambda _done, _total: None, loopback=True) as source:
        return [each.body["name"] for each in Reading(source).objects() if each.kind == "service"]


def refused(address: str, limits: Feeds = fetching.LIMITS) -> str:
    with pytest.raises(FileRefused) as refusal:
        fetch(address, lambda _done, _total: None, limits, loopback=True)
    return refusal.value.sentence


def test_all_pages_are_followed_and_told(server: Feed) -> None:
    told: list[tuple[int, int]] = []
    fetch(server.pages([CHOIR], [OTHER]), lambda *how: told.append(how), loopback=True).close()
    assert told[0] == (0, 0)
    assert told[-1] == (2, 2)
    assert server.asked == ["/services", "/services?page=2"]
    assert names(f"{server.address}/services") == ["Testham Choir", "Testham Walkers"]


def test_one_service_a_list_and_the_pages_of_version_one(server: Feed) -> None:
    assert names(server.one(Answer(b"\xef\xbb\xbf" + json.dumps(CHOIR).encode()))) == ["Testham Choir"]
    assert names(server.one(Answer(json.dumps([CHOIR, OTHER]).encode()))) == ["Testham Choir", "Testham Walkers"]
    first = {"totalPages": 2, "number": 1, "last": False, "content": [CHOIR]}
    server.answers["/services?key=a&page=1"] = Answer(json.dumps(first).encode())
    server.answers["/services?key=a&page=2"] = Answer(
        json.dumps({**first, "number": 2, "last": True, "content": [OTHER]}).encode()
    )
    assert names(f"{server.address}/services?key=a&page=1") == ["Testham Choir", "Testham Walkers"]


def test_a_link_to_the_next_page_is_followed_on_the_same_host_alone(server: Feed) -> None:
    server.answers["/more"] = Answer(json.dumps({"next": None, "results": [OTHER]}).encode())
    address = server.one(Answer(json.dumps({"next": "/more", "results": [CHOIR]}).encode()))
    assert names(address) == ["Testham Choir", "Testham Walkers"]
    with serving() as other:
        away = {"next": f"{other.address}/services", "results": [CHOIR]}
        assert refused(server.one(Answer(json.dumps(away).encode()))) == network.ELSEWHERE
        assert other.asked == []


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b'{"contents": [{"id"', b'"hello"', b"", b"[" * 100_000])
def test_what_is_no_whole_json_is_refused(server: Feed, body: bytes) -> None:
    assert refused(server.one(Answer(body))) == fetching.NOT_JSON


def test_a_later_page_that_fails_refuses_all(server: Feed) -> None:
    address = server.pages([CHOIR], [OTHER])
    server.answers["/services?page=2"] = Answer(status=500)
    assert "the error 500" in refused(address)


def test_a_feed_that_does_not_turn_or_never_ends_is_left(server: Feed) -> None:
    address = server.pages([CHOIR], [OTHER], [CHOIR])
    assert "more than 2 pages" in refused(address, replace(fetching.LIMITS, address_pages=2))
    server.answers["/services?page=2"] = server.answers["/services"]
    assert refused(address) == fetching.NO_TURN
