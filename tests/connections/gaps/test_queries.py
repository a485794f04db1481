"""Reading what is missing: of one person, and of a time with both its ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.connections.gaps.queries import gaps_between
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.service import note_gap
from tests.connections.samples import TODAY
from tests.connections.samples import person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_both_ends_of_a_time_count(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    note_gap(session, actor, NoteGap(who, Need.FOOD))
    day = timedelta(days=1)
    assert [each.client_id for each in gaps_between(session, TODAY, TODAY)] == [who]
    assert gaps_between(session, TODAY + day, TODAY + day) == gaps_between(session, TODAY - day, TODAY - day) == ()
    assert gaps_of(session, person(session, actor, given_name="Zed")) == ()
