"""Noting, changing and ending risks; nothing is ever deleted."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.queries import client_record
from linkdesk.clients.risks import queries
from linkdesk.clients.risks.rules import ChangeRisk
from linkdesk.clients.risks.rules import EndRisk
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import FORM
from linkdesk.clients.risks.service import NEW_FORM
from linkdesk.clients.risks.service import change_risk
from linkdesk.clients.risks.service import end_risk
from linkdesk.clients.risks.service import note_none_known
from linkdesk.clients.risks.service import note_risk
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people

TODAY = date(2026, 11, 25)


@pytest.fixture
def client(session: Session, actor: Actor) -> uuid.UUID:
    return add_client(session, actor, people.new_client())


def falls(client: uuid.UUID) -> NoteRisk:
    return NoteRisk(client, RiskKind.PERSON, "Falls", "Uses a stick", date(2026, 3, 2))


def test_no_known_risk_is_an_entry_and_ends_when_a_risk_is_noted(
    session: Session, actor: Actor, client: uuid.UUID
) -> None:
    assert queries.visit_warning(session, client).missing
    note_none_known(session, actor, client)
    page = queries.risks_of(session, client)
    assert [each.risk for each in page.current] == ["No known risk"]
    assert (page.missing, page.risks, client_record(session, client).has_risks) == (False, (), False)
    note_risk(session, actor, falls(client))
    page = queries.risks_of(session, client)
    assert [each.risk for each in page.current] == ["Falls"]
    assert [(each.risk, each.ended_on, each.end_comment) for each in page.past] == [
        ("No known risk", TODAY, "A risk was put on record")
    ]
    assert client_record(session, client).has_risks
    assert verify(session, b"k" * 32).faults == ()


def test_none_is_not_noted_beside_an_entry(session: Session, actor: Actor, client: uuid.UUID) -> None:
    note_risk(session, actor, falls(client))
    with pytest.raises(RuleBroken, match="There is an entry already"):
        note_none_known(session, actor, client)


def test_a_risk_is_ended_and_stays_on_record(session: Session, actor: Actor, client: uuid.UUID) -> None:
    noted = note_risk(session, actor, falls(client))
    end_risk(session, actor, EndRisk(client, noted, 1, TODAY, "A rail was put up"))
    page = queries.risks_of(session, client)
    assert (page.current, page.missing) == ((), True)
    assert [(each.risk, each.end_comment) for each in page.past] == [("Falls", "A rail was put up")]
    with pytest.raises(RuleBroken, match="has ended already"):
        end_risk(session, actor, EndRisk(client, noted, 2, TODAY))
    with pytest.raises(RuleBroken, match="Only a risk that stands"):
        change_risk(session, actor, ChangeRisk(client, noted, 2, RiskKind.PERSON, "Falls"))


def test_words_are_put_right(session: Session, actor: Actor, client: uuid.UUID) -> None:
    save_draft(session, actor, NEW_FORM, str(client), {"own_words": "x"})
    noted = note_risk(session, actor, falls(client))
    assert load_draft(session, actor, NEW_FORM, str(client)) is None
    save_draft(session, actor, FORM, str(noted), {"own_words": "x"})
    change_risk(session, actor, ChangeRisk(client, noted, 1, RiskKind.HOME_VISIT, "Steep stairs"))
    found = queries.risk_record(session, client, noted)
    assert (found.kind, found.risk, found.comment, found.started_on) == (RiskKind.HOME_VISIT, "Steep stairs", "", None)
    assert load_draft(session, actor, FORM, str(noted)) is None
    with pytest.raises(Stale):
        change_risk(session, actor, ChangeRisk(client, noted, 1, RiskKind.PERSON, "Old page"))
    with pytest.raises(RuleBroken, match=r"Say what.*Nothing was changed"):
        change_risk(session, actor, ChangeRisk(client, noted, 2, RiskKind.PERSON, ""))


def test_a_risk_of_another_client_or_of_nobody_is_not_found(session: Session, actor: Actor, client: uuid.UUID) -> None:
    noted = note_risk(session, actor, falls(client))
    other = add_client(session, actor, people.new_client(1))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom, which in ((actor, other, noted), (actor, client, uuid.UUID(int=7)), (stranger, client, noted)):
        with pytest.raises(NotFound):
            end_risk(session, who, EndRisk(whom, which, 1, TODAY))
    for whom, which in ((other, noted), (client, uuid.UUID(int=7))):
        with pytest.raises(NotFound):
            queries.risk_record(session, whom, which)
    for who, whom in ((actor, uuid.UUID(int=7)), (stranger, client)):
        with pytest.raises(NotFound):
            note_risk(session, who, falls(whom))
