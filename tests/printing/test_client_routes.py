"""The print page of a leaflet or form: what is shown is what is saved, and the log knows."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.assessments.sort import client_routes as sorts
from linkdesk.clients.sharing import routes as sharing
from linkdesk.printing import client_routes
from linkdesk.printing.handing import RECENT
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.record.audit import ReadEntry
from linkdesk.web.handing import SAVE_FILE

if TYPE_CHECKING:
    from tests.plans.site import Site

pytestmark = pytest.mark.prints


@pytest.fixture
def here(site: Site) -> str:
    site.app._got_first_request = False
    site.app.register_blueprint(client_routes.blueprint)
    site.app.register_blueprint(sharing.blueprint)
    site.app.register_blueprint(sorts.blueprint)
    return f"/clients/{site.client_id}/prints"


def traces(site: Site) -> list[str]:
    with Session(site.engine) as store:
        return list(store.scalars(select(ReadEntry.kind)))


@pytest.mark.parametrize("item", ["leaflet", "consent", "sort-cards"])
def test_the_pages_shown_are_those_that_are_saved(site: Site, here: str, item: str) -> None:
    worker = site.worker
    page = worker.get(f"{here}/{item}")
    sources = [one.get("src", "") for one in page.every("img") if "/page/" in (one.get("src") or "")]
    assert "This is the client’s own print." in page.words
    action = next(f.get("action", "") for f in page.every("form") if "/save" in (f.get("action") or ""))
    saved = worker.client.post(action, data=page.fields(action))
    assert (saved.mimetype, count_pages(saved.data)) == ("application/pdf", len(sources))
    assert f"{item.capitalize()} 2026-11-25.pdf" in saved.headers["Content-Disposition"]
    assert worker.client.get(sources[0]).data == page_picture(saved.data, 1)
    assert set(traces(site)) == {"print"}


def test_as_text_and_as_a_file_where_the_worker_chooses(site: Site, here: str, tmp_path: Path) -> None:
    worker = site.worker
    page = worker.get(f"{here}/consent?format=text&size=16")
    assert "Yes: ____" in page.words
    assert "Go back to theirs" in page.words
    site.app.extensions[SAVE_FILE] = lambda name: tmp_path / name
    path = next(f.get("action", "") for f in page.every("form") if "/save" in (f.get("action") or ""))
    done = worker.fill(f"{here}/consent?format=text&size=16", {}, action=path)
    assert "Saved. The file is not encrypted" in done.words
    assert (
        (tmp_path / "Consent 2026-11-25.txt").read_text("utf-8").startswith("Hill Road\n01632 960 100\n\nMay we share?")
    )
    site.app.extensions[SAVE_FILE] = lambda _name: None
    assert "Saved." not in worker.fill(f"{here}/consent?format=text&size=16", {}, action=path).words


def test_a_page_asked_for_alone_leaves_its_trace_and_strangers_are_not_found(site: Site, here: str) -> None:
    worker = site.worker
    site.app.extensions[RECENT].clear()
    assert worker.client.get(f"{here}/leaflet/page/1.png").mimetype == "image/png"
    assert traces(site) == ["print"]
    worker.get(f"{here}/record", expect=404)
    worker.get(f"/clients/{uuid.UUID(int=0xDEAD)}/prints/leaflet", expect=404)
