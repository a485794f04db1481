"""The writing verbs of concerns; each leaves a step, so that the order of things can be told later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.queries import client_record
from linkdesk.concerns import rules
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.concerns.models import Concern
from linkdesk.concerns.models import ConcernReader
from linkdesk.concerns.models import ConcernStep
from linkdesk.concerns.sight import hidden_from
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.team.queries import roles
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.concerns.rules import ChangeConcern
    from linkdesk.concerns.rules import ConcernDetails
    from linkdesk.concerns.rules import MoveConcern
    from linkdesk.concerns.rules import NameReaders
    from linkdesk.concerns.rules import RaiseConcern
    from linkdesk.concerns.rules import WriteStep
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "concern"
CHANGE_FORM = "concern_change"
STEP_FORM = "concern_step"
"""Where words lie that were typed and not saved: a new concern under the client's id, the others under its own."""


def raise_concern(session: Session, actor: Actor, command: RaiseConcern) -> UUID:
    """Put a concern on record and return its id; it may be as short as one word, and go on later.

    Raises:
        NotFound: there is no such client.
        RuleBroken: nothing at all is said, or a day is still to come; nothing was changed.
    """
    with unit_of_work(session, actor, "raise_concern") as work:
        client_record(work.session, command.client_id)
        rules.check(command, work.now.astimezone().date())
        row = Concern(id=work.new_id(), client_id=command.client_id, state=State.OPEN, **_values(command))
        work.session.add(row)
        work.session.flush()
        _note(work, row, Step.RAISED)
        drop_draft(work.session, actor, FORM, str(command.client_id))
        return row.id


def change_concern(session: Session, actor: Actor, command: ChangeConcern) -> None:
    """Go on with a concern; what stood there before stays in its history.

    Raises:
        NotFound: this worker can read no such concern of this client.
        Stale: someone saved it after the page was opened.
        RuleBroken: nothing is said any more, or a day is still to come; nothing was changed.
    """
    with unit_of_work(session, actor, "change_concern") as work:
        row = _row(work, command.client_id, command.concern_id)
        if row.version != command.version:
            raise Stale
        rules.check(command, work.now.astimezone().date())
        for name, value in _values(command).items():
            setattr(row, name, value)
        work.session.flush()
        drop_draft(work.session, actor, CHANGE_FORM, str(row.id))


def write_step(session: Session, actor: Actor, command: WriteStep) -> None:
    """Write down what was done: who was told, who rang whom in a crisis and what was agreed, what the council said.

    Telling the council puts an open concern with the council.

    Raises:
        NotFound: this worker can read no such concern of this client.
        RuleBroken: nothing is said, or the day is still to come; nothing was changed.
    """
    with unit_of_work(session, actor, "write_concern_step") as work:
        row = _row(work, command.client_id, command.concern_id)
        rules.check_step(command, work.now.astimezone().date())
        given = {"on": command.on, "time": command.time, "who": command.who, "whom": command.whom}
        _note(work, row, command.step, words=command.words, **given)
        if command.step is Step.TOLD_COUNCIL and row.state is State.OPEN:
            row.state = State.WITH_COUNCIL
        drop_draft(work.session, actor, STEP_FORM, str(row.id))


def move_concern(session: Session, actor: Actor, command: MoveConcern) -> None:
    """Say where a concern stands from now on: closed, lowered, open again. Only a lead does; the reason stays.

    Raises:
        NotFound: this worker can read no such concern of this client.
        NotAllowed: this worker is no safeguarding lead.
        Stale: someone saved it after the page was opened.
        RuleBroken: no reason, or it stands there already; nothing was changed.
    """
    with unit_of_work(session, actor, "move_concern") as work:
        row = _row(work, command.client_id, command.concern_id)
        _require_lead(work, row)
        reason = rules.checked_reason(command.reason)
        if row.version != command.version:
            raise Stale
        if row.state is command.state:
            raise RuleBroken("It stands there already. Nothing was changed.")
        row.state = command.state
        _note(work, row, Step.MOVED, state=command.state, words=reason)


def name_readers(session: Session, actor: Actor, command: NameReaders) -> None:
    """Say which workers may read a concern besides its author and the leads; each change is a step.

    Raises:
        NotFound: this worker can read no such concern of this client.
        NotAllowed: this worker is neither its author nor a lead.
        RuleBroken: somebody who is not in this team; nothing was changed.
    """
    with unit_of_work(session, actor, "name_concern_readers") as work:
        row = _row(work, command.client_id, command.concern_id)
        if row.owner_id != actor.worker_id:
            _require_lead(work, row)
        team = {worker.id: worker for worker in workers(work.session)}
        wanted = set(command.worker_ids)
        if any(each not in team or team[each].has_left for each in wanted):
            raise RuleBroken("That worker is not in this team. Nothing was changed.")
        known = {
            each.worker_id: each
            for each in work.session.scalars(select(ConcernReader).where(ConcernReader.concern_id == row.id))
        }
        for worker_id in sorted(set(known) - wanted):
            work.session.delete(known[worker_id])
            _note(work, row, Step.UNNAMED, whom=team[worker_id].name if worker_id in team else "")
        for worker_id in sorted(wanted - set(known)):
            work.session.add(ConcernReader(client_id=row.client_id, concern_id=row.id, worker_id=worker_id))
            _note(work, row, Step.NAMED, whom=team[worker_id].name)


def _values(details: ConcernDetails) -> dict[str, Any]:
    given = rules.details_of(details)
    return {**given, "kinds": [str(kind) for kind in given["kinds"]]}


def _row(work: Work, client_id: UUID, concern_id: UUID) -> Concern:
    row = work.session.get(Concern, concern_id)
    if row is None or row.client_id != client_id or concern_id in hidden_from(work.session, work.actor.worker_id):
        raise NotFound
    return row


def _require_lead(work: Work, row: Concern) -> None:
    """Ask for a lead; where nobody is one, the author decides, or a concern could never be closed."""
    alone = row.owner_id == work.actor.worker_id and not rules.leads(workers(work.session))
    if not alone and rules.LEAD not in roles(work.session, work.actor.worker_id):
        raise NotAllowed("Only a safeguarding lead decides that. Nothing was changed. Ask your lead.")


def _note(work: Work, row: Concern, step: Step, **given: Any) -> None:
    """Write a step; of now where nothing else is said."""
    moment = work.now.astimezone()
    usual = {"state": None, "on": moment.date(), "time": "", "who": "", "whom": "", "words": ""}
    if "on" not in given:
        usual["time"] = f"{moment:%H:%M}"
    work.session.add(ConcernStep(client_id=row.client_id, concern_id=row.id, step=step, **{**usual, **given}))
