"""The form of a card has only the fields of that card, and gives its words as a draft keeps them."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.forms import WordsForm
from linkdesk.printing.short.forms import offered
from linkdesk.printing.short.rules import NOTHING_SAID
from linkdesk.printing.short.rules import SHORT
from linkdesk.printing.short.rules import TYPED
from linkdesk.printing.short.rules import Said
from linkdesk.printing.short.rules import typed_over

TODAY = date(2026, 11, 25)
SAID = Said(day=date(2026, 12, 8), time="14:30", place="The library", to="Choir", want="Sing\nWalk", words="Come in")


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    made.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    return made


@pytest.mark.parametrize("item", SHORT)
def test_what_the_form_keeps_is_read_back_as_it_was(app: Flask, item: ClientItem) -> None:
    with app.test_request_context():
        form = WordsForm(formdata=None, data=offered(SAID)).fit(item, ("Choir",))
    assert {field.name for field in form.rows()} == set(TYPED[item])
    read = typed_over(item, NOTHING_SAID, form.kept(), TODAY)
    assert {name: getattr(read, name) for name in TYPED[item]} == {name: getattr(SAID, name) for name in TYPED[item]}


def test_a_day_that_is_over_is_refused(app: Flask) -> None:
    over = {"day-day": "24", "day-month": "11", "day-year": "2026", "time": "2:30 pm"}
    with app.test_request_context(method="POST", data=over):
        form = WordsForm().fit(ClientItem.APPOINTMENT, ())
        assert form.validate()
        form.tell(TODAY)
    assert [str(each) for each in form.day.errors] == ["This day is over. Write a day from today on."]
    assert form.time.data == "14:30"
