"""Templates escape, refuse unknown names and make valid pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from linkdesk.web.pages import ClientPlace
from linkdesk.web.pages import Place
from linkdesk.web.pages import page_defaults
from tests.pages import check
from tests.pages import parse

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

PATHS = ("/", "/form", "/client", "/question", "/cards", "/cover", "/help-now")


@pytest.mark.parametrize("path", PATHS)
def test_page_is_strict_html_with_one_h1_and_labels(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    check(parse(answer.text), path)


def test_form_with_every_error_is_strict_html_too(open_client: FlaskClient) -> None:
    answer = open_client.post("/form", data={"size": "x", "nhs_number": "1", "happy": "99"})
    assert answer.status_code == 422
    tree = parse(answer.text)
    check(tree, "/form")
    assert tree.findtext(".//title") == "Error: Add a client – LinkDesk"


def test_every_template_escapes_whatever_its_name(demo: Flask) -> None:
    with demo.test_request_context():
        text = demo.jinja_env.from_string("{{ words }}").render(words="<script>")
    assert text == "&lt;script&gt;"


def test_misspelt_name_is_a_fault_and_not_a_blank(demo: Flask) -> None:
    with demo.test_request_context(), pytest.raises(UndefinedError):
        demo.jinja_env.from_string("{{ clint }}").render(client="Ann")


def test_typed_text_cannot_become_markup(open_client: FlaskClient) -> None:
    evil = '"><script>alert(1)</script>'
    page = open_client.post("/form", data={"given_name": evil, "about": f"</textarea>{evil}", "nhs_number": evil}).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 3


def test_practice_vault_is_marked_on_every_page(client: FlaskClient) -> None:
    for path in PATHS:
        assert "These are invented people." in client.get(path).text


def test_help_now_is_one_key_away_from_every_page(client: FlaskClient) -> None:
    for path in set(PATHS) - {"/help-now"}:
        links = [link for link in parse(client.get(path).text).iter("a") if link.get("href") == "/help-now"]
        assert [link.get("data-keys") for link in links] == ["F1"], path


def test_places_mark_where_one_is(client: FlaskClient) -> None:
    current = [link for link in parse(client.get("/").text).iter("a") if link.get("aria-current") == "page"]
    assert [link.get("href") for link in current] == ["/"]
    assert Place("Caseload", "/clients/").is_at("/clients/new")
    assert not Place("Today", "/").is_at("/clients/")


def test_a_client_place_is_itself_or_any_page_of_its_room() -> None:
    details = ClientPlace("Details", "clients.change")
    overview = ClientPlace("Overview", "desk.client")
    assert details.is_at("clients.change")
    assert details.is_at("clients.forget")
    assert not details.is_at("desk.client")
    assert overview.is_at("desk.client")
    assert not overview.is_at("desk.today")
    assert not overview.is_at(None)


def test_unknown_look_in_a_session_is_the_usual_look(demo: Flask) -> None:
    from flask import session

    with demo.test_request_context():
        session["theme"], session["size"] = '"><x', "gigantic"
        assert (page_defaults()["theme"], page_defaults()["size"]) == ("", "")


def test_client_mode_has_no_way_to_another_record(client: FlaskClient) -> None:
    links = {link.get("href") for link in parse(client.get("/question").text).iter("a")}
    assert links == {"#main", "/help-now", "/leave"}
