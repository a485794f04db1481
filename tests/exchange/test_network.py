"""The one door outwards, against a real server on loopback."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.exchange import network
from linkdesk.exchange.network import Visit
from linkdesk.exchange.network import split
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds
from tests.exchange.feed_server import Answer
from tests.exchange.feed_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.feed_server import Feed

LIMITS = Feeds()
BRIEF = replace(LIMITS, address_wait=0.2)


@pytest.fixture
def server() -> Iterator[Feed]:
    with serving() as feed:
        yield feed


def refused(address: str, limits: Feeds = LIMITS) -> str:
    with pytest.raises(FileRefused) as refusal:
        Visit(address, limits, lambda: None, loopback=True).page(address)
    return refusal.value.sentence


def test_an_answer_comes_whole_and_nothing_of_ours_is_sent(server: Feed) -> None:
    address = server.one(Answer(b"[1]"))
    assert Visit(address, LIMITS, lambda: None, loopback=True).page(address) == b"[1]"
    assert set(server.sent[0]) == {"Host", "Accept", "Accept-Encoding"}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://feeds.invalid/services", network.ONLY_HTTPS),
        ("http://127.0.0.2/services", network.ONLY_HTTPS),
        ("feeds.invalid/services", network.NO_ADDRESS),
        ("file:///etc/hosts", network.NO_ADDRESS),
        ("ftp://feeds.invalid/", network.NO_ADDRESS),
        ("https://", network.NO_ADDRESS),
        ("https://[::1", network.NO_ADDRESS),
        ("https://feeds.invalid:99999/", network.NO_ADDRESS),
        ("https://ann:secret@feeds.invalid/", network.NO_SIGN_IN),
    ],
)
def test_what_is_no_address_is_not_asked(address: str, sentence: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        Visit(address, LIMITS, lambda: None, loopback=True)
    assert refusal.value.sentence == sentence


def test_loopback_without_a_test_is_refused() -> None:
    with pytest.raises(FileRefused):
        split("http://127.0.0.1:80/services")
    assert split("https://feeds.invalid/services").hostname == "feeds.invalid"


def test_each_failure_has_its_sentence(server: Feed) -> None:
    assert "the error 500" in refused(server.one(Answer(status=500)))
    assert refused(server.one(Answer(b"[1", length=10))) == network.HALF
    assert refused(server.one(Answer(b"[1", length=10, hangs=True)), BRIEF) == network.TOO_SLOW
    assert refused(server.one(Answer(b"[1]")), replace(LIMITS, address_seconds=-1)) == network.TOO_SLOW
    assert "sends more than" in refused(server.one(Answer(b"x" * 200)), replace(LIMITS, address_bytes=100))
    # TLS to a server that speaks none
    assert refused(server.address.replace("http:", "https:")) == network.NOT_REACHED


def test_a_closed_door_is_not_reached() -> None:
    with serving() as feed:
        address = feed.address
    assert refused(address) == network.NOT_REACHED


def test_a_redirect_is_followed_on_the_same_host_alone(server: Feed) -> None:
    server.answers["/moved"] = Answer(b"[2]")
    address = server.one(Answer(status=302, headers={"Location": "/moved"}))
    assert Visit(address, LIMITS, lambda: None, loopback=True).page(address) == b"[2]"
    assert refused(server.one(Answer(status=301, headers={"Location": "/services"}))) == network.IN_CIRCLES
    with serving() as other:
        away = other.one(Answer(b"[3]"))
        assert refused(server.one(Answer(status=302, headers={"Location": away}))) == network.ELSEWHERE
        assert other.asked == []


def test_a_stop_is_heard_between_pieces(server: Feed) -> None:
    class HaltError(Exception):
        pass

    def halt() -> None:
        raise HaltError

    address = server.one(Answer(b"[1]"))
    with pytest.raises(HaltError):
        Visit(address, LIMITS, halt, loopback=True).page(address)
