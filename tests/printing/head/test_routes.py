"""Settings, Head of letters and prints: a logo stands on a sample letter, on every print, never on a plain page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.plans.models import Plan
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.pdf import SCHEME
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import print_options
from linkdesk.team.rules import Role
from tests.assessments.shelf.made import SVG
from tests.printing.head.test_queries import picture

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.furnished import House

pytestmark = pytest.mark.prints

PAGE = "/settings/letter-head"


def keep(house: House, data: bytes, words: str = "A red square") -> TestResponse:
    worker = house.worker
    given = {"file": (io.BytesIO(data), "logo.png"), "words": words, "csrf_token": worker.token(PAGE)}
    return worker.client.post(PAGE, data=given)


def test_a_logo_is_kept_shown_and_taken_away(house: House) -> None:
    worker = house.worker
    assert PAGE in [one.get("href") for one in worker.get("/settings").every("a")]
    assert "None yet." in worker.get(PAGE).words
    assert worker.client.get(f"{PAGE}/logo").status_code == 404
    assert keep(house, picture()).status_code == 303
    page = worker.get(PAGE)
    shown = {one.get("alt"): one.get("src") or "" for one in page.every("img")}
    assert worker.client.get(shown["A red square"]).mimetype == "image/png"
    sample = next(source for words, source in shown.items() if words and words.startswith("A sample letter"))
    assert worker.client.get(sample).mimetype == "image/png"
    assert keep(house, SVG, "A dot").status_code == 303
    other = worker.get(PAGE)
    assert not set(shown.values()) & {one.get("src") for one in other.every("img")}
    assert worker.client.post(f"{PAGE}/drop", data={"csrf_token": worker.token(PAGE)}).status_code == 303
    assert "None yet." in worker.get(PAGE).words


def test_what_is_no_picture_says_so_beside_the_field(house: House) -> None:
    answer = keep(house, b"%PDF-1.7")
    assert answer.status_code == 422
    assert "Nothing was brought in" in answer.text


def test_only_an_administrator_sets_it(house: House) -> None:
    house.join("Lee Practice", Role.LINK_WORKER)
    house.switch("Lee Practice")
    house.worker.get(PAGE, expect=403)


def test_prints_carry_it_and_a_plain_page_names_nobody(house: House) -> None:
    keep(house, picture())
    client_id = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        client = client_record(session, client_id)
        letter = leaflet_of(session, actor, ClientItem.CANNOT_REACH, client, print_options("easy-read", mono=True))
        assert 'mm" alt="A red square"' in letter.written()[0]
        html = plain_of(session, actor, client, print_options("easy-read")).written()[0]
    assert 'class="head"' not in html
    assert "linkdesk:" not in html
    assert "Practice" not in html.replace("Practice. This is not a real person.", "")


def test_without_the_library_the_page_of_a_plan_has_the_logo_at_an_address_of_its_own(house: House) -> None:
    keep(house, picture())
    plan = house.ids(Plan)[0]
    page = house.worker.client.get(f"/plans/{plan}/print/as-page?format=standard&size=16")
    assert page.status_code == 200
    assert 'class="head"' in page.text
    assert f'alt="A red square" src="{PAGE}/logo"' in page.text
    assert SCHEME not in page.text
