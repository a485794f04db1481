"""Choosing pictures for a form, and pictures of the service's own."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.forms import AS_WRITTEN
from linkdesk.assessments.shelf.out import package_of
from linkdesk.assessments.shelf.picture_routes import AT_FIRST
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import ChoosePicture
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.settings import Shelf
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.shelf import made
from tests.pages import check
from tests.pages import parse

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

OWN = "/settings/forms/pictures"


@pytest.fixture
def garden(app: Flask) -> UUID:
    assert app.name == "linkdesk"
    return service.bring_in(session(), current_actor(), made.package())


def keep(site: FlaskClient, data: bytes = made.SVG, words: str = "Our front door") -> TestResponse:
    return site.post(OWN, data={"file": (io.BytesIO(data), "door.svg"), "words": words})


def own_key() -> str:
    return queries.files_of(session(), None)[0].key


def place(form_id: UUID, number: int) -> str:
    """Return the address where the picture of a question or answer is chosen, by its number in the whole form."""
    spot = queries.spot(session(), form_id, number)
    answer = queries.spots_of(session(), form_id, spot.question).index(spot)
    return f"/settings/forms/{form_id}/pictures/{spot.question}" + (f"?answer={answer}" if answer else "")


def choose(site: FlaskClient, form_id: UUID, number: int, key: str) -> TestResponse:
    version = queries.entry(session(), form_id).version
    return site.post(place(form_id, number), data={"picture": key, "version": str(version)})


def test_a_picture_of_ones_own_is_kept_and_taken_away(site: FlaskClient) -> None:
    assert "None yet." in site.get(OWN).text
    assert keep(site, made.HOSTILE_SVG["script"]).status_code == 303
    page = site.get(OWN).text
    check(parse(page), OWN)
    assert "Our front door" in page
    (address,) = re.findall(rf'src="({OWN}/[^"]+)"', page)
    assert b"script" not in site.get(address).data
    assert site.post(f"{address}/drop").location == OWN
    assert "None yet." in site.get(OWN).text
    assert site.post(f"{address}/drop").status_code == 404


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        (made.MP4, "A film", "is no picture"),
        (b"MZ", "A program", "is no SVG"),
        (made.SVG, "", "Say what the picture shows."),
        (made.SVG, "x" * 151, "150 characters"),
        (made.REFUSED_SVG["entities"], "Ha", "no SVG drawing"),
    ],
)
def test_what_is_no_picture_or_has_no_words_is_refused(site: FlaskClient, data: bytes, words: str, said: str) -> None:
    answer = keep(site, data, words)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert queries.files_of(session(), None) == ()


def test_there_can_only_be_so_many(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.name == "linkdesk"
    monkeypatch.setattr(service, "LIMITS", Shelf(own_pictures=1))
    service.add_own_picture(session(), current_actor(), made.SVG, "One")
    with pytest.raises(RuleBroken, match="pictures already"):
        service.add_own_picture(session(), current_actor(), made.SVG, "Two")
    with pytest.raises(RuleBroken, match="what the picture shows"):
        service.add_own_picture(session(), current_actor(), made.SVG, "")


def test_each_question_and_answer_has_its_place(site: FlaskClient, garden: UUID) -> None:
    page = site.get(f"/settings/forms/{garden}/pictures").text
    check(parse(page), "pictures")
    assert [spot.words for spot in queries.spots(session(), garden)] == [
        "What do you grow?",
        "Roses",
        "Beans",
        "Do you like it?",
        "Why?",
    ]
    assert page.count("From the form") == 1
    assert page.count("Fits its words") == 2
    assert "1 of 2 answers have a picture" in page
    there = f"/settings/forms/{garden}/pictures"
    for wrong in ("4", "0", "1?answer=3", "1?answer=-1", "2?answer=1"):
        assert site.get(f"{there}/{wrong}").status_code == 404
    own = site.get(f"{there}/1").text
    assert [words in own for words in ("The question", "Roses", "Beans")] == [True, True, True]
    assert own.count('aria-current="true"') == 1
    assert "The question" not in site.get(f"{there}/3").text, "without answers there is one place"


def test_a_picture_is_found_by_its_word(site: FlaskClient, garden: UUID) -> None:
    keep(site)
    there = f"/settings/forms/{garden}/pictures/1?answer=2"

    def cards(more: str = "") -> list[str]:
        page = site.get(there + more).text
        check(parse(page), there)
        return re.findall(r'<span class="ld-card__words">([^<]+)</span>', page)

    assert len(cards()) == 2 + 3 + AT_FIRST, "as the form has it, none, ours and those of the form, what fits best"
    assert "more pictures. Find one by its word above" in site.get(there).text
    assert len(cards("&every=yes")) > 100
    assert cards("&find=front%20DOOR") == ["None, as the form has it", "No picture", "Our front door"]
    assert "rose" in cards("&find=ros")
    assert cards("&find=%3Cb%3Exyzzy") == ["None, as the form has it", "No picture"]
    assert "No picture for “&lt;b&gt;xyzzy”" in site.get(f"{there}&find=%3Cb%3Exyzzy").text
    assert choose(site, garden, 3, "home").status_code == 303
    found = cards("&find=front")[:3]
    assert found == ["None, as the form has it", "No picture", "A house"], "what stands there stays in sight"
    assert cards("&find=" + "x" * 5000)[0] == "None, as the form has it"


def test_as_the_form_has_it_shows_that_picture(site: FlaskClient, garden: UUID) -> None:
    def first(number: int) -> str:
        page = site.get(place(garden, number)).text
        return page.split("As the form has it", 1)[0].rsplit("<img", 1)[1] if "As the form has it" in page else ""

    before = [first(number) for number in (1, 2, 4)]
    assert all("/media/" in shown for shown in before[1:])
    assert "/static/" in before[0], "a question without a picture has one that fits its words"
    for number in (1, 2, 4):
        choose(site, garden, number, "home")
    assert [first(number) for number in (1, 2, 4)] == before


def test_a_chosen_picture_stands_there_and_can_be_taken_back(site: FlaskClient, garden: UUID) -> None:
    before = queries.body_of(session(), garden)
    keep(site)
    page = site.get(place(garden, 3)).text
    check(parse(page), "choose")
    assert f'value="{own_key()}"' in page
    assert '<span class="ld-card__words">rose</span>' in site.get(place(garden, 3) + "&every=yes").text
    assert choose(site, garden, 2, own_key()).location == f"/settings/forms/{garden}/pictures/1?answer=2"
    assert choose(site, garden, 2, AS_WRITTEN).status_code == 303
    assert choose(site, garden, 3, own_key()).location == f"/settings/forms/{garden}/pictures#question-1"
    assert choose(site, garden, 1, "home").status_code == 303
    form = queries.form_on_shelf(session(), garden)
    assert (form.questions[0].picture, form.questions[0].options[1].picture) == ("home", own_key())
    assert site.get(f"/settings/forms/{garden}/pictures").text.count("Chosen by you") == 1
    shown = site.get(f"/settings/forms/{garden}/page/1").text
    assert own_key().removeprefix("shelf:") in shown
    assert choose(site, garden, 1, AS_WRITTEN).status_code == 303
    assert queries.form_on_shelf(session(), garden).questions[0].picture is None
    assert queries.body_of(session(), garden) == before


def test_an_answer_can_stand_without_a_picture_and_the_choice_travels(site: FlaskClient, garden: UUID) -> None:
    assert queries.form_on_shelf(session(), garden).questions[0].options[0].picture
    assert choose(site, garden, 2, NO_PICTURE).status_code == 303
    assert queries.form_on_shelf(session(), garden).questions[0].options[0].picture is None
    page = site.get(place(garden, 2)).text
    check(parse(page), "choose")
    assert re.search(rf'value="{NO_PICTURE}"[^>]*checked', page)
    assert choose(site, garden, 1, NO_PICTURE).status_code == 422, "a question keeps its picture"
    with pytest.raises(NotFound):
        version = queries.entry(session(), garden).version
        service.choose_picture(session(), current_actor(), ChoosePicture(garden, 1, NO_PICTURE, version))
    packed = package_of(session(), garden)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert NO_PICTURE in archive.read("pictures.json").decode()
    site.post(f"/settings/forms/{garden}/drop")
    again = service.bring_in(session(), current_actor(), packed)
    assert queries.form_on_shelf(session(), again).questions[0].options[0].picture is None


def test_a_picture_that_is_shown_stays(site: FlaskClient, garden: UUID, person: UUID) -> None:
    keep(site)
    key = own_key()
    choose(site, garden, 3, key)
    drop = f"{OWN}/{key.removeprefix('shelf:')}/drop"
    assert "so it stays" in site.post(drop).text
    service.use(session(), current_actor(), garden)
    begun = start_assessment(session(), current_actor(), StartAssessment(person, made.URL, Setting.WORKER))
    give_answer(session(), current_actor(), GiveAnswer(begun, "grows", "beans"))
    choose(site, garden, 3, AS_WRITTEN)
    assert "so it stays" in site.post(drop).text
    assert site.get(f"/assessments/{begun}/media/{key.removeprefix('shelf:')}").data.startswith(b"<svg")


def test_own_pictures_travel_in_the_package_and_arrive(site: FlaskClient, garden: UUID) -> None:
    keep(site)
    choose(site, garden, 5, own_key())
    choose(site, garden, 3, "home")
    whole = package_of(session(), garden)
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    assert [name for name in names if name.startswith("media/own-")] != []
    service.drop(session(), current_actor(), garden)
    again = service.bring_in(session(), current_actor(), whole)
    spots = queries.spots(session(), again)
    assert [spot.is_chosen for spot in spots] == [False, False, True, False, True]
    assert queries.file_body(session(), UUID((spots[4].picture or "").removeprefix("shelf:"))).startswith(b"<svg")


def test_two_windows_do_not_overwrite_each_other(site: FlaskClient, garden: UUID) -> None:
    stale = queries.entry(session(), garden).version
    choose(site, garden, 1, "home")
    where = place(garden, 3)
    refused = site.post(where, data={"picture": "money", "version": str(stale)})
    assert (refused.status_code, "meanwhile" in refused.text) == (422, True)
    fields = parse(refused.text)
    version = next(node.get("value") for node in fields.iter("input") if node.get("name") == "version")
    assert site.post(where, data={"picture": "money", "version": version}).status_code == 303
    with pytest.raises(Stale):
        service.choose_picture(session(), current_actor(), ChoosePicture(garden, 1, "home", stale))


@pytest.mark.parametrize("key", ["no-such-picture", f"shelf:{UUID(int=7)}", "shelf:", "../x"])
def test_a_picture_that_is_not_there_is_refused(site: FlaskClient, garden: UUID, key: str) -> None:
    assert choose(site, garden, 1, key).status_code == 422
    version = queries.entry(session(), garden).version
    with pytest.raises(NotFound):
        service.choose_picture(session(), current_actor(), ChoosePicture(garden, 1, key, version))


def test_a_sound_and_a_picture_of_another_form_are_no_picture_here(site: FlaskClient, garden: UUID) -> None:
    other = service.bring_in(session(), current_actor(), made.package({**made.garden(), "url": "urn:other"}))
    files = [*queries.files_of(session(), other), *queries.files_of(session(), garden)]
    wrong = [file.key for file in files if file.name.endswith(".mp3")] + [files[0].key]
    version = queries.entry(session(), garden).version
    for key in wrong:
        assert choose(site, garden, 1, key).status_code == 422
        with pytest.raises(NotFound):
            service.choose_picture(session(), current_actor(), ChoosePicture(garden, 1, key, version))
    assert site.get(f"{OWN}/{files[0].id}").status_code == 404
