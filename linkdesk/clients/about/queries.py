"""Reading what is written about a person."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.about.models import AboutMe
from linkdesk.clients.about.rules import AboutRecord

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def about_of(session: Session, client_id: UUID) -> AboutRecord:
    """Return what is written about a client; an empty record where nothing is."""
    row = session.scalars(select(AboutMe).where(AboutMe.client_id == client_id)).first()
    if row is None:
        return AboutRecord(client_id=client_id)
    return AboutRecord(**{each.name: getattr(row, each.name) for each in fields(AboutRecord)})
