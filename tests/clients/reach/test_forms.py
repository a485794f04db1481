"""The forms of records kept apart turn into their commands."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime

from werkzeug.datastructures import MultiDict

from linkdesk.clients.reach.forms import ApartForm
from linkdesk.clients.reach.forms import BreakGlassForm
from linkdesk.clients.reach.forms import EndForm
from linkdesk.clients.reach.rules import Apart
from linkdesk.clients.reach.rules import ChangeNamed
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.team.rules import Role
from tests.clients.reach.test_rules import worker
from tests.furnished import House

WHY = "A relative of a worker"
ID = uuid.UUID(int=5)


def test_only_workers_who_are_here_are_offered(house: House) -> None:
    with house.app.test_request_context():
        form = ApartForm().for_team([worker(1, Role.LINK_WORKER), worker(2)])
        assert [option.label for option in form.workers.options] == ["W1"]


def test_what_is_on_record_comes_back_as_a_change(house: House) -> None:
    named = (worker(1).id, worker(2).id)
    kept = Apart(ID, 3, ID, "Who", WHY, datetime(2026, 11, 25, tzinfo=UTC), "W1", named, ("W1", "W2"))
    with house.app.test_request_context():
        form = ApartForm.of(kept)
        assert form.to_change(ID) == ChangeNamed(ID, 3, WHY, named)
        assert form.to_command(ID) == KeepApart(ID, WHY, named)
        assert EndForm(data={"reason": WHY}).to_command(ID).reason == WHY


def test_a_person_is_named_as_exactly_as_a_stranger_must(house: House) -> None:
    with house.app.test_request_context(method="POST"):
        for typed, right in (
            ({"nhs_number": "999 000 0018"}, True),
            ({"family_name": "Abel"}, False),
            ({"family_name": "Abel", "birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "1970"}, True),
            ({}, False),
        ):
            form = BreakGlassForm(formdata=MultiDict({"reason": WHY, **typed}), meta={"csrf": False})
            assert form.validate() is right, (typed, form.errors)
        assert form.to_command().birth_date is None
        whole = {"family_name": "Abel", "birth_date": date(1970, 2, 1), "reason": WHY, "nhs_number": ""}
        assert BreakGlassForm(formdata=None, data=whole).to_command().birth_date == date(1970, 2, 1)
