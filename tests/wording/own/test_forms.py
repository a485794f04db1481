"""Each own sentence has a box of its own, named by its hash."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from linkdesk.languages.own import hash_of
from linkdesk.wording.own.forms import lost
from linkdesk.wording.own.forms import own_words_form

BOX = f"said_{hash_of('I rest.')}"


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    made.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    return made


def test_boxes_are_filled_and_become_a_command(app: Flask) -> None:
    with app.test_request_context():
        assert own_words_form(("I rest.",), {hash_of("I rest."): "Odpoczywam."}, 3, "pl")[BOX].data == "Odpoczywam."
    with app.test_request_context(method="POST", data={BOX: "Siedzę.", "translator": "Ola", "version": "3"}):
        command = own_words_form(("I rest.",), {}, 9, "pl").command_for(uuid.UUID(int=1), "pl")
    assert (command.words, command.translator, command.version) == ({hash_of("I rest."): "Siedzę."}, "Ola", 3)


def test_words_for_a_sentence_that_is_gone_are_noticed(app: Flask) -> None:
    with app.test_request_context():
        form = own_words_form(("I rest.",), {}, 0, "pl")
        assert not lost(form, {BOX: "x", "said_gone": " ", "translator": "Ola"})
        assert lost(form, {"said_gone": "x"})
