"""The forms of merging ask for each difference, and for each later thing."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from linkdesk.clients.merging import forms
from linkdesk.clients.merging.rules import Detail
from linkdesk.clients.merging.rules import Later
from linkdesk.clients.merging.rules import Pick

if TYPE_CHECKING:
    from flask import Flask

ONE, OTHER, MERGE = (uuid.UUID(int=number) for number in (1, 2, 3))
DETAILS = (
    Detail("town", "Town", "Leeds", "Hull", Pick.KEPT),
    Detail("phones", "Phones", "1", "2", Pick.KEPT, both=True),
    Detail("email", "Email", "Nothing", "a@example.org", Pick.OTHER),
)


def test_each_difference_is_a_choice_with_what_is_usual(app: Flask) -> None:
    with app.test_request_context(
        "/", method="POST", data={"town": "other", "phones": "both", "email": "kept", "version": "2"}
    ):
        command = forms.merge_form(DETAILS).to_merge(ONE, OTHER, DETAILS)
        assert command.picks == {"town": Pick.OTHER, "phones": Pick.BOTH, "email": Pick.KEPT}
        assert (command.client_id, command.version, command.other_id, command.other_version) == (ONE, 2, OTHER, 0)
    with app.test_request_context("/"):
        form = forms.merge_form(DETAILS, data={"version": 3})
        assert [form[each.name].data for each in DETAILS] == ["kept", "kept", "other"]
        assert [len(form[each.name].options) for each in DETAILS] == [2, 3, 2]
        assert [field.name for field in form.rows()] == ["town", "phones", "email"]


def test_nothing_is_chosen_beforehand_on_the_way_back(app: Flask) -> None:
    added = (Later("plan:7", "Plan", datetime(2026, 11, 24, tzinfo=UTC)),)
    with app.test_request_context("/"):
        assert forms.undo_form(added, "A", "B")["whose_0"].data is None
    with app.test_request_context("/", method="POST", data={"whose_0": "other"}):
        assert forms.undo_form(added, "A", "B").to_undo(ONE, MERGE, added).whose == {"plan:7": True}


def test_words_to_look_for(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"words": " ann "}):
        assert forms.FindOtherForm().to_command() == "ann"
