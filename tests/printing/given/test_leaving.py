"""H1 of the hazard log: a print is of the person and the record that were looked at, or it does not leave."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.audit import ReadEntry
from linkdesk.vault.pdfium import opened
from linkdesk.web.pages import BESIDE
from tests.data import people

if TYPE_CHECKING:
    from tests.pages import Page
    from tests.plans.site import Site

pytestmark = pytest.mark.prints
TEXT = "?item=plan&format=text&size=16"
"""As words: what is bound is the same, and no page has to be set."""
REFUSED = "The record changed after this preview was made, so nothing left it."


def address(site: Site, plan_id: uuid.UUID | None = None) -> str:
    return f"/plans/{plan_id or site.plan_id}/print"


def action(page: Page, way: str) -> str:
    return next(form.get("action", "") for form in page.every("form") if f"/{way}?" in (form.get("action") or ""))


def traces(site: Site) -> int:
    with Session(site.engine) as store:
        return len(list(store.scalars(select(ReadEntry.kind))))


def changed_plan(site: Site) -> None:
    with Session(site.engine) as store:
        add_goal(store, site.actor, AddGoal(site.plan_id, site.plan().version, "Another goal"))


def changed_client(site: Site) -> None:
    with Session(site.engine) as store:
        version = client_record(store, site.client_id).version
        set_keep_safe(store, site.actor, SetKeepSafe(site.client_id, version, "See alone"))


def test_the_preview_names_the_person_with_a_date_that_is_not_on_the_print(site: Site) -> None:
    page = site.worker.get(address(site) + TEXT)
    assert "For Dr Maryam O’Testly , born 1 " in page.words
    paper = next(each for each in page.every("pre"))
    assert "Maryam" in "".join(paper.itertext())
    assert "born" not in "".join(paper.itertext())


@pytest.mark.parametrize("way", ["out", "save"])
@pytest.mark.parametrize("change", [changed_plan, changed_client])
def test_what_changed_since_the_preview_does_not_leave_and_the_new_preview_is_shown(
    site: Site, way: str, change: object
) -> None:
    worker = site.worker
    page = worker.get(address(site) + TEXT)
    asked = page.fields(action(page, way))
    assert callable(change)
    change(site)
    answer = worker.client.post(action(page, way), data=asked)
    assert answer.status_code == 409
    assert answer.mimetype == "text/html"
    shown = answer.get_data(as_text=True)
    assert REFUSED in shown
    again = worker.client.post(action(page, way), data={**asked, "seal": _seal_in(shown)})
    assert again.status_code == (303 if way == "out" else 200)


def _seal_in(html: str) -> str:
    return html.partition('name="seal" value="')[2].partition('"')[0]


@pytest.mark.parametrize("way", ["out", "save"])
def test_the_seal_of_another_person_and_none_at_all_are_refused(site: Site, way: str) -> None:
    with Session(site.engine) as store:
        other = add_client(store, site.actor, people.new_client(1))
        plan_id = start_plan(store, site.actor, StartPlan(other))
    worker = site.worker
    mine = worker.get(address(site) + TEXT)
    theirs = worker.get(address(site, plan_id) + TEXT)
    asked = mine.fields(action(mine, way))
    before = traces(site)
    for seal in (theirs.fields(action(theirs, way))["seal"], "", "x" * 65):
        answer = worker.client.post(action(mine, way), data={**asked, "seal": seal})
        assert answer.status_code == 409
    assert traces(site) == before + 3  # three new previews, nothing that left


def test_another_format_than_was_looked_at_is_refused(site: Site) -> None:
    worker = site.worker
    page = worker.get(address(site) + TEXT)
    large = action(page, "out").replace("size=16", "size=28")
    assert worker.client.post(large, data=page.fields(action(page, "out"))).status_code == 409


def test_the_script_of_the_button_gets_the_sentence_or_a_yes(site: Site) -> None:
    worker = site.worker
    page = worker.get(address(site) + TEXT)
    asked = page.fields(action(page, "out"))
    headers = {"X-CSRFToken": asked.pop("csrf_token"), "Accept": "application/json"}
    assert worker.client.post(action(page, "out"), json=asked, headers=headers).get_json() == {"printed": True}
    changed_plan(site)
    refused = worker.client.post(action(page, "out"), json=asked, headers=headers)
    assert (refused.status_code, REFUSED in refused.get_json()["error"]) == (409, True)
    odd: object
    for odd in ([], {"seal": ["x"]}, {"seal": None}, "x"):
        assert worker.client.post(action(page, "out"), json=odd, headers=headers).status_code == 409


def test_pressed_before_the_script_was_there_the_next_page_opens_the_dialog_once(site: Site) -> None:
    worker = site.worker
    page = worker.get(address(site) + TEXT)
    assert not [one for one in page.every("span") if "data-print-now" in one.attrib]
    printed = worker.fill(address(site) + TEXT, {}, action=action(page, "out"))
    assert "Ctrl and P" in printed.words
    assert [one for one in printed.every("span") if "data-print-now" in one.attrib]
    again = worker.get(address(site) + TEXT)
    assert not [one for one in again.every("span") if "data-print-now" in one.attrib]


def test_somebody_with_the_same_name_is_named_with_their_birth(site: Site) -> None:
    assert "Check the date of birth" not in site.worker.get(address(site) + TEXT).words
    with Session(site.engine) as store:
        like = people.new_client(1, given_name="Miriam", family_name="O’Testly", birth_date=date(1991, 5, 6))
        add_client(store, site.actor, like)
    words = site.worker.get(address(site) + TEXT).words
    assert "another person has the same name or one that sounds like it" in words
    assert "Miriam O’Testly, born 6 May 1991" in words
    site.app.extensions[BESIDE] = {site.actor.worker_id}
    beside = site.worker.get(address(site) + TEXT).words
    assert "Another person has a similar name. Check the date of birth." in beside
    assert "Miriam" not in beside
    assert "1991" not in beside


def test_every_page_says_whose_it_is(site: Site) -> None:
    plan = site.plan()
    names = PrintClient("Mo", "Maryam O’Testly")
    for item in Item:
        for size in (16, 28):
            options = PrintOptions(Format.STANDARD, size)
            with opened(print_plan(plan, names, options, item)) as pages:
                assert len(pages) > 0
                for page in pages:
                    assert "Mo, My " in page.get_textpage().get_text_bounded()
