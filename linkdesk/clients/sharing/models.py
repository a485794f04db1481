"""The tables of sharing: decisions that are never changed, representatives, sharing without permission, what went."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.clients.sharing.rules import NAME_LENGTH
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json
from linkdesk.settings import Limits

LIMITS = Limits()


class SharingRepresentative(OwnedRow, Base):
    """Somebody who speaks for a person by right, with what was seen of it."""

    __tablename__ = "sharing_representative"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept",
                export="representatives.csv, for our own service and the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    kind: Mapped[RepresentativeKind] = mapped_column(Choice(RepresentativeKind))
    relation: Mapped[str] = mapped_column(String(NAME_LENGTH))
    evidence: Mapped[str] = mapped_column(String(LIMITS.line))
    seen_on: Mapped[date | None]
    ended_on: Mapped[date | None]


def stricter_counts(decisions: Sequence[SharingDecision], moved: frozenset[uuid.UUID]) -> None:
    """Where the last answers of two records differ, number them so that the one that is not a yes is the newest."""
    last: dict[tuple[str, str], dict[bool, SharingDecision]] = {}
    for each in decisions:
        name = Recipient(each.recipient_kind, each.recipient_name).key
        last.setdefault(name, {})[each.id in moved] = each
    for both in last.values():
        first, second = (sorted(both.values(), key=lambda each: each.number) * 2)[:2]
        if first.answer is not Answer.GIVEN and second.answer is Answer.GIVEN:
            first.number, second.number = second.number, first.number


class SharingDecision(OwnedRow, Base):
    """One answer about one recipient; a change of mind is another row, so the history stays."""

    __tablename__ = "sharing_decision"
    __table_args__ = (
        Index("ix_sharing_decision_client_number", "client_id", "number", unique=True),
        {
            "info": client_table(
                merge="the decisions of both are kept and numbered anew by date; where they differ the stricter counts",
                export="permissions.csv, for our own service and the person; each export obeys it",
                erase="deleted with the client",
                numbered_by="created_at",
                settle=stricter_counts,
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id))
    number: Mapped[int]
    recipient_kind: Mapped[RecipientKind] = mapped_column(Choice(RecipientKind))
    recipient_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    answer: Mapped[Answer] = mapped_column(Choice(Answer))
    reason: Mapped[str] = mapped_column(String(LIMITS.line))
    how: Mapped[How | None] = mapped_column(Choice(How))
    asked_on: Mapped[date]
    asked_by: Mapped[str] = mapped_column(String(NAME_LENGTH))
    parts: Mapped[list[str]] = mapped_column(Json)
    what: Mapped[str] = mapped_column(Text)
    capacity: Mapped[Capacity] = mapped_column(Choice(Capacity))
    capacity_support: Mapped[str] = mapped_column(Text)
    capacity_assessor: Mapped[str] = mapped_column(String(NAME_LENGTH))
    capacity_on: Mapped[date | None]
    decided_by: Mapped[DecidedBy] = mapped_column(Choice(DecidedBy))
    representative_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(SharingRepresentative.id))
    best_interests: Mapped[str] = mapped_column(Text)
    signed_how: Mapped[SignedHow | None] = mapped_column(Choice(SignedHow))
    signed_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    witness: Mapped[str] = mapped_column(String(NAME_LENGTH), default="", info=added(""))
    not_signed_because: Mapped[str] = mapped_column(Text, default="", info=added(""))
    signature: Mapped[list[list[list[float]]] | None] = mapped_column(Json(none_as_null=True))


class SharingOverride(OwnedRow, Base):
    """Sharing without permission: why, who decided, and whether the person was told."""

    __tablename__ = "sharing_override"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept",
                export="shared_without_permission.csv, for our own service alone: it may speak of harm by a reader",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    recipient_kind: Mapped[RecipientKind] = mapped_column(Choice(RecipientKind))
    recipient_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    ground: Mapped[Ground] = mapped_column(Choice(Ground))
    what: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    decider: Mapped[str] = mapped_column(String(NAME_LENGTH))
    decided_on: Mapped[date]
    told: Mapped[bool]
    not_told_because: Mapped[str] = mapped_column(Text)
    parts: Mapped[list[str]] = mapped_column(Json)
    ended_on: Mapped[date | None]


class SharingPassed(OwnedRow, Base):
    """Something about a person that was passed on; when and by whom are the row's own."""

    __tablename__ = "sharing_passed"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept",
                export="stays in LinkDesk, as the read log does",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    recipient_kind: Mapped[RecipientKind] = mapped_column(Choice(RecipientKind))
    recipient_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    what: Mapped[str] = mapped_column(String(LIMITS.line))
    because: Mapped[str] = mapped_column(String(LIMITS.line * 2))
