"""The pages of the forms library, and a whole talk with a form that was brought in."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest

from linkdesk.assessments import elements
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.presence.forms import ONLY_US
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.shelf.tongues import TRANSLATION
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.handing import SAVE_FILE
from linkdesk.web.headers import PICTURE_POLICY
from linkdesk.web.headers import POLICY
from tests.assessments import forms
from tests.assessments.shelf import made
from tests.assessments.test_sums import summed
from tests.assessments.test_sums import weighed
from tests.pages import Worker
from tests.pages import check
from tests.pages import parse
from tests.safety.hostile import ALL

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.conftest import FakeClock
    from tests.furnished import House

FORMS = "/settings/forms"


def send(site: FlaskClient, data: bytes, name: str = "garden.zip") -> TestResponse:
    return site.post(FORMS, data={"file": (io.BytesIO(data), name)})


def brought(site: FlaskClient, data: bytes | None = None) -> UUID:
    answer = send(site, made.package() if data is None else data)
    assert answer.status_code == 303, answer.text
    return UUID(answer.location.rsplit("/", 1)[1])


def test_the_page_of_a_new_version_says_what_was_carried_over_and_leads_to_the_rest(site: FlaskClient) -> None:
    lines = [{"link_id": "why", "picture": "home"}, {"link_id": "grows", "option": "roses", "picture": "garden"}]
    layer = {"pictures.json": json.dumps({"pictures": lines}).encode()}
    first = brought(site, made.package(None, **layer))
    assert "From the version before" not in site.get(f"{FORMS}/{first}").text
    assert send(site, made.package(None, **layer)).location == f"{FORMS}/{first}"
    assert "This form is here already, in this version, and waits." in site.get(f"{FORMS}/{first}").text
    other = made.garden("2")
    other["item"][0]["answerOption"][0]["valueCoding"]["display"] = "Red roses"
    page = site.get(f"{FORMS}/{(newer := brought(site, made.package(other)))}").text
    assert "Carried over from version 1: 1 chosen picture." in page
    (place,) = re.findall(r'href="([^"]+)">Choose a picture anew for “Red roses”', page)
    assert place == f"{FORMS}/{newer}/pictures/1?answer=1"
    version = str(queries.entry(session(), newer).version)
    assert site.post(place, data={"picture": "food", "version": version}).status_code == 303
    assert "Choose a picture anew" not in site.get(f"{FORMS}/{newer}").text


def test_a_form_is_brought_in_looked_at_and_used(site: FlaskClient) -> None:
    assert "None yet." in site.get(FORMS).text
    form_id = brought(site)
    page = site.get(f"{FORMS}/{form_id}").text
    for words in ("not used yet", "My garden", "Everything in this form is used", "You may copy this.", "Green Lane"):
        assert words in page
    assert "3 questions" in page
    assert "Not looked at yet" in site.get(FORMS).text
    assert site.post(f"{FORMS}/{form_id}/use").location == f"{FORMS}/{form_id}"
    assert "This form is in use" in site.get(f"{FORMS}/{form_id}").text
    assert site.post(f"{FORMS}/{form_id}/away").status_code == 303
    assert "put away" in site.get(f"{FORMS}/{form_id}").text
    assert site.post(f"{FORMS}/{form_id}/drop").location == FORMS
    assert "None yet." in site.get(FORMS).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"[]", "the form is not built as FHIR asks"),
        (made.raw({**made.garden(), "url": ONS4}), "comes with LinkDesk"),
        (made.package(None, **{"../x": b"x"}), "leads out of the package"),
        (made.package(None, **{"media/rose.svg": made.REFUSED_SVG["entities"]}), "media/rose.svg"),
    ],
)
def test_a_refusal_names_the_fault_at_the_field(site: FlaskClient, data: bytes, words: str) -> None:
    answer = send(site, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Nothing was" in answer.text
    assert queries.entries(session()) == ()


def test_without_a_file_nothing_happens(site: FlaskClient) -> None:
    answer = site.post(FORMS, data={})
    assert (answer.status_code, "Choose a form." in answer.text) == (422, True)


def test_each_page_is_seen_as_the_client_will_and_kept_nowhere(site: FlaskClient) -> None:
    form_id = brought(site)
    for number, words in ((1, "What do you grow?"), (2, "Do you like it?"), (3, "Why?")):
        page = site.get(f"{FORMS}/{form_id}/page/{number}")
        check(parse(page.text), page.request.path)
        assert words in page.text
        assert f"Question {number} of 3" in page.text
        assert "Nothing here is kept" in page.text
        assert "data-autosave=" not in page.text
        for address in re.findall(r'(?:src|data-play)="(/settings/forms/[^"]+)"', page.text):
            assert site.get(address).status_code == 200
    there = f"{FORMS}/{form_id}/page/2"
    assert site.post(there, data={"go": "next", "answer": "yes"}).location == f"{FORMS}/{form_id}/page/3"
    assert site.post(there, data={"go": "back"}).location == f"{FORMS}/{form_id}/page/1"
    assert site.post(f"{FORMS}/{form_id}/page/3", data={"go": "skip"}).location == f"{FORMS}/{form_id}"
    assert site.post(f"{FORMS}/{form_id}/page/1", data={"go": "back"}).location == f"{FORMS}/{form_id}"
    assert site.post(there, data={"go": "fly"}).status_code == 422
    assert site.get(f"{FORMS}/{form_id}/page/4").status_code == 404
    assert site.post(f"{FORMS}/{form_id}/page/0").status_code == 404


def test_each_page_is_seen_in_each_language_of_the_form(site: FlaskClient) -> None:
    form_id = brought(site, made.raw(made.in_urdu()))
    there = f"{FORMS}/{form_id}/page/1"
    english, urdu = site.get(there).text, site.get(f"{there}?lang=ur").text
    assert '<html lang="en-GB" dir="ltr"' in english
    assert "آپ کیا" not in english
    assert '<html lang="ur" dir="rtl"' in urdu  # the language is off for clients: it is looked at before
    assert "آپ کیا اگاتے ہیں؟" in urdu
    assert '<span class="ld-english" lang="en-GB" dir="ltr">Roses</span>' in urdu
    for page in (english, urdu):
        check(parse(page), there)
        assert re.findall(r'name="lang" value="([^"]+)"', page) == ["en-GB", "ur"]
    assert site.post(f"{there}?lang=ur", data={"go": "next"}).location == f"{FORMS}/{form_id}/page/2?lang=ur"
    assert site.get(f"{there}?lang=xx").text.count('<html lang="en-GB"') == 1
    assert "English, with words in Urdu" in site.get(f"{FORMS}/{form_id}").text


def test_a_form_that_is_written_from_right_to_left_is_turned(site: FlaskClient) -> None:
    form = {**made.garden(), "language": "ur", "title": "میرا باغ"}
    form["item"] = [{"linkId": "why", "type": "text", "text": "کیوں؟"}]
    form_id = brought(site, made.raw(form))
    page = site.get(f"{FORMS}/{form_id}/page/1").text
    assert '<html lang="ur" dir="rtl"' in page
    assert "ld-english" not in page.split("کیوں؟", 1)[0].rsplit("<legend", 1)[-1]
    assert 'name="lang"' not in page
    shown = site.get(f"{FORMS}/{form_id}").text
    assert "1 question<" in shown
    assert "1 questions" not in shown


def test_a_film_a_sound_and_pictures_stand_on_their_page(site: FlaskClient) -> None:
    form_id = brought(site)
    first = site.get(f"{FORMS}/{form_id}/page/1").text
    assert first.count("data-play=") == 1
    assert 'class="ld-card__picture" src="/settings/forms/' in first
    second = site.get(f"{FORMS}/{form_id}/page/2").text
    assert 'alt="A person in a garden"' in second
    assert "<video" in second
    assert "autoplay" not in second
    assert "Listen to the question" in second


def test_a_drawing_has_a_policy_of_its_own_and_a_film_comes_in_parts(site: FlaskClient) -> None:
    form_id = brought(site)
    files = {file.name: file.id for file in queries.files_of(session(), form_id)}
    drawing = site.get(f"{FORMS}/{form_id}/media/{files['media/rose.svg']}")
    assert drawing.mimetype == "image/svg+xml"
    assert drawing.headers["Content-Security-Policy"] == PICTURE_POLICY
    assert drawing.headers["X-Content-Type-Options"] == "nosniff"
    where = f"{FORMS}/{form_id}/media/{files['media/like.mp4']}"
    film = site.get(where)
    assert (film.mimetype, film.data) == ("video/mp4", made.MP4)
    assert film.headers["Content-Security-Policy"] == POLICY
    part = site.get(where, headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.data) == (206, b"ftypisom")
    assert site.get(where, headers={"Range": "bytes=99999-"}).status_code >= 400


def test_what_goes_out_is_what_came(site: FlaskClient, app: Flask, tmp_path: Path) -> None:
    form_id = brought(site)
    alone = site.post(f"{FORMS}/{form_id}/copy", data={"what": "form"})
    assert alone.data == made.raw(made.garden())
    assert "filename=my-garden.json" in alone.headers["Content-Disposition"]
    whole = site.post(f"{FORMS}/{form_id}/copy", data={"what": "package"})
    assert "media/like.mp4" in zipfile.ZipFile(io.BytesIO(whole.data)).namelist()
    app.extensions[SAVE_FILE] = lambda name: tmp_path / name
    assert site.post(f"{FORMS}/{form_id}/copy", data={"what": "form"}).status_code == 303
    assert (tmp_path / "my-garden.json").read_bytes() == made.raw(made.garden())
    app.extensions[SAVE_FILE] = lambda _name: None
    assert site.post(f"{FORMS}/{form_id}/copy", data={"what": "package"}).status_code == 303
    assert [path.name for path in tmp_path.glob("*.zip")] == []


def test_a_newer_version_says_what_it_takes_the_place_of(site: FlaskClient, clock: FakeClock) -> None:
    site.post(f"{FORMS}/{brought(site)}/use")
    clock.pass_time(60)
    newer = brought(site, made.raw(made.garden("2")))
    assert "Version 1 is in use now" in site.get(f"{FORMS}/{newer}").text
    site.post(f"{FORMS}/{newer}/use")
    assert [(each.form_version, each.state) for each in queries.entries(session())] == [
        ("2", ShelfState.USED),
        ("1", ShelfState.AWAY),
    ]


def test_another_language_is_not_called_easy(site: FlaskClient) -> None:
    form_id = brought(site, made.raw({**made.garden(), "language": "cy"}))
    assert "not in English" in site.get(f"{FORMS}/{form_id}").text


def test_hard_words_and_what_is_not_used_are_listed(site: FlaskClient) -> None:
    hard = made.garden(
        text="To what extent would you endorse horticultural involvement henceforth?",
        extension=[made.media(made.ITEM_MEDIA, "https://example.org/spy.png")],
    )
    page = site.get(f"{FORMS}/{brought(site, made.raw(hard))}").text
    assert "LinkDesk fetches nothing" in page
    assert "What may be hard to read" in page
    assert "“To what extent would you endorse horticultural…”: " in page
    check(parse(page), FORMS)


def test_a_whole_talk_with_a_form_that_was_brought_in(site: FlaskClient, person: UUID) -> None:
    form_id = brought(site)
    assert "My garden" not in site.get(f"/assessments/start/{person}").text
    service.use(session(), current_actor(), form_id)
    assert "My garden" in site.get(f"/assessments/start/{person}").text
    assert "My garden" in site.get(f"/clients/{person}/measures/not-asked").text
    begun = {"form": made.URL, "setting": "client", "here": ONLY_US}
    started = site.post(f"/assessments/start/{person}", data=begun)
    assert started.status_code == 303, started.text
    talk = re.search(r"/assessments/([0-9a-f-]{36})", started.location)
    assert talk
    there = f"/assessments/{talk[1]}"
    first = site.get(f"{there}/question/1")
    check(parse(first.text), first.request.path)
    addresses = re.findall(r'(?:src|data-play)="(/assessments/[^"]+/media/[^"]+)"', first.text)
    assert len(addresses) == 2
    for address in addresses:
        assert site.get(address).status_code == 200  # while the client has the screen
    assert site.get(f"{FORMS}/{form_id}/media/{addresses[0].rsplit('/', 1)[1]}").status_code == 403
    assert site.get(f"{there}/media/{uuid.uuid4()}").status_code == 404
    assert site.get(f"/assessments/{uuid.uuid4()}/media/{addresses[0].rsplit('/', 1)[1]}").status_code == 403
    assert site.post(f"{there}/question/1", data={"answer": "roses", "go": "next"}).status_code == 303
    assert site.post(f"{there}/question/2", data={"answer": "yes", "go": "next"}).status_code == 303
    assert site.post(f"{there}/question/3", data={"answer": "For the birds", "go": "next"}).status_code == 303
    answers = site.get(f"{there}/answers").text
    assert "For the birds" in answers
    assert addresses[0] in answers
    assert site.post(f"{there}/answers").status_code == 303
    assert site.post(f"{there}/leave", data={"code": "2468"}).status_code == 303
    for page in ("", "/before-they-go"):
        found = site.get(f"{there}{page}")
        if found.status_code == 200:
            check(parse(found.text), found.request.path)
    assert addresses[0] in site.get(there).text
    assert "began with it" not in site.post(f"{FORMS}/{form_id}/drop", follow_redirects=True).text
    assert queries.entry(session(), form_id).state is ShelfState.USED


def poisoned() -> tuple[dict[str, Any], list[str]]:
    """Return a form with a hostile word in each of its texts, and those words that a form may hold."""
    words = []
    for word in ALL:
        try:
            elements.text({"text": word}, "text", Forms().text)
        except FileRefused:
            continue  # signs that cannot be shown are refused, as tests/assessments/test_elements.py proves
        if word.strip():
            words.append(word.strip())
    items = [
        {
            "linkId": f"{number} {word}"[:255],
            "type": "choice",
            "text": word,
            "answerOption": [{"valueCoding": {"code": "a", "display": word}}, {"valueString": f"{word} too"}],
            "extension": [made.media(made.ITEM_MEDIA, word[:100])],
        }
        for number, word in enumerate(words)
    ]
    head = {
        "title": words[0],
        "description": words[1],
        "copyright": words[2],
        "version": words[3][:60],
        "url": words[4],
    }
    return {"resourceType": "Questionnaire", "item": items, **head}, words


def test_what_was_cut_out_of_a_drawing_is_named(site: FlaskClient) -> None:
    drawing = made.HOSTILE_SVG["script"].replace(b"<script>", b"<image/><script>")
    page = site.get(f"{FORMS}/{brought(site, made.package(None, **{'media/rose.svg': drawing}))}").text
    assert "Not used, cut out of the drawing “media/rose.svg”: “image”, “script”." in page
    inside = made.garden(extension=[made.inline(drawing)]) | {"version": "2"}
    assert (
        "cut out of a drawing in the form itself: “image”"
        in site.get(f"{FORMS}/{brought(site, made.raw(inside))}").text
    )


def test_how_a_total_is_made_stands_on_the_page_of_the_form(site: FlaskClient) -> None:
    band: dict[str, dict[str, Any]] = {
        "low": {"valueInteger": 0},
        "high": {"valueInteger": 1},
        "words": {"valueString": "Calm"},
    }
    bands = [{"url": "band", "extension": [{"url": name, **value} for name, value in band.items()]}]
    rows = [forms.item(name, "choice", answerOption=weighed(never=0, often=2, unsure=None)) for name in ("a", "b")]
    total = summed("a", "b", name="Mood", reverse=("b",), parts=[*bands, {"url": "good-end", "valueCode": "low"}])
    form_id = brought(site, forms.raw(*rows, extension=[total], url="urn:mood", version="1"))
    words = Worker(site).get(f"{FORMS}/{form_id}").words
    counts = ("Never counts 0, Often counts 2", "Never counts 2, Often counts 0", "no number: Unsure")
    for said in (*counts, "Mood: 0 to 4", "A lower total is better.", "What about b? (turned round)", "0 to 1", "Calm"):
        assert said in words
    assert "How its total is made" not in Worker(site).get(f"{FORMS}/{brought(site)}").words


def test_a_page_that_is_looked_at_has_the_buttons_of_rest_like_that_of_the_client(site: FlaskClient) -> None:
    form_id = brought(site)
    place = f"{FORMS}/{form_id}/page/2"
    page = site.get(place).text
    for words, go in (("Have a break", "break"), ("Stop for today", "stop")):
        assert re.search(rf'name="go" value="{go}">.*<span>{words}</span>', page)
    assert site.post(place, data={"go": "break"}).location == place
    assert site.post(place, data={"go": "stop"}).location == f"{FORMS}/{form_id}"


def test_hostile_words_of_a_form_stay_words(site: FlaskClient, person: UUID) -> None:
    form, words = poisoned()
    assert len(words) > 40
    form_id = brought(site, made.package(form, **{"licence.txt": words[5].encode()}))
    site.post(f"{FORMS}/{form_id}/use")
    pages = [FORMS, f"{FORMS}/{form_id}", f"{FORMS}/{form_id}/pictures", f"{FORMS}/{form_id}/pictures/2"]
    pages += [f"{FORMS}/{form_id}/page/{number}" for number in range(1, len(words) + 1)]
    for place in (*pages, f"/assessments/start/{person}", f"/clients/{person}/measures/not-asked"):
        answer = site.get(place)
        assert answer.status_code == 200, place
        check(parse(answer.text), place)
        assert "<script>alert" not in answer.text
    seen = Worker(site).get(f"{FORMS}/{form_id}").words
    assert [word for word in words if " ".join(word.split()) not in seen] == []


def test_hostile_words_of_the_version_before_stay_words(site: FlaskClient) -> None:
    form, words = poisoned()
    lines = [{"link_id": each["linkId"], "picture": "home"} for each in form["item"]]
    brought(site, made.package(form, **{"pictures.json": json.dumps({"pictures": lines}).encode()}))
    other = {**form, "version": "next", "item": [{**each, "text": f"{each['text']} !"} for each in form["item"]]}
    place = f"{FORMS}/{brought(site, made.package(other))}"
    page = site.get(place)
    check(parse(page.text), place)
    assert "<script>alert" not in page.text
    assert page.text.count("Choose a picture anew for") == 20
    assert f"Choose {len(words) - 20} more pictures anew" in page.text


def test_half_a_sign_where_linkdesk_does_not_look_breaks_no_page(site: FlaskClient) -> None:
    """In an unknown extension, in a part that is not asked, as the name of a language: it goes out as it came in."""
    half = "\ud800"
    hidden = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": True}
    odd = {
        "linkId": "odd",
        "type": "choice",
        "text": "Odd",
        "extension": [hidden],
        "answerOption": [{"valueCoding": {"display": f"methodologically {half}"}}],
    }
    form = made.garden()
    form["item"].append(odd)
    form["extension"].append({"url": "https://example.org/odd", "valueString": half})
    lang = [{"url": "lang", "valueCode": half}, {"url": "content", "valueString": half}]
    form["item"][2]["_text"] = {"extension": [{"url": TRANSLATION, "extension": lang}]}
    for body in (json.dumps(form), json.dumps({"resourceType": "Bundle", "entry": [{"resource": form}]})):
        answer = send(site, body.encode())
        if answer.status_code == 422:  # whoever reads translations may refuse it in words
            assert "Nothing was" in answer.text
            continue
        form_id = UUID(answer.location.rsplit("/", 1)[1])
        assert site.get(f"{FORMS}/{form_id}").status_code == 200
        assert site.post(f"{FORMS}/{form_id}/copy", data={"what": "form"}).data == body.encode()
        assert site.post(f"{FORMS}/{form_id}/drop").status_code == 303


def test_only_team_leads_and_administrators_see_the_forms(house: House) -> None:
    from linkdesk.team.rules import Role

    house.join("Lead Person", Role.TEAM_LEAD)
    house.join("Plain Person", Role.LINK_WORKER)
    house.switch("Lead Person")
    assert "Forms" in Worker(house.app.test_client()).get("/settings").words
    assert Worker(house.app.test_client()).get(FORMS).status == 200
    house.switch("Plain Person")
    assert house.app.test_client().get(FORMS).status_code == 403
    assert "/settings/forms" not in house.app.test_client().get("/settings").text


def test_the_questions_stand_under_the_headings_of_the_form(site: FlaskClient, app: Flask) -> None:
    assert app.name == "linkdesk"
    first, second, third = made.garden()["item"]
    grouped = {
        **made.garden(),
        "item": [{"linkId": "g", "type": "group", "text": "Plants", "item": [first, second]}, third],
    }
    form_id = service.bring_in(session(), current_actor(), made.raw(grouped))
    page = site.get(f"/settings/forms/{form_id}").text
    check(parse(page), "show")
    listed = page[page.index('id="questions"') :]
    assert [listed.count(each) for each in ("<h3>Plants</h3>", '<ol class="ld-shelf">', '<li value="3">')] == [1, 2, 1]
    assert listed.index("Plants") < listed.index("What do you grow?") < listed.index("Why?")
