"""The print page speaks the client’s language where it is on, offers English, and says what nobody checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.languages.catalogue import drafts
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record.audit import ReadEntry
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from tests.plans.site import Site

pytestmark = pytest.mark.prints


@pytest.fixture
def address(site: Site) -> str:
    """Return the print page of the plan of a client who speaks Urdu."""
    with Session(site.engine) as store, unit_of_work(store, site.actor, "change") as work:
        client = work.session.get(Client, site.client_id)
        assert client is not None
        client.language = "ur"
    return f"/plans/{site.plan_id}/print?format=text&size=16"


def switch_on(site: Site, tag: str) -> None:
    with Session(site.engine) as store:
        switch_language(store, site.actor, SwitchLanguage(tag, 0, on=True))


def test_a_language_that_is_off_is_said_and_the_print_is_english(site: Site, address: str) -> None:
    page = site.worker.get(address)
    assert "Urdu is not switched on for clients" in page.words
    assert "My plan" in page.words
    assert '<select name="language"' not in page.answer.get_data(as_text=True).replace(' id="language"', "")


def test_the_clients_language_comes_first_and_english_can_be_chosen(site: Site, address: str) -> None:
    switch_on(site, "ur")
    page = site.worker.get(address)
    text = page.answer.get_data(as_text=True)
    assert drafts("ur")["My plan"] in page.words
    assert "This print is in Urdu. Nobody has checked this translation" in page.words
    assert 'lang="ur" dir="rtl"' in text
    assert text.index(">Urdu</option>") < text.index(">English</option>")
    english = site.worker.get(f"{address}&language=en-GB")
    assert drafts("ur")["My plan"] not in english.words
    assert "This differs from the client’s own print." in english.words
    assert "This print is in" not in english.words


def test_english_beside_it_is_offered_in_another_language_now_or_later(site: Site, address: str) -> None:
    switch_on(site, "ur")
    sheet = address.replace("format=text", "format=standard")
    assert "English beside it" not in site.worker.get(f"{sheet}&language=en-GB").words
    page = site.worker.get(sheet)
    assert "English beside it" in page.words
    assert "print later" in page.words
    both = site.worker.get(f"{sheet}&english=yes")
    assert "This differs from the client’s own print." in both.words
    assert "print later" in both.words
    drawn = [one.get("src", "") for one in both.every("img") if "/page/" in (one.get("src") or "")]
    assert drawn
    assert all("english=yes" in (one or "") for one in drawn)
    alone = site.worker.get(f"{address}&english=yes")
    assert "print later" not in alone.words, "a plain text is saved"


def test_what_is_saved_and_drawn_is_in_the_language_of_the_preview(site: Site, address: str) -> None:
    switch_on(site, "ur")
    worker = site.worker
    page = worker.get(address)
    action = next(f.get("action", "") for f in page.every("form") if "/save" in (f.get("action") or ""))
    saved = worker.client.post(action, data={"csrf_token": worker.token(address)})
    assert drafts("ur")["My plan"] in saved.data.decode()
    sheet = address.replace("format=text", "format=standard")
    pictures = [one.get("src", "") for one in site.worker.get(f"{sheet}&language=en").every("img")]
    assert [one for one in pictures if "/page/" in (one or "") and "language=en-GB" in (one or "")]


@pytest.mark.parametrize(("tag", "reason"), [("pl", "Polish is not switched on"), ("x-%3Cb%3E", "has no words in")])
def test_a_language_that_cannot_be_had_is_refused_and_leaves_no_trace(
    site: Site, address: str, tag: str, reason: str
) -> None:
    refused = site.worker.client.get(f"{address}&language={tag}")
    assert refused.status_code >= 400
    assert reason in refused.get_data(as_text=True)
    assert "<b>" not in refused.get_data(as_text=True)
    with Session(site.engine) as store:
        assert store.scalars(select(ReadEntry.kind)).all() == []
