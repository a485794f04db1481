"""The table of picture sorts: beside each one's talk, which cards lay on the table and whether it was on paper."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Json


class PictureSort(OwnedRow, Base):
    """Which cards were laid out for one sort; where each lies, and the day of a sort on paper, belongs to its talk."""

    __tablename__ = "picture_sort"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its conversation",
                export="sorts.csv; where each card lies is in answers.csv and QuestionnaireResponse in FHIR",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    cards: Mapped[list[str]] = mapped_column(Json)
