"""The tables of connections: who and what service, what happened line by line, and what stood in the way."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Date
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.connections import rules
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import Said
from linkdesk.connections.rules import State
from linkdesk.episodes.models import Episode
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.services.models import LocalService


class Connection(OwnedRow, Base):
    """One person and one service. Its `version` also counts its events.

    The name of the service and whom to reach are kept as they were, so that the record stays true when the directory
    changes. `state` and `since` say what the newest event that counts says, so that lists need not read events; a test
    holds them equal. A goal or step may be taken out of a draft later, so they are ids without a bond.
    """

    __tablename__ = "connection"
    __table_args__ = (
        Index("ix_connection_followed", "state", "since", "client_id"),
        {
            "info": client_table(
                merge="those of both are kept",
                export="connections.csv, for our own service and the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    episode_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Episode.id), index=True)
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(LocalService.id), index=True)
    service_name: Mapped[str] = mapped_column(String(rules.SERVICE_LENGTH))
    organization: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    to_name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    contact: Mapped[str] = mapped_column(String(rules.CONTACT_LENGTH))
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    goal_id: Mapped[uuid.UUID | None]
    step_id: Mapped[uuid.UUID | None]
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH))
    who_does: Mapped[str] = mapped_column(Text)
    visit_on: Mapped[date | None] = mapped_column(Date)
    visit_time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    visit_place: Mapped[str] = mapped_column(String(rules.PLACE_LENGTH))
    feedback: Mapped[str] = mapped_column(Text)
    feedback_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[State | None] = mapped_column(Choice(State))
    since: Mapped[date | None] = mapped_column(Date)


class ConnectionEvent(OwnedRow, Base):
    """What became of a connection, line by line. A mistake is taken back and stays to be seen."""

    __tablename__ = "connection_event"
    __table_args__ = (
        Index("ix_connection_event_connection_number", "connection_id", "number", unique=True),
        {
            "info": client_table(
                merge="goes with its connection",
                export="connection_events.csv, for our own service and, without notes, the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    connection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Connection.id))
    number: Mapped[int]
    state: Mapped[State] = mapped_column(Choice(State))
    on: Mapped[date] = mapped_column(Date)
    by: Mapped[Said | None] = mapped_column(Choice(Said))
    note: Mapped[str] = mapped_column(Text)
    taken_back_on: Mapped[date | None] = mapped_column(Date)
    taken_back_by: Mapped[uuid.UUID | None]


class ConnectionBarrier(OwnedRow, Base):
    """What stood in the way, and how it was solved."""

    __tablename__ = "connection_barrier"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its connection",
                export="connection_barriers.csv, for our own service and, without a worker’s words, the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    connection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Connection.id), index=True)
    barrier: Mapped[Barrier] = mapped_column(Choice(Barrier))
    words: Mapped[str] = mapped_column(Text)
    solved: Mapped[str] = mapped_column(Text)
    noted_on: Mapped[date] = mapped_column(Date)
