"""One press about a copy; one answer for next time."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.clients.keepsafe.rules import PAPER
from linkdesk.printing.given.forms import CopyForm
from linkdesk.printing.given.forms import StandingForm
from linkdesk.printing.given.rules import How
from linkdesk.printing.rules import Format

if TYPE_CHECKING:
    from tests.plans.site import Site

CLIENT, PLAN = uuid.UUID(int=1), uuid.UUID(int=2)


WRONG: tuple[dict[str, str], ...] = (
    {},
    {"how": "eaten"},
    {"how": "printed", "format": "x"},
    {"how": "sent", "language": "x" * 40},
    {"how": "sent", "language": "<b>"},
)


@pytest.mark.parametrize(
    ("how", "kept", "language"),
    [
        (How.PRINTED, Format.EASY_READ, "ur"),
        (How.POSTED, Format.EASY_READ, "ur"),
        (How.READ_ALOUD, None, "ur"),
        (How.NOT_WANTED, None, ""),
    ],
)
def test_format_and_language_are_kept_where_something_was_given(
    site: Site, how: How, kept: Format | None, language: str
) -> None:
    with site.app.test_request_context():
        form = CopyForm(formdata=MultiDict({"how": how, "format": "easy-read", "language": "ur"}))
        command = form.command(CLIENT, PLAN)
    assert (command.client_id, command.plan_id, command.how) == (CLIENT, PLAN, how)
    assert (command.format, command.language) == (kept, language)


@pytest.mark.parametrize(
    "wrong", [{}, {"how": "eaten"}, {"how": "printed", "format": "x"}, {"how": "sent", "language": "x" * 40}]
)
def test_what_no_button_sends_is_refused(site: Site, wrong: dict[str, str]) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = False
    with site.app.test_request_context(method="POST"):
        assert not CopyForm(formdata=MultiDict(wrong)).validate()


def test_the_answer_for_next_time_is_a_ready_phrase_or_none(site: Site) -> None:
    with site.app.test_request_context():
        for answer in PAPER:
            assert StandingForm(formdata=MultiDict({"answer": answer})).phrase() == answer
        assert StandingForm(formdata=MultiDict({"answer": "ask"})).phrase() == ""
