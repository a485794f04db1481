"""Reading risks before a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.risks.queries import visit_warning
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.clients.service import add_client
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_visit_is_warned_of_risks_to_workers_of_this_client_only(session: Session, actor: Actor) -> None:
    mine, other = (add_client(session, actor, people.new_client(number)) for number in range(2))
    note_risk(session, actor, NoteRisk(mine, RiskKind.PERSON, "Falls"))
    note_risk(session, actor, NoteRisk(mine, RiskKind.HOME_VISIT, "Dog"))
    note_risk(session, actor, NoteRisk(other, RiskKind.LONE_WORKING, "Threats"))
    found = visit_warning(session, mine)
    assert ([each.risk for each in found.to_workers], found.others, found.missing) == (["Dog"], 1, False)
