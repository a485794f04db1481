"""The form of a cover turns into its command."""

from __future__ import annotations

import uuid
from datetime import date

from linkdesk.team.cover.forms import CoverForm
from linkdesk.team.cover.rules import ArrangeCover
from linkdesk.team.rules import Role
from tests.clients.reach.test_rules import worker
from tests.furnished import House

ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)
DAY = date(2026, 11, 25)


def test_who_left_does_not_cover(house: House) -> None:
    team = [worker(1, Role.LINK_WORKER), worker(2, Role.TEAM_LEAD), worker(3)]
    with house.app.test_request_context():
        form = CoverForm(data={"away": str(ONE), "cover": str(TWO), "first": DAY, "last": DAY}).for_team(team[:1], team)
        assert [option.label for option in form.cover.options] == ["Choose", "W1", "W2"]
        assert form.to_command() == ArrangeCover(ONE, TWO, DAY, DAY)
