"""The page on which the translations of a form are checked, and what a client then reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.languages.speech import Speech
from linkdesk.organisation.languages import queries as languages
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.speech import CLIENT_LANGUAGE
from tests.assessments.shelf import made
from tests.pages import check
from tests.pages import parse
from tests.safety.hostile import ALL

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from linkdesk.vault.lock import Vault

WHO = {"checker": "Amina Example", "checked_on-day": "3", "checked_on-month": "1", "checked_on-year": "2026"}
QUESTION, IN_URDU = "What do you grow?", "آپ کیا اگاتے ہیں؟"
LONE = f'<span class="ld-alongside" lang="en-GB" dir="ltr">{QUESTION}</span>'
MEASURE: dict[str, Any] = {"extension": [{"url": "urn:linkdesk:form-extension:validated", "valueBoolean": True}]}


@pytest.fixture
def garden(app: Flask) -> UUID:
    assert app.name == "linkdesk"
    return service.bring_in(session(), current_actor(), made.raw(made.in_urdu()))


def place(form_id: UUID, tag: str = "ur") -> str:
    return f"/settings/forms/{form_id}/translations/{tag}"


def save(site: FlaskClient, form_id: UUID, **more: Any) -> TestResponse:
    version = str(queries.entry(session(), form_id).version)
    return site.post(place(form_id), data={"version": version, **WHO, **more})


def test_the_form_says_how_far_each_language_is(site: FlaskClient, garden: UUID) -> None:
    page = site.get(f"/settings/forms/{garden}").text
    assert "Nobody has checked it. 4 sentences are not translated." in page
    assert place(garden) in page
    odd = made.in_urdu("2")
    odd["item"][2]["_text"] = made.said("fr", "Pourquoi ?")
    french = service.bring_in(session(), current_actor(), made.raw(odd))
    assert "Not shown to clients: words in fr." in site.get(f"/settings/forms/{french}").text
    plain = service.bring_in(session(), current_actor(), made.raw(made.garden("3")))
    assert "Its translations" not in site.get(f"/settings/forms/{plain}").text
    assert site.get(place(plain)).status_code == 404
    for tag in ("pl", "fr", "xx"):
        assert site.get(place(garden, tag)).status_code == 404


def test_sentences_are_ticked_and_name_and_day_stand_beside_them(site: FlaskClient, garden: UUID) -> None:
    page = site.get(place(garden)).text
    check(parse(page), place(garden))
    for words in (QUESTION, IN_URDU, "Not translated", "it is off in Settings, Languages"):
        assert words in page
    assert save(site, garden, right=["2"]).location == f"/settings/forms/{garden}"
    page = site.get(place(garden)).text
    assert "Amina Example, 3 January 2026" in page
    assert "1 of 2 translated sentences are checked" in page
    assert save(site, garden, right=["2"], every="y", checker="Bilal Example").status_code == 303
    assert {each.checker for each in queries.entry(session(), garden).checks} == {"Amina Example", "Bilal Example"}
    assert save(site, garden, **dict.fromkeys(WHO, "")).status_code == 303
    assert queries.entry(session(), garden).checks == ()


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"checker": ""}, 422, checks.NAMELESS),
        ({"checked_on-day": "", "checked_on-month": "", "checked_on-year": ""}, 422, checks.DAYLESS),
        ({"checked_on-day": "40"}, 422, "Who checked them?"),
        ({"checked_on-year": "2090"}, 422, checks.FUTURE),
        ({"right": ["99"]}, 422, "Choose one of the answers on the page."),
        ({"version": "77"}, 409, "Somebody changed this form meanwhile."),
    ],
)
def test_a_refusal_keeps_the_ticks(
    site: FlaskClient, garden: UUID, more: dict[str, Any], status: int, words: str
) -> None:
    answer = save(site, garden, **{"right": ["1", "2"], **more})
    assert (answer.status_code, words in answer.text) == (status, True)
    if "right" not in more:
        assert answer.text.count('value="2" checked') == 1
    assert queries.entry(session(), garden).checks == ()


def test_a_long_form_has_pages_and_each_keeps_the_ticks_of_the_others(site: FlaskClient) -> None:
    form = made.in_urdu()
    for number in range(checks.PAGE):
        item = {"linkId": f"n{number}", "type": "string", "text": f"Number {number}?"}
        form["item"].append({**item, "_text": made.said("ur", f"نمبر {number}؟")})
    form_id = service.bring_in(session(), current_actor(), made.raw(form))
    assert "Page 1 of 2" in site.get(place(form_id)).text
    assert save(site, form_id, every="y").location == f"{place(form_id)}?page=1"
    second = f"{place(form_id)}?page=2"
    data = {**WHO, "version": str(queries.entry(session(), form_id).version), "every": "y"}
    assert site.post(second, data=data).location == f"/settings/forms/{form_id}"
    state = checks.state(
        queries.form_on_shelf(session(), form_id),
        checks.tongues(queries.form_on_shelf(session(), form_id))[0],
        queries.entry(session(), form_id).checks,
    )
    assert state.checked == state.written == checks.PAGE + 2
    for wrong in ("0", "3", "x"):
        assert site.get(f"{place(form_id)}?page={wrong}").status_code in {200, 404}
    assert site.get(f"{place(form_id)}?page=3").status_code == 404


@pytest.fixture
def sure(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence of the program is checked in Urdu, so that only the form can hold drafts."""
    assert app.name == "linkdesk"
    switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=True))
    real = languages.speech_of

    def checked(*given: Any) -> Speech:
        found = real(*given)
        return found if found.english else Speech(found.tongue, (found.drafts,))

    monkeypatch.setattr(languages, "speech_of", checked)


def read(site: FlaskClient, vault: Vault, form_id: UUID, person: UUID, answer: str = "roses") -> tuple[str, bool]:
    """Return the first page of a talk in Urdu, and whether answering it marks the talk as read in unchecked words."""
    url = queries.entry(session(), form_id).url
    talk = start_assessment(session(), current_actor(), StartAssessment(person, url, Setting.CLIENT))
    vault.enter_client_mode(talk, person)
    with site.session_transaction() as look:
        look[CLIENT_LANGUAGE] = "ur"
    page = site.get(f"/assessments/{talk}/question/1").text
    assert site.post(f"/assessments/{talk}/question/1", data={"answer": answer, "go": "next"}).status_code == 303
    vault.leave_client_mode("2468")
    return page, bool(session().scalar(select(Assessment.unchecked_words).where(Assessment.id == talk)))


@pytest.mark.usefixtures("sure")
def test_unchecked_words_of_a_form_mark_the_talk_until_they_are_checked(
    site: FlaskClient, vault: Vault, garden: UUID, person: UUID
) -> None:
    service.use(session(), current_actor(), garden)
    page, marked = read(site, vault, garden, person)
    assert (IN_URDU in page, LONE in page, marked) == (True, False, True)
    assert save(site, garden, right=["1", "2"]).status_code == 303
    page, marked = read(site, vault, garden, person)
    assert (IN_URDU in page, LONE in page, marked) == (True, False, False)


@pytest.mark.usefixtures("sure")
def test_english_stands_beside_a_published_measure_until_its_words_are_checked(
    site: FlaskClient, vault: Vault, person: UUID
) -> None:
    form = made.raw(made.in_urdu(**MEASURE))
    form_id = service.bring_in(session(), current_actor(), form)
    service.use(session(), current_actor(), form_id)
    assert "published measure" in site.get(place(form_id)).text
    page, marked = read(site, vault, form_id, person)
    assert (IN_URDU in page, LONE in page, marked) == (True, True, True)
    assert 'lang="en-GB" dir="ltr">Roses' in page  # what its owner did not translate stays English
    assert save(site, form_id, right=["1", "2"]).status_code == 303
    page, marked = read(site, vault, form_id, person)
    assert (IN_URDU in page, LONE in page, marked) == (True, False, False)


def test_hostile_words_stay_words(site: FlaskClient) -> None:
    words = [word for word in ALL if word.isprintable() and word.strip()]
    items = [
        {"linkId": str(number), "type": "string", "text": f"{number} {word}", "_text": made.said("ur", word)}
        for number, word in enumerate(words)
    ]
    form_id = service.bring_in(session(), current_actor(), made.raw({"resourceType": "Questionnaire", "item": items}))
    assert save(site, form_id, every="y", checker=words[0]).status_code == 303
    for number in range(1, -(-len(words) // checks.PAGE) + 1):
        page = site.get(f"{place(form_id)}?page={number}").text
        check(parse(page), place(form_id))
        assert "<script data-evil" not in page
