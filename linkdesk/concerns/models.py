"""The tables of concerns; the sight of this room hides their rows from every query of whoever may not read them."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.concerns import choices
from linkdesk.concerns import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json

STAYS = "stays: a concern is in no file and on no print but the referral to the council"


class Concern(OwnedRow, Base):
    """One concern about a client; its owner is who raised it."""

    __tablename__ = "concern"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves to the record that stays, as it is",
                export=STAYS,
                erase="deleted with the client",
                own_history=True,
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    state: Mapped[choices.State] = mapped_column(Choice(choices.State))
    about: Mapped[choices.About] = mapped_column(Choice(choices.About))
    danger: Mapped[choices.Danger | None] = mapped_column(Choice(choices.Danger))
    danger_done: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    own_words: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date | None]
    happened_time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    place: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    ongoing: Mapped[choices.Answer | None] = mapped_column(Choice(choices.Answer))
    source: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    opinion: Mapped[str] = mapped_column(Text)
    kinds: Mapped[list[str]] = mapped_column(Json)
    wishes: Mapped[str] = mapped_column(Text)
    talked: Mapped[choices.Answer | None] = mapped_column(Choice(choices.Answer))
    talked_why: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    consent: Mapped[choices.Consent | None] = mapped_column(Choice(choices.Consent))
    consent_why: Mapped[str] = mapped_column(Text)
    capacity: Mapped[choices.Answer | None] = mapped_column(Choice(choices.Answer))
    capacity_why: Mapped[str] = mapped_column(Text)
    advocate: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    protect: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    harm_by: Mapped[str] = mapped_column(Text)
    others: Mapped[str] = mapped_column(Text)
    earlier: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    look_again_on: Mapped[date | None]


class ConcernStep(OwnedRow, Base):
    """One step that was taken about a concern; written once."""

    __tablename__ = "concern_step"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves with its concern", export=STAYS, erase="deleted with the client", own_history=True
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    concern_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Concern.id), index=True)
    step: Mapped[choices.Step] = mapped_column(Choice(choices.Step))
    state: Mapped[choices.State | None] = mapped_column(Choice(choices.State))
    on: Mapped[date]
    time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    who: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    whom: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    words: Mapped[str] = mapped_column(Text)


class ConcernReader(OwnedRow, Base):
    """A worker who may read a concern besides its author and the leads."""

    __tablename__ = "concern_reader"
    __table_args__ = (
        UniqueConstraint("concern_id", "worker_id"),
        {
            "info": client_table(
                merge="moves with its concern", export=STAYS, erase="deleted with the client", own_history=True
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    concern_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Concern.id), index=True)
    worker_id: Mapped[uuid.UUID]
