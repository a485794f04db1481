"""What of a history is wanted, from the address."""

from __future__ import annotations

import uuid

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.desk.history.forms import HistoryForm
from linkdesk.desk.history.rules import Show
from linkdesk.desk.history.rules import Wanted
from linkdesk.team.rules import Role
from tests.clients.reach.test_rules import worker
from tests.furnished import House

ONE = uuid.UUID(int=1)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"show": "looks", "worker": str(ONE)}, Wanted(Show.LOOKS, ONE)),
        ({"show": "changes", "worker": ""}, Wanted(Show.CHANGES)),
        ({"show": "odd", "worker": "odd"}, Wanted()),
        ({"show": "all", "worker": str(uuid.UUID(int=2))}, Wanted()),
    ],
)
def test_what_the_address_says_is_wanted_and_else_everything(
    house: House, asked: dict[str, str], wanted: Wanted
) -> None:
    with house.app.test_request_context():
        form = HistoryForm(formdata=MultiDict(asked)).for_team([worker(1, Role.LINK_WORKER)])
        assert form.to_command() == wanted
