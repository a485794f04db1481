"""Before anybody changed it, a service has the usual words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.organisation.lawful.queries import lawful
from linkdesk.organisation.lawful.rules import USUAL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_it_begins_with_the_usual_words_unchecked(session: Session, actor: Actor) -> None:
    found = lawful(session, actor.organisation_id)
    assert (found.version, found.bases, found.is_checked) == (0, USUAL, False)
