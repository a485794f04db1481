"""Every talk begins in one way: the code first, then who is here, then whose screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.begin import say_who
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import TO_BE_SAID
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.vault.lock import Vault


@pytest.mark.parametrize(
    ("setting", "presence", "leads_to", "turned"),
    [
        (Setting.WORKER, ONLY_US, "/talk", False),
        (Setting.WORKER, None, "/talk", False),
        (Setting.CLIENT, ONLY_US, "/talk", True),
        (Setting.WORKER, TO_BE_SAID, "/here?then=write", False),
        (Setting.CLIENT, TO_BE_SAID, "/here?then=turn", False),
    ],
)
def test_it_leads_to_what_comes_next(
    app: Flask,
    person: UUID,
    vault: Vault,
    setting: Setting,
    presence: PresenceWords | None,
    leads_to: str,
    *,
    turned: bool,
) -> None:
    command = StartAssessment(person, ONS4, setting, presence=presence)
    with app.test_request_context():
        led = begin_talk(command, person, start_assessment)
    (record,) = queries.assessments_of(session(), person)
    assert led.location == f"/assessments/{record.id}{leads_to}"
    assert (vault.client_mode is not None) is turned


def test_without_a_code_nothing_is_begun_for_the_client(app: Flask, person: UUID, vault: Vault) -> None:
    vault.set_code(None)
    with app.test_request_context(), pytest.raises(RuleBroken, match="Set one in Settings"):
        begin_talk(StartAssessment(person, ONS4, Setting.CLIENT, presence=ONLY_US), person, start_assessment)
    assert queries.assessments_of(session(), person) == ()


def test_who_is_here_is_said_for_what_comes_then(app: Flask, talking: UUID) -> None:
    with app.test_request_context():
        assert say_who(talking, "turn").location == f"/assessments/{talking}/here?then=turn"
