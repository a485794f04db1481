"""The tables of progress: rows are only ever added, so an agreed plan stays as it was agreed."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Step
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class StepMarkRow(OwnedRow, Base):
    """What was said about a step of an agreed plan; the highest number counts."""

    __tablename__ = "plan_step_mark"
    __table_args__ = (
        UniqueConstraint("step_id", "number"),
        {
            "info": client_table(
                merge="stays with its step",
                export="CarePlan.activity status in FHIR; step_marks.csv, with why only for our own service",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    step_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Step.id))
    number: Mapped[int]
    status: Mapped[StepStatus] = mapped_column(Choice(StepStatus))
    day: Mapped[date]
    why: Mapped[str] = mapped_column(Text)


class OutcomeRow(OwnedRow, Base):
    """What came of a goal of an agreed plan; the highest number counts."""

    __tablename__ = "plan_goal_outcome"
    __table_args__ = (
        UniqueConstraint("goal_id", "number"),
        {
            "info": client_table(
                merge="stays with its goal",
                export="Goal.achievementStatus in FHIR; goal_outcomes.csv",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    goal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Goal.id))
    number: Mapped[int]
    result: Mapped[Result] = mapped_column(Choice(Result))
    day: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
