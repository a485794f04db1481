"""Size of words and colours stay for the session; the form leads nowhere but back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.web.pages import SIZES
from linkdesk.web.pages import THEMES

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("theme", THEMES[1:])
@pytest.mark.parametrize("size", SIZES[1:])
def test_choice_is_kept_for_every_page(open_client: FlaskClient, theme: str, size: str) -> None:
    answer = open_client.post("/look", data={"theme": theme, "size": size, "here": "/form"})
    assert (answer.status_code, answer.location) == (303, "/form")
    page = open_client.get("/cover").text
    assert f'data-theme="{theme}" data-size="{size}"' in page
    assert "checked" in open_client.get("/").text


def test_usual_look_leaves_no_mark(open_client: FlaskClient) -> None:
    open_client.post("/look", data={"theme": "dark", "size": "large"})
    open_client.post("/look", data={"theme": "", "size": ""})
    assert "data-theme" not in open_client.get("/").text


def test_unknown_choice_changes_nothing(open_client: FlaskClient) -> None:
    open_client.post("/look", data={"theme": "dark"})
    open_client.post("/look", data={"theme": "neon", "size": "9000"})
    assert 'data-theme="dark"' in open_client.get("/").text


@pytest.mark.parametrize(
    "here", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/a\r\nSet-Cookie: x"]
)
def test_form_cannot_send_the_window_elsewhere(open_client: FlaskClient, here: str) -> None:
    assert open_client.post("/look", data={"theme": "dark", "here": here}).location == "/"


def test_token_is_asked_for(client: FlaskClient) -> None:
    assert client.post("/look", data={"theme": "dark"}).status_code == 400
