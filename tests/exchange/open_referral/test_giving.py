"""Local services given as files that other directories read."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from linkdesk.exchange.open_referral.fitting import Fit
from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.exchange.open_referral.giving import Given
from linkdesk.exchange.open_referral.giving import Style
from linkdesk.exchange.open_referral.giving import give
from linkdesk.exchange.open_referral.reading import Reading
from linkdesk.record.errors import RuleBroken
from linkdesk.services import queries as directory
from linkdesk.services.feeds import service
from linkdesk.services.feeds.joining import parts_of
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.said import said_of
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.service import add_service
from linkdesk.services.service import assure
from tests.exchange.open_referral.bodies import faults
from tests.exchange.open_referral.test_reading import FEEDS
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import brought
from tests.services.feeds.samples import feed
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

SECRETS = (GARDEN.worker_notes, "Ola took money", "Insurance seen", GARDEN.first_visit, GARDEN.landmarks)
"""The last two are what only we know of a place: they are in the spreadsheet."""


def given_as(session: Session, style: Style, **more: Any) -> tuple[bytes, Given]:
    out = io.BytesIO()
    told = give(session, style, out, **more)
    return out.getvalue(), told


def entries(style: Style, data: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Return each entry of a file in JSON, with the name of its schema."""
    if style.ending == ".json":
        return [("service", each) for each in json.loads(data)["contents"]]
    names = {"services": "service", "organizations": "organization", "locations": "location"}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pages = [(names[each.split("-")[0]], json.loads(packed.read(each))) for each in packed.namelist()]
    return [(name, each) for name, page in pages for each in page["contents"]]


def check(published: Path, style: Style, data: bytes) -> int:
    found = [each for each in entries(style, data) if each[0] != "location"]  # there is no schema of a place alone
    for name, body in found:
        assert faults(published, name, body, is_uk=True) == []
        if not style.is_uk:
            assert faults(published, name, body, is_uk=False) == []
    return len(found)


def words_here(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    rows = session.execute(select(LocalSaid.kind, LocalSaid.hsds_id, LocalSaid.body))
    return {(str(each.kind), each.hsds_id): dict(each.body) for each in rows}


def leaves(value: Any) -> set[str]:
    """Return every word and number in an object, without ids, which the standard may force to be others."""
    if isinstance(value, dict):
        return {leaf for name, each in value.items() if not name.endswith("id") for leaf in leaves(each)}
    if isinstance(value, list):
        return {leaf for each in value for leaf in leaves(each)}
    return set() if value is None or value == "" else {str(value)}


def test_every_published_feed_is_given_again_and_validates(
    session: Session, actor: Actor, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in FEEDS:
        with (published / name).open("rb") as feed_:
            source = look_at(session, actor, Path(name).name, feed_)
        service.bring_in(session, actor, source, name, whole=False)
    here = len(directory.services(session))
    for style in (Style.UK, Style.HSDS, Style.UK_PAGES, Style.HSDS_PAGES):
        data, told = given_as(session, style)
        assert check(published, style, data) >= told.services == here
    said = words_here(session)
    records = {each.id: parts_of(each) for each in directory.services(session)}
    data, told = given_as(session, Style.HSDS_PAGES)
    assert not told.names
    back = {each.body["id"]: each.body for each in Reading(io.BytesIO(data)).objects()}
    fit = Fit(is_uk=False)
    assert {fit.thing(kind, body)["id"] for (kind, _id), body in said.items()} == set(back)
    for (kind, _id), body in said.items():
        assert back[fit.thing(kind, body)["id"]] == fit.thing(kind, body)
        assert leaves(body) <= leaves(back[fit.thing(kind, body)["id"]])
    assert len(records) == here


def test_what_is_given_comes_back_the_same_in_another_vault(session: Session, actor: Actor, engine: Any) -> None:
    brought(session, actor, feed({**CHOIR, "id": str(uuid4())}))
    add_service(session, actor, replace(GARDEN, contact_agreed=True))
    before = sorted((parts_of(each) for each in directory.services(session)), key=lambda each: str(each["name"]))
    for style in (Style.HSDS, Style.TABLES):
        data, told = given_as(session, style)
        assert told.sentences == ("2 services in the file.",)
        read = [each.body for each in Reading(io.BytesIO(data)).objects()]
        again = sorted((said_of(each).parts for each in read), key=lambda each: str(each["name"]))
        assert again == before


def test_the_uk_profile_drops_what_it_has_no_place_for_and_says_so(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR))
    data, told = given_as(session, Style.UK)
    assert b"01632" not in data
    assert "phones" in told.names
    assert "what this form has no place for (alternate name, application process" in told.sentences[1]
    full, _told = given_as(session, Style.HSDS)
    assert b"01632 960 020" in full


def test_private_words_never_leave_and_people_only_if_they_agreed(session: Session, actor: Actor) -> None:
    silent = add_service(session, actor, replace(GARDEN, contact_agreed=False))
    bad = add_service(session, actor, replace(GARDEN, name="Bad Group", contact_agreed=True))
    safe = add_service(session, actor, replace(GARDEN, name="Safe Group"))
    assure(session, actor, Assure(bad, 1, Assurance.DO_NOT_USE, reason="Ola took money"))
    assure(session, actor, Assure(safe, 1, Assurance.CHECKED, assured_with="Insurance seen"))
    for style in Style:
        data, told = given_as(session, style)
        text = data if style.ending != ".zip" else b"".join(zipped(data).values())
        assert told.sentences[1].startswith("Left out: 1 marked “do not use”; 1 person who did not agree")
        assert b"Bad Group" not in text
        for secret in SECRETS[:3] if style is Style.SHEET else SECRETS:
            assert secret.encode() not in text
        assert (GARDEN.contact_name.encode() in text) is True  # Safe Group’s, who agreed
        alone, _told = given_as(session, style, only=[silent])
        text = alone if style.ending != ".zip" else b"".join(zipped(alone).values())
        assert b"Testham Garden Group" in text
        assert GARDEN.contact_name.encode() not in text
        assert b"960 011" not in text
        assert b"960011" not in text
    with pytest.raises(RuleBroken, match="No service here can be given"):
        given_as(session, Style.UK, only=[bad])


def zipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_pages_are_pages_and_one_service_alone_is_that_service(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(*({**CHOIR, "id": str(uuid4()), "name": f"Choir {n:03}"} for n in range(101))))
    data, told = given_as(session, Style.HSDS_PAGES)
    pages = {name: json.loads(body) for name, body in zipped(data).items()}
    assert told.services == 101
    assert [(each["page_number"], each["size"], each["last_page"]) for each in pages.values()] == [
        (1, 100, False), (2, 1, True),
    ]  # fmt: skip
    one = directory.services(session)[5]
    alone, _told = given_as(session, Style.HSDS, only=[one.id])
    assert json.loads(alone)["name"] == one.name
    assert given_as(session, Style.HSDS_PAGES)[0] == data
