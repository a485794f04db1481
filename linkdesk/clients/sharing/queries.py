"""Reading about sharing: may we, what was decided, what was passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.sharing import rules
from linkdesk.clients.sharing.models import SharingDecision
from linkdesk.clients.sharing.models import SharingOverride
from linkdesk.clients.sharing.models import SharingPassed
from linkdesk.clients.sharing.models import SharingRepresentative
from linkdesk.clients.sharing.rules import DecisionRecord
from linkdesk.clients.sharing.rules import OverrideRecord
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Passed
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RepresentativeRecord
from linkdesk.clients.sharing.rules import Standing
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.sharing.rules import Ground
    from linkdesk.clients.sharing.rules import Verdict

MOST = 500
"""Decisions of one person that are read; every list has a limit."""
MOST_PASSED = 100
OWN_EXPORT = "export"
"""What the reading log calls a file for our own service."""


@dataclass(frozen=True)
class SharingPage:
    """All about sharing of one person, newest first."""

    standings: tuple[Standing, ...]
    decisions: tuple[DecisionRecord, ...]
    representatives: tuple[RepresentativeRecord, ...]
    overrides: tuple[OverrideRecord, ...]
    passed: tuple[Passed, ...]

    @property
    def seen(self) -> int:
        """The number of the newest decision; 0 for none."""
        return self.decisions[0].number if self.decisions else 0


def may_share(session: Session, client_id: UUID, with_whom: Recipient, ground: Ground | None = None) -> Verdict:
    """Return whether something about a person may go to a recipient, with the sentence that says why.

    Not asked is no. A safeguarding referral (`ground`) is never blocked; its verdict asks for the record of it.

    Raises:
        NotFound: there is no such client.
    """
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound
    died = client.deceased_on is not None
    return rules.verdict(standing(session, client_id, with_whom), ground, died=died)


def standing(session: Session, client_id: UUID, with_whom: Recipient) -> Standing:
    """Return what counts now about one recipient."""
    decided = [each for each in decisions(session, client_id) if each.recipient.key == with_whom.key]
    overridden = [each for each in overrides(session, client_id) if each.recipient.key == with_whom.key]
    stands = next((each for each in overridden if each.ended_on is None), None)
    return Standing(with_whom, decided[0] if decided else None, stands)


def standings(session: Session, client_id: UUID) -> tuple[Standing, ...]:
    """Return what counts now about everyone whom this person was asked about."""
    return rules.standings(decisions(session, client_id), overrides(session, client_id))


def decisions(session: Session, client_id: UUID, most: int = MOST) -> tuple[DecisionRecord, ...]:
    """Return the decisions of a person, newest first."""
    found = select(SharingDecision).where(SharingDecision.client_id == client_id)
    rows = session.scalars(found.order_by(SharingDecision.number.desc()).limit(most))
    return tuple(_decision(row) for row in rows)


def newest_number(session: Session, client_id: UUID) -> int:
    """Return the number of the newest decision of a person; 0 for none."""
    found = select(func.max(SharingDecision.number)).where(SharingDecision.client_id == client_id)
    return session.scalar(found) or 0


def overrides(session: Session, client_id: UUID, most: int = MOST) -> tuple[OverrideRecord, ...]:
    """Return each time that something was shared without permission, newest first."""
    found = select(SharingOverride).where(SharingOverride.client_id == client_id)
    rows = session.scalars(found.order_by(SharingOverride.created_at.desc(), SharingOverride.id).limit(most))
    return tuple(_override(row) for row in rows)


def representatives(session: Session, client_id: UUID, most: int = MOST) -> tuple[RepresentativeRecord, ...]:
    """Return who speaks for a person by right, those who still do first."""
    found = select(SharingRepresentative).where(SharingRepresentative.client_id == client_id)
    order = (SharingRepresentative.ended_on.is_not(None), SharingRepresentative.name, SharingRepresentative.id)
    return tuple(_representative(row) for row in session.scalars(found.order_by(*order).limit(most)))


def passed(session: Session, client_id: UUID) -> tuple[Passed, ...]:
    """Return what was passed on about a person, and each file made for our own service, newest first."""
    rows = session.scalars(
        select(SharingPassed)
        .where(SharingPassed.client_id == client_id)
        .order_by(SharingPassed.created_at.desc(), SharingPassed.id)
        .limit(MOST_PASSED)
    )
    gone = [
        Passed(
            at=row.created_at,
            worker_id=row.owner_id,
            recipient=Recipient(row.recipient_kind, row.recipient_name).words,
            what=row.what,
            because=row.because,
        )
        for row in rows
    ]
    own = session.execute(
        select(ReadEntry.at, ReadEntry.actor_id)
        .where(ReadEntry.client_id == client_id, ReadEntry.kind == OWN_EXPORT)
        .order_by(ReadEntry.at.desc())
        .limit(MOST_PASSED)
    )
    gone += [Passed(at=at, worker_id=who, recipient="Our own service", what="A file of the record") for at, who in own]
    return tuple(sorted(gone, key=lambda each: each.at, reverse=True)[:MOST_PASSED])


def sharing_page(session: Session, client_id: UUID) -> SharingPage:
    """Return all about sharing of one person."""
    decided, without = decisions(session, client_id), overrides(session, client_id)
    return SharingPage(
        standings=rules.standings(decided, without),
        decisions=decided,
        representatives=representatives(session, client_id),
        overrides=without,
        passed=passed(session, client_id),
    )


def _decision(row: SharingDecision) -> DecisionRecord:
    signature = row.signature
    return DecisionRecord(
        id=row.id,
        client_id=row.client_id,
        number=row.number,
        recipient=Recipient(row.recipient_kind, row.recipient_name),
        answer=row.answer,
        reason=row.reason,
        created_at=row.created_at,
        owner_id=row.owner_id,
        how=row.how,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        parts=tuple(Part(part) for part in row.parts),
        what=row.what,
        capacity=row.capacity,
        capacity_support=row.capacity_support,
        capacity_assessor=row.capacity_assessor,
        capacity_on=row.capacity_on,
        decided_by=row.decided_by,
        representative_id=row.representative_id,
        best_interests=row.best_interests,
        signed_how=row.signed_how,
        signed_name=row.signed_name,
        witness=row.witness,
        not_signed_because=row.not_signed_because,
        signature=tuple(tuple((x, y) for x, y in stroke) for stroke in signature) if signature else None,
    )


def _override(row: SharingOverride) -> OverrideRecord:
    return OverrideRecord(
        id=row.id,
        client_id=row.client_id,
        recipient=Recipient(row.recipient_kind, row.recipient_name),
        ground=row.ground,
        what=row.what,
        reason=row.reason,
        decider=row.decider,
        decided_on=row.decided_on,
        told=row.told,
        not_told_because=row.not_told_because,
        parts=tuple(Part(part) for part in row.parts),
        created_at=row.created_at,
        owner_id=row.owner_id,
        ended_on=row.ended_on,
        version=row.version,
    )


def _representative(row: SharingRepresentative) -> RepresentativeRecord:
    return RepresentativeRecord(
        id=row.id,
        client_id=row.client_id,
        name=row.name,
        kind=row.kind,
        relation=row.relation,
        evidence=row.evidence,
        seen_on=row.seen_on,
        ended_on=row.ended_on,
        version=row.version,
    )
