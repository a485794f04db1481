"""Reading the languages before anybody switched one on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.organisation.languages import queries
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_clients_read_english_until_then(session: Session, actor: Actor) -> None:
    for tag in ("en", "ur", "so", "zh-Hant", ""):
        assert queries.speech_of(session, actor.organisation_id, tag) is IN_PLAIN_ENGLISH
        assert queries.tongue_for(session, actor.organisation_id, tag) is None
    assert queries.language_row(session, actor.organisation_id, "ur") is None
    assert queries.translations(session, actor.organisation_id, "ur") == {}


def test_a_language_that_linkdesk_does_not_have_has_no_state(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        queries.state(session, actor.organisation_id, "so")
