"""The language of a page: English until a page is told otherwise, and English again with the next."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask_babel import get_locale

from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import current
from linkdesk.languages.speech import speak
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.web.pages import setup_jinja
from linkdesk.web.speech import day_date
from linkdesk.web.speech import long_date

DAY = date(2026, 3, 12)
SPOKEN = {each.tag: Speech(each, drafts={"Yes": "ja"}) for each in TONGUES}


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    made.secret_key = "test"
    setup_jinja(made)

    @made.get("/polish")
    def polish() -> str:
        speak(SPOKEN["pl"])
        return f"{current().tongue.tag} {get_locale()}"

    @made.get("/plain")
    def plain() -> str:
        return f"{current().tongue.tag} {get_locale()}"

    return made


def test_what_one_page_speaks_does_not_reach_the_next(app: Flask) -> None:
    browser = app.test_client()
    assert browser.get("/polish").text == "pl pl"
    assert browser.get("/plain").text == "en-GB en_GB"
    assert current().english


def test_a_template_says_markup_on_a_page_and_plain_words_in_a_text(app: Flask) -> None:
    html = app.jinja_env.from_string('{{ _("No <") }}|{{ _attr("No") }}|{{ _both("Yes") }}|{{ _known("Ann") }}')
    with app.app_context(), speaking(SPOKEN["pl"]):
        said = html.render()
        text = app.jinja_env.overlay(autoescape=False).from_string('{{ _("No") }}|{{ _both("Yes") }}').render()
    assert said.startswith('<span class="ld-english" lang="en-GB" dir="ltr">No &lt;</span>|No|ja <span')
    assert said.endswith("|Ann")
    assert text == "No|ja (Yes)"


@pytest.mark.parametrize(
    ("tag", "words"), [("pl", "12 marca 2026"), ("cy", "12 Mawrth 2026"), ("zh-Hans", "2026年3月12日")]
)
def test_a_date_is_said_in_the_language(tag: str, words: str) -> None:
    with speaking(SPOKEN[tag]):
        assert long_date(DAY) == words
        assert day_date(None) == ""
    assert long_date(DAY) == "12 March 2026"
    assert day_date(DAY) == "Thursday 12 March 2026"


@pytest.mark.parametrize("tag", SPOKEN)
def test_digits_are_those_of_the_keypad(tag: str) -> None:
    with speaking(SPOKEN[tag]):
        assert "12" in day_date(DAY)
        assert "2026" in day_date(DAY)
