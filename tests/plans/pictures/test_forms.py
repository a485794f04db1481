"""The form has one list a sentence and says all of them in its command."""

from __future__ import annotations

from flask import Flask

from linkdesk.plans.pictures.forms import pictures_form
from linkdesk.plans.pictures.rules import lines_of
from tests.printing.samples import PLAN


def test_each_sentence_has_a_list_set_to_its_picture() -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    with app.test_request_context():
        form = pictures_form(PLAN)
        for line in lines_of(PLAN):
            options = {option.value for option in form.chooser(line.place).options}
            assert form.chooser(line.place).data == (line.picture if line.picture in options else "")
        command = form.command_for(PLAN)
    assert command.version == PLAN.version
    assert set(command.pictures) == {line.place for line in lines_of(PLAN)}
