"""The writing verbs of the team room."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar
from typing import cast

from sqlalchemy import select

from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.team import rules
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import Role
from linkdesk.team.rules import StartWorker

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

CommandT = TypeVar("CommandT", StartWorker, ChangeWorker)


def start_worker(session: Session, actor: Actor, command: StartWorker) -> UUID:
    """Keep the worker who filled in the page about them and return the id on the key slot.

    The first of a vault has every role. Whoever comes later without a record is a link worker and nothing more.

    Raises:
        RuleBroken: the words cannot be right, or this worker is here already; nothing was changed.
    """
    command = _checked(command)
    with unit_of_work(session, actor, "start_worker") as work:
        if session.get(WorkerRow, actor.worker_id) is not None:
            raise RuleBroken("This page was filled in already. Nothing was changed. Change it in Settings.")
        is_first = session.scalar(select(WorkerRow.id).limit(1)) is None
        row = WorkerRow(
            id=actor.worker_id,
            name=command.name,
            job_title=command.job_title,
            phone=command.phone,
            email=command.email,
            roles=[str(role) for role in (rules.ALL_ROLES if is_first else (Role.LINK_WORKER,))],
            code_hash=command.code_hash,
        )
        work.session.add(row)
        return row.id


def change_worker(session: Session, actor: Actor, command: ChangeWorker) -> UUID:
    """Keep what workers changed about themselves and return the id; roles are not theirs to change.

    Raises:
        NotFound: the worker is not here yet.
        Stale: the page was saved in another window after it was opened.
        RuleBroken: the words cannot be right; nothing was changed.
    """
    command = _checked(command)
    with unit_of_work(session, actor, "change_worker"):
        row = session.get(WorkerRow, actor.worker_id)
        if row is None:
            raise NotFound
        if row.version != command.version:
            raise Stale
        row.name = command.name
        row.job_title = command.job_title
        row.phone = command.phone
        row.email = command.email
        if command.code_hash is not None:
            row.code_hash = command.code_hash
        return row.id


def _checked(command: CommandT) -> CommandT:
    try:
        return cast("CommandT", rules.tidied(command))
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
