"""No more than asked for; nobody else's caseload is on Today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.printing.parting.queries import ahead
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.service import end_meeting
from tests.printing.given.test_service import agreed
from tests.printing.parting.test_service import NOBODY
from tests.printing.parting.test_service import TODAY
from tests.printing.parting.test_service import end

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_no_more_than_asked_for(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    for words in ("One", "Two", "Three"):
        end_meeting(session, actor, replace(end(person), words=words))
    assert {each.words for each in partings_of(session, person.id)} == {"One", "Two", "Three"}
    assert len(partings_of(session, person.id, 2)) == 2


def test_another_worker_sees_it_only_with_the_whole_team(session: Session, actor: Actor) -> None:
    end_meeting(session, actor, end(agreed(session, actor)))
    stranger = replace(actor, worker_id=NOBODY)
    assert ahead(session, stranger, TODAY, team=False).meetings == ()
    assert len(ahead(session, stranger, TODAY, team=True).meetings) == 1
