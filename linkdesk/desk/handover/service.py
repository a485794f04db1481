"""The writing verb of a handover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.reach.sight import hidden_from
from linkdesk.desk.handover.rules import NOTE_LENGTH
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.team.cover.service import may_arrange
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.handover.rules import HandOver
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


def hand_over(session: Session, actor: Actor, command: HandOver) -> int:
    """Give cases to another worker, with every open episode of theirs, and return how many.

    Raises:
        NotAllowed: they are another's cases, and this worker is no lead.
        NotFound: one of them is not that worker's case.
        RuleBroken: nobody to give to, nothing to give, or a record is kept apart from who would get it.
    """
    with unit_of_work(session, actor, "hand_over") as work:
        if not may_arrange(work.session, actor, command.from_id):
            raise NotAllowed("You hand over your own cases. Nothing was changed. Ask your team lead.")
        to = find_worker(work.session, command.to_id)
        if to is None or to.has_left or command.to_id == command.from_id:
            raise RuleBroken("Choose another worker of this team. Nothing was changed.")
        note = " ".join(command.note.split())[:NOTE_LENGTH]
        clients = _clients(work, command)
        for client in clients:
            client.owner_id = command.to_id
            _episodes(work, client.id, command, f"To {to.name}. {note}".strip())
        return len(clients)


def _clients(work: Work, command: HandOver) -> list[Client]:
    """Return the rows of the cases, each checked: whose it is, and that who gets it may see it."""
    wanted = set(command.client_ids)
    if not wanted:
        raise RuleBroken("Choose at least one case. Nothing was changed.")
    found = list(work.session.scalars(select(Client).where(Client.id.in_(wanted), Client.owner_id == command.from_id)))
    if len(found) != len(wanted):
        raise NotFound("One of these is not that worker's case any more. Nothing was changed. Open the page again.")
    apart = hidden_from(work.session, command.to_id)
    if not apart.isdisjoint(wanted):
        raise RuleBroken(
            "One of these records is kept apart from that worker. Nothing was changed. Have them named first."
        )
    return found


def _episodes(work: Work, client_id: UUID, command: HandOver, words: str) -> None:
    """Let every open episode of this worker follow, and say so in what happened."""
    open_ones = select(Episode).where(
        Episode.client_id == client_id, Episode.closed_on.is_(None), Episode.worker_id == command.from_id
    )
    for episode in work.session.scalars(open_ones):
        episode.worker_id = command.to_id
        event = EpisodeEvent(
            client_id=client_id,
            episode_id=episode.id,
            kind=EventKind.HANDED_OVER,
            on=work.now.astimezone().date(),
            way=None,
            outcome=None,
            words=words,
        )
        work.session.add(event)
