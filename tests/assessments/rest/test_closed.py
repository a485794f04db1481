"""The page of a window that stayed open: calm, with the words given on it, and as JSON to a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pages import check
from tests.pages import parse

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient


def test_the_closed_page_is_whole_and_offers_nothing_to_write(site: FlaskClient, talking: UUID) -> None:
    late = site.post(f"/assessments/{talking}/stop", data={"held": "client-7"})
    assert late.status_code == 409
    check(parse(late.text), "the closed page")
    assert "<textarea" not in late.text
    assert "We did not keep this answer:" not in late.text, "there was none"


def test_a_script_gets_the_sentence(site: FlaskClient, talking: UUID) -> None:
    late = site.put(f"/assessments/{talking}/question/2", json={"answer": "x", "held": "client-7"})
    assert late.status_code == 409
    assert "was not kept" in late.get_json()["error"]
