"""Reading the lawful basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.organisation.lawful.models import LawfulBasis
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.organisation.lawful.rules import Lawful
from linkdesk.organisation.lawful.rules import Purpose

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def lawful(session: Session, organisation_id: UUID) -> Lawful:
    """Return what the service relies on for each purpose; the usual words where it wrote none."""
    row = session.get(LawfulBasis, organisation_id)
    if row is None:
        return Lawful(0, dict(USUAL))
    bases = {purpose: row.bases.get(purpose.value) or USUAL[purpose] for purpose in Purpose}
    return Lawful(row.version, bases, row.checked_by, row.checked_on)
