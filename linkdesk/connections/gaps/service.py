"""The writing verbs of the gap list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.connections.gaps import rules
from linkdesk.connections.gaps.models import UnmetNeed
from linkdesk.record.checks import plain_text
from linkdesk.record.errors import NotFound
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.connections.gaps.rules import NoteGap
    from linkdesk.connections.gaps.rules import TakeBackGap
    from linkdesk.record.session import Actor


def note_gap(session: Session, actor: Actor, command: NoteGap) -> UUID:
    """Note that a need has no fitting service, with the area where the person lives; return its id.

    The same need of the same person noted twice on one day is one, for a button is pressed twice easily.

    Raises:
        NotFound: there is no such person.
        RuleBroken: they died; nothing was changed.
    """
    with unit_of_work(session, actor, "note_unmet_need") as work:
        client = client_record(work.session, command.client_id)
        stop_if_died(client)
        today = work.now.astimezone().date()
        before = work.session.scalar(
            select(UnmetNeed).where(
                UnmetNeed.client_id == client.id,
                UnmetNeed.need == command.need,
                UnmetNeed.noted_on == today,
                UnmetNeed.taken_back_on.is_(None),
            )
        )
        if before is not None:
            before.missing = command.missing
            return before.id
        row = UnmetNeed(
            id=work.new_id(),
            client_id=client.id,
            goal_id=command.goal_id,
            need=command.need,
            missing=command.missing,
            words=" ".join(plain_text(command.words).split())[: rules.WORDS_LENGTH],
            area=rules.area_of(client.postcode),
            noted_on=today,
            taken_back_on=None,
        )
        work.session.add(row)
        return row.id


def take_back_gap(session: Session, actor: Actor, command: TakeBackGap) -> None:
    """Say that there is a service after all, or that it was a mistake; the line stays and counts no more.

    Raises:
        NotFound: there is no such line of this person.
    """
    with unit_of_work(session, actor, "take_back_unmet_need") as work:
        wanted = select(UnmetNeed).where(
            UnmetNeed.id == command.unmet_need_id, UnmetNeed.client_id == command.client_id
        )
        row = work.session.scalar(wanted)
        if row is None:
            raise NotFound
        row.taken_back_on = row.taken_back_on or work.now.astimezone().date()
