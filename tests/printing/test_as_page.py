"""Without the PDF library a plan is printed as a page, and everything else says so in words."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.doctor import _printing
from linkdesk.easyread.pictures import all_pictures
from linkdesk.plans.models import Plan
from linkdesk.printing import pdf
from linkdesk.printing.head.service import keep_logo
from linkdesk.printing.pdf import NoLibrary
from linkdesk.printing.pdf import Press
from linkdesk.record.audit import ReadEntry
from linkdesk.team.rules import Role
from tests.assessments.packs.packages import pack
from tests.assessments.packs.packages import photo
from tests.assessments.shelf.made import SVG
from tests.printing.packs.test_routes import ALL

if TYPE_CHECKING:
    from tests.furnished import House

pytestmark = pytest.mark.prints


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library cannot be loaded, as where Pango is missing."""
    monkeypatch.setitem(sys.modules, "weasyprint.urls", None)


def test_the_press_says_that_the_library_is_missing(no_pango: None) -> None:
    one = Press()
    with pytest.raises(NoLibrary, match="cannot be made on this computer"):
        one.pdf("<html lang=en><title>x</title><h1>x</h1>")
    one.close()


def test_a_plan_is_printed_as_a_page_with_its_style(house: House, no_pango: None) -> None:
    plan, client = house.ids(Plan)[0], _client(house)
    answer = house.worker.client.get(f"/plans/{plan}/print?item=plan&format=standard&size=20")
    assert answer.status_code == 303
    assert "/print/as-page?" in answer.location
    with house.worker.client.get(answer.location) as page:
        html = page.get_data(as_text=True)
        assert "style-src 'self'" in page.headers["Content-Security-Policy"]
    assert "What I want to do" in html
    assert f'href="/clients/{client}"' in html
    address = html.partition('rel="stylesheet" href="')[2].partition('"')[0].replace("&amp;", "&")
    with house.worker.client.get(address) as sheet:
        css = sheet.get_data(as_text=True)
    assert "html{font-size:20pt}" in css
    assert "linkdesk:" not in css
    assert "/static/vendor/fonts/NotoSans_400Regular.ttf" in css
    with open_session(house.settings, house.vault) as (session, _actor):
        kinds = list(session.scalars(select(ReadEntry.kind).where(ReadEntry.client_id == client)))
    assert "print" in kinds


def test_the_page_has_the_logo_and_the_pictures_of_the_service(house: House, no_pango: None) -> None:
    worker = house.worker
    given = {"file": (io.BytesIO(pack(ALL, more={"photo.jpg": photo("JPEG")})), "pack.zip"), "name": "Photos"}
    token = {"csrf_token": worker.token("/settings/picture-packs")}
    assert worker.client.post("/settings/picture-packs", data=given | token).status_code == 303
    with open_session(house.settings, house.vault) as (session, actor):
        keep_logo(session, actor, SVG, "A dot")
    house.join("Sam Second", Role.LINK_WORKER)
    house.switch("Sam Second")
    plan = house.ids(Plan)[0]
    html = worker.client.get(f"/plans/{plan}/print/as-page?item=plan&format=easy-read&size=16").get_data(as_text=True)
    assert '<img class="logo"' in html
    assert 'src="/settings/letter-head/logo"' in html
    assert "Photos by Pat &amp; Co" in html
    assert "linkdesk:" not in html
    assert worker.client.get("/settings/letter-head/logo").mimetype == "image/svg+xml"
    for mono in ("", "&mono=yes"):
        sheet = f"/plans/{plan}/print/as-page/sheet.css?item=plan&format=easy-read&size=16{mono}"
        css = worker.client.get(sheet).get_data(as_text=True)
        found = re.findall(r'\.pic-[a-z0-9-]+{background-image:url\("(/pictures/[^"]+)"\)(;filter:[^}]+)?}', css)
        assert len(found) == len(all_pictures())
        assert all(bool(grey) is bool(mono) for _, grey in found)
        assert "linkdesk:" not in css
    assert worker.client.get(found[0][0]).mimetype == "image/jpeg"


def test_another_print_says_it_in_words(house: House, no_pango: None) -> None:
    page = house.worker.get(f"/clients/{_client(house)}/prints/leaflet", expect=500)
    assert "PDF prints cannot be made on this computer. Nothing was changed." in page.words


def test_doctor_says_so_and_what_is_done_instead(house: House, no_pango: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "press", Press)
    (finding,) = _printing(house.settings)
    assert not finding.good
    assert "PDF prints are not available" in finding.words
    assert "A plan is printed as a page of the window instead." in finding.words


def _client(house: House) -> object:
    with open_session(house.settings, house.vault) as (session, _actor):
        return session.get_one(Plan, house.ids(Plan)[0]).client_id
