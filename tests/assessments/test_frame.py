"""What the pages of a talk share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.frame import beside
from linkdesk.assessments.frame import frame
from linkdesk.assessments.frame import open_talk
from linkdesk.record.errors import NotAllowed

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
    assert clients["page_lang"] == "en-GB"


def test_another_talk_is_refused_while_a_client_has_the_screen(
    app: Flask, talking: UUID, person: UUID, vault: Vault
) -> None:
    vault.enter_client_mode(person, person)
    with app.test_request_context(), pytest.raises(NotAllowed):
        open_talk(talking)


def test_a_sentence_has_its_own_picture_or_one_that_fits_or_the_usual_one() -> None:
    assert beside("Do you have a cat?", "dog", "question") == "dog"
    assert beside("Do you have a cat?", None, "question") == "cat"
    assert beside("Hm?", None, "question") == "question"
