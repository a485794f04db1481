"""The tables of episodes: the referral with where it stands, what happened, and the messages that are owed."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.episodes import rules
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.choices import Way
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json


class Episode(OwnedRow, Base):
    """One referral and the work that follows from it; the stage is worked out, never kept."""

    __tablename__ = "episode"
    __table_args__ = (
        Index("ix_episode_worker_closed", "worker_id", "closed_on", "client_id", "id"),
        Index("ix_episode_closed_visit", "closed_on", "first_visit_on"),
        Index("ix_episode_closed_received", "closed_on", "received_on", "id"),
        Index(
            "ix_episode_waiting",
            "closed_on",
            "first_visit_on",
            "received_on",
            "id",
            "worker_id",
            sqlite_where=text("closed_on IS NULL AND first_visit_on IS NULL"),
        ),
        Index(
            "ix_episode_going_on",
            "closed_on",
            "client_id",
            "worker_id",
            "number",
            "counted_from",
            "decision",
            "closing_on",
            "first_contact_on",
            "first_visit_on",
            "id",
            sqlite_where=text("closed_on IS NULL"),
        ),
        {
            "info": client_table(
                merge="moves to the record that stays and is numbered anew by the day it was received",
                export="episodes.csv and presenting_issues.csv, for our own service and the person",
                erase="deleted with the client",
                numbered_by="received_on",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    worker_id: Mapped[uuid.UUID]
    number: Mapped[int]
    counted_from: Mapped[datetime]
    """The moment from which talks and plans belong to this episode."""
    source: Mapped[Source] = mapped_column(Choice(Source))
    received_on: Mapped[date]
    referred_on: Mapped[date | None]
    method: Mapped[Method | None] = mapped_column(Choice(Method))
    urgency: Mapped[Urgency] = mapped_column(Choice(Urgency))
    referrer_name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    referrer_role: Mapped[str] = mapped_column(String(rules.ROLE_LENGTH))
    referrer_team: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    referrer_service: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    referrer_organisation: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    referrer_organisation_code: Mapped[str] = mapped_column(String(rules.CODE_LENGTH))
    referrer_contact: Mapped[str] = mapped_column(String(rules.CONTACT_LENGTH))
    to_name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    to_role: Mapped[str] = mapped_column(String(rules.ROLE_LENGTH))
    to_team: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    to_service: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    to_organisation: Mapped[str] = mapped_column(String(rules.TEAM_LENGTH))
    to_organisation_code: Mapped[str] = mapped_column(String(rules.CODE_LENGTH))
    to_contact: Mapped[str] = mapped_column(String(rules.CONTACT_LENGTH))
    return_to: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH))
    own_words: Mapped[str] = mapped_column(Text)
    background: Mapped[str] = mapped_column(Text)
    presenting_issues: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    decision: Mapped[Decision | None] = mapped_column(Choice(Decision))
    decided_on: Mapped[date | None]
    decision_words: Mapped[str] = mapped_column(Text)
    asked_whom: Mapped[str] = mapped_column(String(rules.LINE))
    passed_to: Mapped[str] = mapped_column(String(rules.LINE))
    tries: Mapped[int]
    last_try_on: Mapped[date | None]
    first_contact_on: Mapped[date | None]
    first_visit_on: Mapped[date | None]
    first_visit_time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    first_visit_place: Mapped[str] = mapped_column(String(rules.LINE))
    closing_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    close_reason: Mapped[CloseReason | None] = mapped_column(Choice(CloseReason))
    outcome: Mapped[str] = mapped_column(Text)
    did_not_work: Mapped[str] = mapped_column(Text)
    reopened_from: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("episode.id"))


class EpisodeEvent(OwnedRow, Base):
    """What happened in an episode, line by line; a line is never changed."""

    __tablename__ = "episode_event"
    __table_args__ = (
        Index("ix_episode_event_episode", "episode_id", "created_at"),
        {
            "info": client_table(
                merge="moves with its episode",
                export="episode_events.csv, for our own service and, without notes, the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    episode_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode.id"))
    kind: Mapped[EventKind] = mapped_column(Choice(EventKind))
    on: Mapped[date]
    way: Mapped[Way | None] = mapped_column(Choice(Way))
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    words: Mapped[str] = mapped_column(Text)


class OwedMessageRow(OwnedRow, Base):
    """A message that a referrer or GP waits for."""

    __tablename__ = "owed_message"
    __table_args__ = (
        Index(
            "ix_owed_message_owed",
            "settled_on",
            "owed_since",
            "id",
            "client_id",
            "episode_id",
            sqlite_where=text("settled_on IS NULL"),
        ),
        {
            "info": client_table(
                merge="moves with its episode",
                export="stays: it is our own list of what is still to be sent",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    episode_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode.id"), index=True)
    to: Mapped[MessageTo] = mapped_column(Choice(MessageTo))
    why: Mapped[MessageWhy] = mapped_column(Choice(MessageWhy))
    owed_since: Mapped[date]
    settled_on: Mapped[date | None]
    how: Mapped[SentHow | None] = mapped_column(Choice(SentHow))
    words: Mapped[str] = mapped_column(String(rules.LINE))
    settled_by: Mapped[uuid.UUID | None]


class WaitingTargets(OwnedRow, Base):
    """How long people may wait, as this service sets it; its id is the service's own."""

    __tablename__ = "waiting_targets"

    accept_days: Mapped[int]
    contact_days: Mapped[int]
    tries: Mapped[int]
    reopen_days: Mapped[int]
