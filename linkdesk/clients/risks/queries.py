"""Reading risks: all of a client, one, and what to read before a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.risks import rules
from linkdesk.clients.risks.models import Risk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.rules import RiskRecord
from linkdesk.clients.risks.rules import RisksPage
from linkdesk.clients.risks.rules import VisitWarning
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST = 200


def every_risk(session: Session, client_id: UUID, most: int = MOST) -> tuple[RiskRecord, ...]:
    """Return every entry of a client, newest first."""
    rows = session.scalars(
        select(Risk).where(Risk.client_id == client_id).order_by(Risk.created_at.desc(), Risk.id).limit(most)
    )
    return tuple(record(row) for row in rows)


def risks_of(session: Session, client_id: UUID) -> RisksPage:
    """Return every entry of a client, those that stand apart from those that ended (the newest end first)."""
    found = every_risk(session, client_id)
    past = sorted((each for each in found if each.ended_on), key=lambda each: str(each.ended_on), reverse=True)
    return RisksPage(rules.in_order(tuple(each for each in found if each.ended_on is None)), tuple(past))


def risk_record(session: Session, client_id: UUID, risk_id: UUID) -> RiskRecord:
    """Return one entry of this client.

    Raises:
        NotFound: there is no such entry, or it is another client's.
    """
    row = session.get(Risk, risk_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return record(row)


def has_risks(session: Session, client_id: UUID) -> bool:
    """Say whether a risk stands on record: the mark of the banner."""
    standing = (Risk.client_id == client_id) & Risk.ended_on.is_(None) & (Risk.kind != RiskKind.NONE)
    return session.scalars(select(Risk.id).where(standing).limit(1)).first() is not None


def visit_warning(session: Session, client_id: UUID) -> VisitWarning:
    """Return what a worker must read before they see this client, at home or elsewhere."""
    return rules.warning(risks_of(session, client_id))


def record(row: Risk) -> RiskRecord:
    """Return a row as pages read it."""
    return RiskRecord(
        id=row.id,
        client_id=row.client_id,
        version=row.version,
        kind=row.kind,
        risk=row.risk,
        comment=row.comment,
        started_on=row.started_on,
        ended_on=row.ended_on,
        end_comment=row.end_comment,
        created_at=row.created_at,
    )
