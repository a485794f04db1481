"""The form of a handover turns into its command."""

from __future__ import annotations

import uuid
from datetime import date

from linkdesk.desk.handover.forms import HandOverForm
from linkdesk.desk.handover.rules import Case
from linkdesk.team.rules import Role
from tests.clients.reach.test_rules import worker
from tests.furnished import House

ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)
CASES = [Case(uuid.UUID(int=number), f"C{number}", date(1980, 1, 1)) for number in (11, 12)]
TEAM = [worker(1, Role.LINK_WORKER), worker(2, Role.LINK_WORKER), worker(3)]


def test_one_several_or_all(house: House) -> None:
    with house.app.test_request_context():
        some = HandOverForm(data={"to": str(TWO), "cases": [str(CASES[1].client_id)], "note": "x"})
        some.offer(CASES, TEAM, ONE)
        assert [option.label for option in some.to.options] == ["Choose", "W2"]
        assert some.to_command(ONE).client_ids == (CASES[1].client_id,)
        every = HandOverForm(data={"to": str(TWO), "everyone": True, "note": ""}).offer(CASES, TEAM, ONE)
        assert every.to_command(ONE).client_ids == tuple(case.client_id for case in CASES)
