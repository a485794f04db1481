"""The form of the last page: what is ticked becomes a promise, nothing else does."""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.plans.rules import Who
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting.forms import PartingForm
from linkdesk.printing.parting.rules import Promise
from tests.printing.parting.test_rules import ASK
from tests.printing.parting.test_rules import WALK
from tests.printing.parting.test_rules import plan
from tests.printing.parting.test_rules import step

PLAN = plan(WALK, ASK, step("Find a number", Who.WORKER))


def typed(**words: str) -> PartingForm:
    app = Flask("form")
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False, WTF_I18N_ENABLED=False)
    with app.test_request_context(method="POST"):
        form = PartingForm(MultiDict({"words": "We agreed.", **words}))
        form.offer(PLAN)
        form.validate()
        return form


def test_ticks_and_own_words_become_promises() -> None:
    own = {"more": "Send the form", "more_on-day": "4", "more_on-month": "12", "more_on-year": "2026"}
    form = typed(promised="1", copy="printed", safe="plain", next_time="2:30 pm", **own)
    assert form.errors == {}
    command = form.command_for(PLAN)
    assert command.promises == (Promise("Find a number"), Promise("Send the form", date(2026, 12, 4)))
    assert command.copy is not None
    assert (command.copy.how, command.safe, command.next_time) == (How.PRINTED, Safe.PLAIN, "14:30")


def test_nothing_ticked_promises_nothing() -> None:
    command = typed().command_for(PLAN)
    assert (command.promises, command.copy, command.safe, command.tell) == ((), None, None, False)
    assert [option.label for option in typed().promised.options] == [
        "Ask about the bus, by 1 December 2026",
        "Find a number",
    ]


def test_a_promise_that_was_not_on_the_page_is_refused() -> None:
    assert "promised" in typed(promised="7").errors
    assert "next_time" in typed(next_time="tea time").errors
    assert "words" in typed(words="").errors
