"""Decisions are only added, a stale page is refused, and everything stands in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.clients.service import add_client
from linkdesk.clients.sharing import queries
from linkdesk.clients.sharing import service
from linkdesk.clients.sharing.queries import may_share
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.record.audit import AuditEntry
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.clients.sharing.samples import DAY
from tests.clients.sharing.samples import EVALUATION
from tests.clients.sharing.samples import GP
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


@pytest.fixture
def client_id(session: Session, actor: Actor) -> UUID:
    return add_client(session, actor, people.new_client(0))


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.seq)))


def test_a_change_of_mind_is_another_row(session: Session, actor: Actor, client_id: UUID) -> None:
    service.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=client_id))
    assert may_share(session, client_id, GP).allowed
    back = samples.decisions(AnswerTo(GP, Answer.WITHDRAWN), client_id=client_id, seen=1)
    service.record_decisions(session, actor, back)
    assert not may_share(session, client_id, GP).allowed
    found = queries.decisions(session, client_id)
    assert [(each.number, each.answer) for each in found] == [(2, Answer.WITHDRAWN), (1, Answer.GIVEN)]
    assert verbs(session)[-2:] == ["record_sharing_decisions"] * 2


def test_several_answers_of_one_talk_are_kept_together(session: Session, actor: Actor, client_id: UUID) -> None:
    command = samples.decisions(
        samples.yes(), samples.no(CHOIR), samples.not_asked(EVALUATION), client_id=client_id, what="Not my health"
    )
    service.record_decisions(session, actor, command)
    newest = queries.decisions(session, client_id)[0]
    assert (newest.answer, newest.how, newest.what, newest.parts) == (Answer.NOT_ASKED, None, "", ())
    assert queries.decisions(session, client_id)[2].what == "Not my health"
    page = queries.sharing_page(session, client_id)
    assert page.seen == 3
    assert [each.recipient for each in page.standings][2] == CHOIR


def test_a_page_that_saw_less_is_refused(session: Session, actor: Actor, client_id: UUID) -> None:
    service.record_decisions(session, actor, samples.decisions(samples.no(), client_id=client_id))
    with pytest.raises(Stale):
        service.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=client_id))
    assert len(queries.decisions(session, client_id)) == 1


def test_a_refused_decision_changes_nothing(session: Session, actor: Actor, client_id: UUID) -> None:
    with pytest.raises(RuleBroken, match=r"nothing to take back.*Nothing was changed"):
        command = samples.decisions(AnswerTo(GP, Answer.WITHDRAWN), client_id=client_id)
        service.record_decisions(session, actor, command)
    assert queries.decisions(session, client_id) == ()


def test_a_signature_is_kept_as_it_was_drawn(session: Session, actor: Actor, client_id: UUID) -> None:
    drawn = (((1.0, 2.0), (3.5, 4.0)), ((9.0, 9.0),))
    command = samples.decisions(
        samples.yes(), client_id=client_id, how=How.SCREEN, signed_how=SignedHow.DRAWN, signature=drawn
    )
    service.record_decisions(session, actor, command)
    assert queries.decisions(session, client_id)[0].signature == drawn


def test_typed_words_go_once_they_are_saved(session: Session, actor: Actor, client_id: UUID) -> None:
    for form in (service.ASK_DRAFT, service.SCREEN_DRAFT):
        save_draft(session, actor, form, str(client_id), {"gp": "yes"})
    service.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=client_id))
    assert load_draft(session, actor, service.ASK_DRAFT, str(client_id)) is None
    assert load_draft(session, actor, service.SCREEN_DRAFT, str(client_id)) is None
    save_draft(session, actor, service.SCREEN_DRAFT, str(client_id), {"gp": "yes"})
    service.forget_draft(session, actor, service.SCREEN_DRAFT, client_id)
    assert load_draft(session, actor, service.SCREEN_DRAFT, str(client_id)) is None


def test_an_attorney_decides_where_the_person_cannot(session: Session, actor: Actor, client_id: UUID) -> None:
    attorney = service.add_representative(session, actor, samples.representative(client_id))
    command = samples.decisions(
        samples.yes(),
        client_id=client_id,
        decided_by=DecidedBy.REPRESENTATIVE,
        representative_id=attorney,
        capacity=Capacity.HAS_NOT,
        capacity_assessor="Dr Sample",
        capacity_on=DAY,
        capacity_support="Pictures",
    )
    service.record_decisions(session, actor, command)
    assert queries.decisions(session, client_id)[0].representative_id == attorney
    service.end_representative(session, actor, client_id, attorney)
    assert queries.representatives(session, client_id)[0].ended_on == DAY
    again = samples.decisions(
        samples.yes(), client_id=client_id, seen=1, decided_by=DecidedBy.REPRESENTATIVE, representative_id=attorney
    )
    with pytest.raises(RuleBroken, match="on record"):
        service.record_decisions(session, actor, again)


def test_the_representative_of_another_is_none(session: Session, actor: Actor, client_id: UUID) -> None:
    other = add_client(session, actor, people.new_client(1))
    attorney = service.add_representative(session, actor, samples.representative(other))
    command = samples.decisions(
        samples.yes(), client_id=client_id, decided_by=DecidedBy.REPRESENTATIVE, representative_id=attorney
    )
    with pytest.raises(RuleBroken, match="on record"):
        service.record_decisions(session, actor, command)
    with pytest.raises(NotFound):
        service.end_representative(session, actor, client_id, attorney)


def test_sharing_without_permission_stands_until_it_is_ended(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    service.record_decisions(session, actor, samples.decisions(samples.no(), client_id=client_id))
    override = service.share_without_permission(session, actor, samples.without(client_id, not_told_because="ignored"))
    assert may_share(session, client_id, GP).allowed
    assert not may_share(session, client_id, CHOIR).allowed
    kept = queries.overrides(session, client_id)[0]
    assert (kept.told, kept.not_told_because) == (True, "")
    service.end_override(session, actor, client_id, override)
    clock.pass_time(86_400)
    service.end_override(session, actor, client_id, override)
    assert queries.overrides(session, client_id)[0].ended_on == DAY
    assert not may_share(session, client_id, GP).allowed
    assert "share_without_permission" in verbs(session)


def test_an_override_nobody_answers_for_is_refused(session: Session, actor: Actor, client_id: UUID) -> None:
    with pytest.raises(RuleBroken, match="who decided"):
        service.share_without_permission(session, actor, samples.without(client_id, decider=""))
    with pytest.raises(NotFound):
        service.end_override(session, actor, client_id, UUID(int=0xDEAD))


def test_what_was_passed_on_says_to_whom_when_and_by_whom(session: Session, actor: Actor, client_id: UUID) -> None:
    service.note_passed(session, actor, [(client_id, "They said yes.")], CHOIR, "x" * 300)
    (gone,) = queries.passed(session, client_id)
    assert (gone.recipient, gone.worker_id, gone.because) == ("Hill Road Choir", actor.worker_id, "They said yes.")
    assert len(gone.what) == 200


def test_nobody_is_found_for_a_strange_id(session: Session, actor: Actor) -> None:
    stranger = UUID(int=0xDEAD)
    for write in (
        lambda: service.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=stranger)),
        lambda: service.add_representative(session, actor, samples.representative(stranger)),
        lambda: service.share_without_permission(session, actor, samples.without(stranger)),
        lambda: may_share(session, stranger, GP),
    ):
        with pytest.raises(NotFound):
            write()
