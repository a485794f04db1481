"""Who has the screen, asked directly: the gate asks it before, the room asks it again."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import screen
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import WrongSecret

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.vault.lock import Vault


def test_the_room_itself_refuses_any_other_talk_in_client_mode(app: Flask, vault: Vault) -> None:
    mine, other = uuid.uuid4(), uuid.uuid4()
    screen.require_reach(other)
    with app.test_request_context():
        screen.turn(mine, uuid.uuid4(), 16, "en-GB")
    assert screen.turned_to_client()
    screen.require_reach(mine)
    with pytest.raises(NotAllowed):
        screen.require_reach(other)
    with pytest.raises(NotAllowed):
        screen.turn(other, uuid.uuid4(), 16, "en-GB")
    with pytest.raises(WrongSecret):
        screen.take_back("0000")
    with app.test_request_context():
        screen.take_back("2468")
    assert not screen.turned_to_client()


def test_without_a_code_the_screen_is_not_turned(app: Flask, vault: Vault) -> None:
    vault.set_code(None)
    with pytest.raises(RuleBroken, match="Set one in Settings"):
        screen.turn(uuid.uuid4(), uuid.uuid4(), 16, "en-GB")
    assert vault.client_mode is None


def test_the_time_is_that_of_the_vault(app: Flask, vault: Vault) -> None:
    assert screen.now() == vault.clock.now()
    assert screen.today() == vault.clock.now().astimezone().date()
