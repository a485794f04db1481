"""What the pages of a talk share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.frame import beside
from linkdesk.assessments.frame import frame
from linkdesk.assessments.frame import open_talk
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.reading.queries import readings
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask

    from linkdesk.vault.lock import Vault


def test_the_window_is_the_workers_until_the_screen_is_turned(
    app: Flask, talking: UUID, person: UUID, vault: Vault
) -> None:
    with app.test_request_context():
        own = frame(open_talk(talking))
        vault.enter_client_mode(talking, person)
        clients = frame(open_talk(talking))
    assert (own["layout"], own["turned"]) == ("web/layout.html", False)
    assert own["banner"] is not None
    assert (clients["layout"], clients["turned"], clients["banner"]) == ("web/client_mode.html", True, None)
    assert clients["languages"] == ()


def test_another_talk_is_refused_while_a_client_has_the_screen(
    app: Flask, talking: UUID, person: UUID, vault: Vault
) -> None:
    vault.enter_client_mode(person, person)
    with app.test_request_context(), pytest.raises(NotAllowed):
        open_talk(talking)


def test_turning_notes_that_it_is_to_be_read(app: Flask, talking: UUID, person: UUID, vault: Vault) -> None:
    with app.test_request_context():
        turn_screen(talking, person)
        assert vault.client_mode is not None
        assert talking in readings(session(), [talking])


def test_without_a_code_nothing_is_handed_over(app: Flask, talking: UUID, person: UUID, vault: Vault) -> None:
    vault.set_code(None)
    with app.test_request_context():
        with pytest.raises(RuleBroken):
            turn_screen(talking, person)
        assert readings(session(), [talking]) == {}


def test_a_sentence_has_its_own_picture_or_one_that_fits_or_the_usual_one() -> None:
    assert beside("Do you have a cat?", "dog", "question") == "dog"
    assert beside("Do you have a cat?", None, "question") == "cat"
    assert beside("Hm?", None, "question") == "question"
