"""The print page: what is shown is what is printed and saved; nothing stays, and the log knows."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.plans.queries import GOAL_FORM
from linkdesk.plans.queries import PLAN_FORM
from linkdesk.printing.handing import RECENT
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.pdf import Press
from linkdesk.record.audit import ReadEntry
from linkdesk.record.drafts import forget_draft
from linkdesk.record.drafts import save_draft
from linkdesk.settings import resources
from linkdesk.web.handing import SAVE_FILE

if TYPE_CHECKING:
    from tests.pages import Page
    from tests.plans.site import Site

pytestmark = pytest.mark.prints


def _address(site: Site, more: str = "") -> str:
    return f"/plans/{site.plan_id}/print{more}"


def _save(page: Page) -> str:
    return next(f.get("action", "") for f in page.every("form") if "/save" in (f.get("action") or ""))


def _traces(site: Site) -> list[str]:
    with Session(site.engine) as store:
        return list(store.scalars(select(ReadEntry.kind)))


def test_the_preview_shows_every_page_and_says_why_it_is_set_so(site: Site) -> None:
    page = site.worker.get(_address(site))
    pictures = [one for one in page.every("img") if "/page/" in (one.get("src") or "")]
    assert len(pictures) >= 2
    assert pictures[0].get("alt") == f"Page 1 of {len(pictures)}. Its words stand below."
    assert "Recorded need: Easy read" in page.words
    assert "born 1" in page.words
    assert "The date of birth is not on the print." in page.words
    assert "This plan is for Dr Maryam O’Testly." in page.words
    assert _traces(site) == ["print"]


def test_the_pictures_are_the_pages_of_the_very_pdf_that_is_saved(site: Site) -> None:
    worker = site.worker
    page = worker.get(_address(site))
    sources = [one.get("src", "") for one in page.every("img") if "/page/" in (one.get("src") or "")]
    action = _save(page)
    saved = worker.client.post(action, data=page.fields(action))
    assert saved.mimetype == "application/pdf"
    assert count_pages(saved.data) == len(sources)
    for number, source in enumerate(sources, start=1):
        assert worker.client.get(source).data == page_picture(saved.data, number)


def test_a_download_has_a_neutral_name_and_leaves_a_trace(site: Site) -> None:
    worker = site.worker
    page = worker.get(_address(site))
    saved = worker.client.post(_save(page), data=page.fields(_save(page)))
    assert saved.headers["Content-Disposition"] == 'attachment; filename="Plan 2026-11-25.pdf"'
    assert saved.headers["Cache-Control"] == "no-store"
    assert _traces(site) == ["print", "print"]


def test_in_the_window_the_worker_chooses_where_it_goes(site: Site, tmp_path: Path) -> None:
    where = tmp_path / "stick" / "Plan.pdf"
    where.parent.mkdir()
    asked: list[str] = []

    def choose(name: str) -> Path:
        asked.append(name)
        return where

    site.app.extensions[SAVE_FILE] = choose
    action = _save(site.worker.get(_address(site)))
    page = site.worker.fill(_address(site), {}, action=action)
    assert "The file is not encrypted" in page.words
    assert asked == ["Plan 2026-11-25.pdf"]
    assert where.read_bytes().startswith(b"%PDF")


def test_thinking_better_of_it_writes_nothing(site: Site) -> None:
    site.app.extensions[SAVE_FILE] = lambda _name: None
    action = _save(site.worker.get(_address(site)))
    page = site.worker.fill(_address(site), {}, action=action)
    assert "not encrypted" not in page.words


def test_a_place_that_cannot_be_written_is_one_plain_sentence(site: Site, tmp_path: Path) -> None:
    site.app.extensions[SAVE_FILE] = lambda _name: tmp_path / "missing" / "Plan.pdf"
    action = _save(site.worker.get(_address(site)))
    page = site.worker.fill(_address(site), {}, action=action, expect=422)
    assert "The file could not be written there. Nothing was saved." in page.words


def test_plain_text_is_shown_and_saved_as_words(site: Site) -> None:
    more = "?item=plan&format=text&size=16"
    worker = site.worker
    page = worker.get(_address(site, more))
    assert not [one for one in page.every("img") if "/page/" in (one.get("src") or "")]
    assert "This differs from the client’s own print." in page.words
    good = f"/clients/{site.client_id}/change#chosen_format"
    assert good in [one.get("href") for one in page.every("a")]
    assert good not in [one.get("href") for one in worker.get(_address(site)).every("a")]
    assert 'id="chosen_format"' in worker.client.get(good).get_data(as_text=True)
    saved = worker.client.post(_save(page), data=page.fields(_save(page)))
    assert saved.mimetype == "text/plain"
    assert "Goal 1: Meet people" in saved.get_data(as_text=True)


def test_the_steps_alone_in_another_size_for_a_black_printer(site: Site) -> None:
    worker = site.worker
    more = "?item=steps&format=standard&size=20&mono=yes"
    worker.get(_address(site, more))
    plain = worker.client.get(_address(site, "/page/1.png")).data
    chosen = worker.client.get(_address(site, f"/page/1.png{more}"))
    assert chosen.mimetype == "image/png"
    assert chosen.data != plain


def test_a_page_asked_for_by_itself_leaves_its_own_trace(site: Site) -> None:
    assert site.worker.client.get(_address(site, "/page/1.png")).status_code == 200
    assert _traces(site) == ["print"]


@pytest.mark.parametrize(
    ("more", "status"),
    [("?format=braille&size=16", 422), ("?format=standard&size=15", 422), ("/page/99.png", 404)],
)
def test_what_is_not_there_is_refused(site: Site, more: str, status: int) -> None:
    site.worker.get(_address(site, more), expect=status)


def test_signs_that_cannot_be_printed_are_named_before_printing(site: Site) -> None:
    assert "not in our fonts" not in site.worker.get(_address(site)).words
    address = f"/plans/{site.plan_id}"
    site.worker.fill(address, {"if_harder": "Tea 😀"}, action=address)
    assert "😀 prints as (grinning face)" in site.worker.get(_address(site)).words
    site.worker.fill(address, {"if_harder": "🙂 😀 🚌 🏠 🎵 𝕱 龘 𓀀"}, action=address)
    page = site.worker.get(_address(site))
    assert "龘 𓀀 print as (?)" in page.words
    assert "And 2 more" in page.words, "the buttons stay near"
    assert sum(1 for each in page.every("details") for _ in each.iter("li")) == 2
    assert "𝕱 prints as F" in page.words


def test_opening_a_plan_makes_the_press_ready(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(Press, "warm_up", lambda _press, *_sheets: calls.append("warm"))
    site.worker.get("/")
    assert calls == []
    site.worker.get(f"/plans/{site.plan_id}")
    assert calls == ["warm"]


def test_a_draft_says_which_words_are_not_in_its_print_and_leads_to_them(site: Site) -> None:
    text = _address(site, "?item=plan&format=text&size=16")
    words = "Some words of this plan are typed and not saved. They are not in this print."
    assert words not in site.worker.get(text).words
    with Session(site.engine) as store:
        save_draft(store, site.actor, PLAN_FORM, str(site.plan_id), {"what_matters": "My garden"})
    page = site.worker.get(text)
    assert words in page.words
    assert "My garden" not in page.words
    link = next(one for one in page.every("a") if "Save them" in "".join(one.itertext()))
    assert site.worker.get(link.get("href", "")).fields(f"/plans/{site.plan_id}")["what_matters"] == "My garden"
    with Session(site.engine) as store:
        forget_draft(store, site.actor, PLAN_FORM, str(site.plan_id))
        save_draft(store, site.actor, GOAL_FORM, str(site.plan_id), {"title": "Half a goal"})
    assert f"/plans/{site.plan_id}/goals/new" in [one.get("href") for one in site.worker.get(text).every("a")]


def test_a_plan_that_is_not_there(site: Site) -> None:
    site.worker.get(f"/plans/{uuid.uuid4()}/print", expect=404)


def test_the_lock_forgets_every_print(site: Site) -> None:
    site.worker.get(_address(site))
    recent = site.app.extensions[RECENT]
    assert recent._made
    site.vault.lock()
    assert not recent._made


def test_no_print_is_left_on_the_disk(site: Site, tmp_path: Path) -> None:
    site.worker.get(_address(site))
    site.worker.client.get(_address(site, "/page/1.png"))
    assert [one for one in tmp_path.rglob("*") if one.is_file() and one.read_bytes()[:4] in {b"%PDF", b"\x89PNG"}] == []


def test_a_practice_vault_says_so_on_its_prints(practice_site: Site) -> None:
    page = practice_site.worker.get(_address(practice_site))
    assert "Practice. This is not a real person." in page.words


def test_on_paper_there_is_nothing_but_the_pages() -> None:
    css = (resources() / "static" / "css" / "preview.css").read_text(encoding="utf-8")
    on_paper = css.partition("@media print")[2]
    assert "margin:0" in on_paper
    for hidden in ("__side", "__head", "__words", "ld-banner", "ld-practice"):
        assert hidden in on_paper.partition("display:none")[0]
