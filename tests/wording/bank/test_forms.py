"""The form of a phrase has a box for each language that clients may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.bank import bank
from linkdesk.languages.tongues import tongue
from linkdesk.wording.bank.forms import phrase_form
from linkdesk.wording.bank.rules import as_it_comes

if TYPE_CHECKING:
    from flask import Flask


def test_boxes_follow_the_languages_that_are_on(app: Flask) -> None:
    polish = tongue("pl")
    assert polish is not None
    with app.test_request_context():
        assert [field.name for field in phrase_form(None, ()).rows()] == ["kind", "words", "picture"]
        assert "said_pl" in phrase_form(None, (polish,))
        assert "translator" in phrase_form(None, (polish,))


def test_without_a_choice_the_picture_fits_the_words(app: Flask) -> None:
    words = {"kind": "step", "words": "I feed the bird.", "picture": "", "version": "0"}
    with app.test_request_context(method="POST", data=words):
        command = phrase_form(None, ()).command_for("")
    assert (command.kind, command.picture, command.said) == (PhraseKind.STEP, "bird", {})


def test_what_a_phrase_is_for_is_asked_only_once(app: Flask) -> None:
    kept = as_it_comes(bank()[0])
    with app.test_request_context():
        form = phrase_form(kept, ())
    assert "kind" not in form
    assert (form.words.data, form.version.data) == (kept.words, 0)
