"""The tables of plans: the plan, its goals, their steps."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import relationship

from linkdesk.clients.models import Client
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import Who
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json
from linkdesk.settings import Limits

LIMITS = Limits()
LANGUAGE_LENGTH = 35
PICTURE_LENGTH = 60


def one_agreed(plans: Sequence[Plan], _moved: frozenset[uuid.UUID]) -> None:
    """Of the plans of two records the one that was agreed last counts; the others were replaced by it."""
    agreed = [plan for plan in plans if plan.status is PlanStatus.AGREED]
    for plan in sorted(agreed, key=lambda each: (each.agreed_at or each.created_at, each.number))[:-1]:
        plan.status = PlanStatus.REPLACED


class Plan(OwnedRow, Base):
    """One version of a client's plan. Its `version` also counts changes of its goals and steps.

    Worker, service and what may be shared are written in at the agreement, so that an old plan always prints as
    it was agreed. `agreed_by` of plans that are older than it is empty: the person agreed them.
    """

    __tablename__ = "plan"
    __table_args__ = (
        Index("ix_plan_client_number", "client_id", "number", unique=True),
        Index("ix_plan_client_status", "client_id", "status", "review_date", "created_at", "id"),
        {
            "info": client_table(
                merge="the plans of both are kept and numbered anew by date; at most one stays agreed",
                export="CarePlan in FHIR; plans.csv",
                erase="deleted with the client",
                numbered_by="created_at",
                settle=one_agreed,
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id))
    number: Mapped[int]
    status: Mapped[PlanStatus] = mapped_column(Choice(PlanStatus))
    language: Mapped[str] = mapped_column(String(LANGUAGE_LENGTH))
    what_matters: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    strengths: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    if_harder: Mapped[str] = mapped_column(Text)
    harder_picture: Mapped[str | None] = mapped_column(String(PICTURE_LENGTH), info=added(None))
    phones: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    achieved: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    review_date: Mapped[date | None]
    review_place: Mapped[str] = mapped_column(String(LIMITS.line))
    agreed_at: Mapped[datetime | None]
    agreed_on: Mapped[date | None]
    agreed_how: Mapped[AgreedHow | None] = mapped_column(Choice(AgreedHow))
    agreed_name: Mapped[str] = mapped_column(String(LIMITS.line))
    agreed_by: Mapped[DecidedBy | None] = mapped_column(Choice(DecidedBy), info=added(None))
    agreed_relation: Mapped[str] = mapped_column(String(LIMITS.line), default="", info=added(""))
    agreed_authority: Mapped[RepresentativeKind | None] = mapped_column(Choice(RepresentativeKind), info=added(None))
    not_agreed_because: Mapped[str] = mapped_column(Text, default="", info=added(""))
    witness: Mapped[str] = mapped_column(String(LIMITS.line), default="", info=added(""))
    not_signed_because: Mapped[str] = mapped_column(Text, default="", info=added(""))
    first_words: Mapped[dict[str, str]] = mapped_column(Json, default=dict, info=added({}))
    left_out: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list, info=added([]))
    shared: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    signature: Mapped[list[list[list[float]]] | None] = mapped_column(Json(none_as_null=True))
    worker_name: Mapped[str] = mapped_column(String(LIMITS.line))
    worker_phone: Mapped[str] = mapped_column(String(LIMITS.line))
    organisation_name: Mapped[str] = mapped_column(String(LIMITS.line))
    paper_on: Mapped[date | None] = mapped_column(info=added(None))
    entered_by: Mapped[uuid.UUID | None] = mapped_column(info=added(None))

    goals: Mapped[list[Goal]] = relationship(
        order_by="Goal.position", cascade="all", lazy="selectin", back_populates="plan"
    )


class Goal(OwnedRow, Base):
    """One goal of a plan, in the client's own words."""

    __tablename__ = "plan_goal"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves with its plan", export="Goal in FHIR; goals.csv", erase="deleted with its plan"
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LIMITS.line))
    need: Mapped[str] = mapped_column(String(LIMITS.line), default="", info=added(""))
    importance: Mapped[int | None]
    picture: Mapped[str | None] = mapped_column(String(PICTURE_LENGTH))
    first_words: Mapped[dict[str, str]] = mapped_column(Json, default=dict, info=added({}))

    plan: Mapped[Plan] = relationship(back_populates="goals")
    steps: Mapped[list[Step]] = relationship(
        order_by="Step.position", cascade="all", lazy="selectin", back_populates="goal"
    )


class Step(OwnedRow, Base):
    """One step towards a goal."""

    __tablename__ = "plan_step"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves with its goal",
                export="CarePlan.activity in FHIR; steps.csv",
                erase="deleted with its goal",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Goal.id), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(LIMITS.line))
    who: Mapped[Who] = mapped_column(Choice(Who))
    who_name: Mapped[str] = mapped_column(String(LIMITS.line))
    when_text: Mapped[str] = mapped_column(String(LIMITS.line))
    due: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(LIMITS.line), default="", info=added(""))
    confidence: Mapped[int | None]
    if_hard: Mapped[str] = mapped_column(Text)
    picture: Mapped[str | None] = mapped_column(String(PICTURE_LENGTH))
    first_words: Mapped[dict[str, str]] = mapped_column(Json, default=dict, info=added({}))

    goal: Mapped[Goal] = relationship(back_populates="steps")
