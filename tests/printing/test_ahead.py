"""Prints made before the click: what is asked for next is there, and nothing of it outlives the lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.service import agree_plan
from linkdesk.printing import ahead
from linkdesk.printing.ahead import Ahead
from linkdesk.printing.ahead import Wanted
from linkdesk.printing.handing import RECENT
from linkdesk.printing.pdf import Press
from linkdesk.record.audit import ReadEntry

if TYPE_CHECKING:
    from linkdesk.printing.pages import Recent
    from tests.plans.site import Site

pytestmark = pytest.mark.prints

LONG = 60
"""Seconds: far more than a print takes."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each print that is laid out."""
    noted: list[str] = []
    real = Press.pdf

    def pdf(self: Press, html: str, *sheets: str, closer: str = "") -> bytes:
        noted.append(html)
        return real(self, html, *sheets, closer=closer)

    monkeypatch.setattr(Press, "pdf", pdf)
    monkeypatch.setattr(ahead, "QUIET", 0.01)
    return noted


def _agreed(site: Site) -> Site:
    with Session(site.engine) as store:
        agree_plan(store, site.actor, AgreePlan(site.plan_id, site.plan().version, AgreedHow.TICK))
    return site


def _recent(site: Site) -> Recent:
    recent: Recent = site.app.extensions[RECENT]
    return recent


def _traces(site: Site) -> list[str]:
    with Session(site.engine) as store:
        return list(store.scalars(select(ReadEntry.kind)))


def _preview(site: Site) -> list[str]:
    page = site.worker.get(f"/plans/{site.plan_id}/print")
    return [one.get("src", "") for one in page.every("img") if "/page/" in (one.get("src") or "")]


@pytest.mark.parametrize("path", ["/plans/{plan}", "/clients/{client}"])
def test_an_agreed_plan_is_there_before_the_click(site: Site, made: list[str], path: str) -> None:
    one = Ahead(_agreed(site).app)
    site.worker.get(path.format(plan=site.plan_id, client=site.client_id))
    assert one.settle(LONG)
    assert len(made) == 1
    ready = _recent(site).size
    sources = _preview(site)
    pages = [site.worker.client.get(source).data for source in sources]
    assert len(made) == 1, "the preview and its pages are those made ahead"
    assert _recent(site).size == ready
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_a_page_of_it_leaves_its_own_trace_where_the_preview_was_not_opened(site: Site, made: list[str]) -> None:
    one = Ahead(_agreed(site).app)
    site.worker.get(f"/plans/{site.plan_id}")
    assert one.settle(LONG)
    before = _traces(site)
    assert "print" not in before
    for _ in range(2):
        assert site.worker.client.get(f"/plans/{site.plan_id}/print/page/1.png").status_code == 200
    assert _traces(site) == [*before, "print"]
    assert len(made) == 1


def test_a_draft_is_not_made_ahead(site: Site, made: list[str]) -> None:
    one = Ahead(site.app)
    site.worker.get(f"/plans/{site.plan_id}")
    site.worker.get(f"/clients/{site.client_id}")
    assert one.settle(LONG)
    assert made == []


def test_only_what_is_wanted_last_is_made(site: Site, made: list[str]) -> None:
    one = Ahead(_agreed(site).app)
    for _ in range(5):
        one.want(Wanted(site.actor, client_id=site.client_id), 0.3)
    one.want(Wanted(site.actor), 0)
    assert one.settle(LONG)
    assert made == []


def test_the_lock_forgets_it_and_what_was_wanted(site: Site, made: list[str]) -> None:
    one = Ahead(_agreed(site).app)
    site.worker.get(f"/plans/{site.plan_id}")
    assert one.settle(LONG)
    assert _recent(site).size > 0
    actor = site.actor
    one.want(Wanted(actor, client_id=site.client_id), 3600)
    site.vault.lock()
    assert one.settle(LONG)
    assert _recent(site).size == 0
    one.want(Wanted(actor, plan_id=site.plan_id), 0)
    assert one.settle(LONG)
    assert _recent(site).size == 0
    assert len(made) == 1


def test_a_print_that_is_being_made_as_the_lock_falls_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one, begun, go_on = Ahead(_agreed(site).app), threading.Event(), threading.Event()

    def slow(_self: Press, _html: str, *_sheets: str, closer: str = "") -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        return b"%PDF of before"

    monkeypatch.setattr(Press, "pdf", slow)
    site.worker.get(f"/plans/{site.plan_id}")
    assert begun.wait(LONG)
    site.vault.lock()
    go_on.set()
    assert one.settle(LONG)
    assert _recent(site).size == 0


def test_the_library_is_loaded_after_the_first_quiet_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[bool] = []
    monkeypatch.setattr(Press, "warm_up", lambda _self, *sheets: warmed.append(bool(sheets)))
    monkeypatch.setattr(ahead, "QUIET", 0.01)
    site.app.add_url_rule("/quiet", "desk.quiet", site.app.view_functions["desk.client"], defaults={"client_id": "x"})
    one = Ahead(site.app)
    for _ in range(2):
        site.worker.get("/quiet")
        assert one.settle(LONG)
    assert warmed == [True]


def test_a_fault_is_noted_without_a_word_of_the_record(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object, **_named: object) -> bytes:
        raise ValueError("Maryam O’Testly")

    one = Ahead(_agreed(site).app)
    monkeypatch.setattr(Press, "pdf", broken)
    site.worker.get(f"/plans/{site.plan_id}")
    assert one.settle(LONG)
    assert [record.getMessage() for record in caplog.records if record.name == ahead.__name__] == [
        "ValueError while printing ahead"
    ]
    assert "Testly" not in caplog.text
