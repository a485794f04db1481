"""Settings, Picture packs: in forms, plans and prints the service's own pictures stand, until they are put away."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.assessments import forms
from linkdesk.assessments.forms import calm_url
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.packs import queries
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.easyread.pictures import all_pictures
from linkdesk.plans.models import Plan
from linkdesk.plans.pictures.rules import ChoosePictures
from linkdesk.plans.pictures.service import choose_pictures
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.head import queries as head
from linkdesk.printing.head.queries import pictures_of
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.items import paper_for
from linkdesk.printing.items import paper_of
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import Busy
from linkdesk.team.rules import Role
from tests.assessments.packs.packages import HEAD
from tests.assessments.packs.packages import pack
from tests.assessments.packs.packages import photo
from tests.printing import checks

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.furnished import House

pytestmark = pytest.mark.prints

PAGE = "/settings/picture-packs"
ALL = HEAD + "".join(f"{one.key},photo.jpg,,Photos by Pat & Co\n" for one in all_pictures())


def bring(house: House, data: bytes | None = None, name: str = "Photos") -> TestResponse:
    worker = house.worker
    given = {"file": (io.BytesIO(data or pack()), "pack.zip"), "name": name, "csrf_token": worker.token(PAGE)}
    return worker.client.post(PAGE, data=given)


def press(house: House, action: str) -> int:
    worker = house.worker
    (link,) = (
        one.get("href") or ""
        for one in worker.get(PAGE).every("a")
        if re.fullmatch(f"{PAGE}/.{{36}}", one.get("href") or "")
    )
    return worker.client.post(f"{link}/{action}", data={"csrf_token": worker.token(link)}).status_code


def test_a_pack_is_brought_in_looked_at_put_away_and_taken_away(house: House) -> None:
    worker = house.worker
    assert PAGE in [one.get("href") for one in worker.get("/settings").every("a")]
    assert "None yet." in worker.get(PAGE).words
    answer = bring(house)
    assert answer.status_code == 303
    page = worker.get(answer.headers["Location"])
    assert "These pictures stand in place of LinkDesk’s own." in page.words
    assert "Our house" in page.words
    sources = [one.get("src") or "" for one in page.every("img") if (one.get("src") or "").startswith("/pictures/")]
    assert {worker.client.get(source).mimetype for source in sources} == {"image/png", "image/svg+xml"}
    assert bring(house).status_code == 422
    assert press(house, "away") == 303
    assert "LinkDesk’s own pictures are shown." in worker.get(answer.headers["Location"]).words
    assert press(house, "use") == 303
    assert press(house, "drop") == 303
    assert "None yet." in worker.get(PAGE).words
    assert worker.client.get(sources[0]).status_code == 404


def test_what_cannot_be_kept_says_which_line(house: House) -> None:
    answer = bring(house, pack(HEAD + "hoem,house.png,,Us"))
    assert answer.status_code == 422
    assert "Line 2 of map.csv: there is no idea “hoem”" in answer.text


def test_the_map_to_fill_in_has_every_idea(house: House) -> None:
    answer = house.worker.client.get(f"{PAGE}/map.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["idea"] for row in rows] == [one.key for one in all_pictures()]


def test_a_link_worker_sees_the_pictures_and_brings_none_in(house: House) -> None:
    bring(house)
    with open_session(house.settings, house.vault) as (session, _actor):
        file_id = queries.in_use(session)["home"].file_id
    house.join("Lee Practice", Role.LINK_WORKER)
    house.switch("Lee Practice")
    house.worker.get(PAGE, expect=403)
    assert house.worker.client.get(f"/pictures/{file_id}").status_code == 200


def test_forms_and_plans_on_the_screen_show_them(house: House) -> None:
    bring(house, pack(ALL, more={"photo.jpg": photo("JPEG")}))
    worker = house.worker
    talk, plan = house.ids(Assessment)[0], house.ids(Plan)[0]
    for path in (f"/plans/{plan}", f"/assessments/{talk}", f"/clients/{house.ids(Client)[0]}/sort"):
        answer = worker.client.get(path, follow_redirects=True)
        if "ld-pictureline" in answer.text or "ld-card__picture" in answer.text:
            assert "/pictures/" in answer.text, path
            assert "/static/vendor/pictures/" not in answer.text, path
    assert "/pictures/" in worker.client.get(f"/plans/{plan}").text


def refuse(_session: object) -> dict[str, object]:
    raise Busy


def test_help_now_breaks_and_refusals_show_them_and_the_own_ones_where_nothing_is_read(house: House) -> None:
    bring(house, pack(ALL, more={"photo.jpg": photo("JPEG")}))
    worker = house.worker
    for path in ("/help-now", "/rest/break/clients"):
        html = worker.client.get(path).text
        assert "/pictures/" in html, path
        assert "/static/vendor/pictures/" not in html, path
    with house.app.test_request_context("/"):
        assert calm_url("private").startswith("/pictures/")
    with house.app.test_request_context("/"), pytest.MonkeyPatch.context() as broken:
        broken.setattr(forms, "in_use", refuse)
        assert calm_url("private").startswith("/static/vendor/pictures/")
    house.vault.lock()
    with house.app.test_request_context("/"):
        assert calm_url("private").startswith("/static/vendor/pictures/")
    assert "/static/vendor/pictures/" in worker.client.get("/help-now").text


def test_prints_draw_them_name_whose_they_are_and_stay_clean(house: House) -> None:
    bring(house, pack(ALL, more={"photo.jpg": photo("JPEG")}))
    client_id, plan_id = house.ids(Client)[0], house.ids(Plan)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        plan = plan_record(session, plan_id)
        options = print_options("easy-read", 16)
        paper = paper_of(session, actor, plan, client_record(session, plan.client_id), options, Item.PLAN)
        words, *sheets = paper.written()
        assert "OpenMoji, CC BY-SA 4.0. Photos by Pat &amp; Co" in words
        assert any("linkdesk:own/jpeg/" in sheet for sheet in sheets)
        assert checks.faults(paper.make()) == []
        for format_name, item in (("easy-read", ClientItem.WHAT_HAPPENS), ("standard", ClientItem.CLOSING)):
            options = print_options(format_name, 16, mono=True)
            leaflet = leaflet_of(session, actor, item, client_record(session, client_id), options)
            words = leaflet.written()[0]
            assert ("Pat &amp; Co" in words) is (format_name == "easy-read")
            assert checks.faults(leaflet.make()) == []
    press(house, "away")
    with open_session(house.settings, house.vault) as (session, actor):
        again = paper_of(
            session, actor, plan, client_record(session, plan.client_id), print_options("easy-read", 16), Item.PLAN
        )
        assert "linkdesk:own/" not in "".join(again.written())


def test_they_are_read_once_and_forgotten_at_the_lock(house: House) -> None:
    bring(house)
    with open_session(house.settings, house.vault) as (session, _actor):
        first = pictures_of(session)
        assert pictures_of(session) is first
        assert pictures_of(session, mono=True)["home"].body != first["home"].body
    house.vault.lock()
    assert not head._kept


def test_hostile_words_of_a_pack_stay_words_on_pages_and_paper(house: House) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}"
    text = HEAD + "".join(f'{key},photo.jpg,"{hostile}","{hostile}"\n' for key in ("link-worker", "heart", "phone"))
    answer = bring(house, pack(text, more={"photo.jpg": photo("JPEG")}), hostile)
    assert answer.status_code == 303
    worker = house.worker
    for path in (PAGE, answer.headers["Location"]):
        page = worker.client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    with open_session(house.settings, house.vault) as (session, actor):
        client = client_record(session, house.ids(Client)[0])
        leaflet = leaflet_of(session, actor, ClientItem.WHAT_HAPPENS, client, print_options("easy-read", 16))
        words = leaflet.written()[0]
        assert "<script" not in words
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in words
        assert leaflet.make().startswith(b"%PDF")


def test_an_idea_of_the_service_stands_beside_a_step_a_phrase_and_on_paper(house: House) -> None:
    text = HEAD + "own-allotment,photo.jpg,Our allotment,Us"
    answer = bring(house, pack(text, more={"photo.jpg": photo("JPEG")}))
    assert answer.status_code == 303
    worker = house.worker
    assert "an idea of your own" in worker.get(answer.headers["Location"]).words
    worker.fill("/settings/phrases/new", {"words": "I go to the allotment.", "picture": "own-allotment"})
    assert "I go to the allotment." in worker.get("/settings/phrases").words
    with open_session(house.settings, house.vault) as (session, actor):
        plans = [plan_record(session, each) for each in house.ids(Plan)]
        plan = next(each for each in plans if each.status is PlanStatus.AGREED)
        chosen = ChoosePictures(plan.id, plan.version, {"goal-1-step-1": "own-allotment"})
        choose_pictures(session, actor, chosen)
        client = client_record(session, plan.client_id)
        paper = paper_of(session, actor, plan_record(session, plan.id), client, print_options("easy-read"), Item.PLAN)
        words, *sheets = paper.written()
    assert 'pic-own-allotment"' in words
    assert ".pic-own-allotment{background-image" in "".join(sheets)
    assert "Our allotment" in worker.get(f"/plans/{plan.id}/pictures").words
    press(house, "away")
    assert "Our allotment" not in worker.get(f"/plans/{plan.id}/pictures").words
    with open_session(house.settings, house.vault) as (session, actor):
        usual = paper_for(session, actor, plan.id, print_options("easy-read"), Item.PLAN).make()
    assert usual.startswith(b"%PDF"), "where the pack is put away, the usual picture of a step is drawn"
