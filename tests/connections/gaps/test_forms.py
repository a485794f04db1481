"""The form of a need that no service fits."""

from __future__ import annotations

import uuid

from flask import Flask

from linkdesk.connections.gaps.forms import GapForm
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need

WHO = uuid.UUID(int=4)


def test_one_press_says_the_need_and_that_there_is_none() -> None:
    app = Flask("gaps")
    app.config.update(SECRET_KEY="only for this test", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST", data={"need": "food"}):
        form = GapForm()
        assert form.validate_on_submit()
        command = form.note(WHO, None)
    assert (command.client_id, command.need, command.missing) == (WHO, Need.FOOD, Missing.NONE)
    with app.test_request_context(method="POST", data={"need": "nonsense"}):
        assert not GapForm().validate_on_submit()
