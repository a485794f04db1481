"""The writing verbs of risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.risks import rules
from linkdesk.clients.risks.models import Risk
from linkdesk.clients.risks.queries import record
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.risks.rules import ChangeRisk
    from linkdesk.clients.risks.rules import EndRisk
    from linkdesk.clients.risks.rules import NoteRisk
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

NEW_FORM = "risk_new"
"""Words of a risk that is not on record yet are kept under this name and the client's id."""
FORM = "risk"


def note_risk(session: Session, actor: Actor, command: NoteRisk) -> UUID:
    """Put a risk on record; the entry that none is known ends with it.

    Raises:
        NotFound: there is no such client.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "note_risk") as work:
        today = work.now.astimezone().date()
        _require_client(work, command.client_id)
        _checked(command, today)
        for entry in _standing(work, command.client_id):
            if entry.kind is RiskKind.NONE:
                entry.ended_on, entry.end_comment = today, "A risk was put on record"
        row = _row(work, command.client_id, command.kind, command.risk)
        row.comment, row.started_on = command.comment, command.started_on
        work.session.add(row)
        drop_draft(work.session, actor, NEW_FORM, str(command.client_id))
        return row.id


def note_none_known(session: Session, actor: Actor, client_id: UUID) -> UUID:
    """Put on record that somebody asked and no risk is known.

    Raises:
        NotFound: there is no such client.
        RuleBroken: a risk stands on record, or this does already.
    """
    with unit_of_work(session, actor, "note_no_known_risk") as work:
        return write_none_known(work, client_id)


def write_none_known(work: Work, client_id: UUID) -> UUID:
    """Put on record inside the caller's own unit of work that no risk is known; raises as above."""
    _require_client(work, client_id)
    if _standing(work, client_id):
        raise RuleBroken("There is an entry already. Nothing was changed. End the risks that are no more first.")
    row = _row(work, client_id, RiskKind.NONE, rules.NONE_KNOWN)
    row.started_on = work.now.astimezone().date()
    work.session.add(row)
    return row.id


def change_risk(session: Session, actor: Actor, command: ChangeRisk) -> None:
    """Put the words of a risk right.

    Raises:
        NotFound: there is no such risk of this client.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right, or it has ended; nothing was changed.
    """
    with unit_of_work(session, actor, "change_risk") as work:
        row = _found(work, command.client_id, command.risk_id, command.version)
        if row.ended_on is not None or row.kind is RiskKind.NONE:
            raise RuleBroken("Only a risk that stands can be changed. Nothing was changed.")
        _checked(command, work.now.astimezone().date())
        row.kind, row.risk = command.kind, command.risk
        row.comment, row.started_on = command.comment, command.started_on
        drop_draft(work.session, actor, FORM, str(row.id))


def end_risk(session: Session, actor: Actor, command: EndRisk) -> None:
    """Say that a risk is no more; it stays on record.

    Raises:
        NotFound: there is no such risk of this client.
        Stale: someone saved it after the page was opened.
        RuleBroken: the day cannot be right, or it has ended; nothing was changed.
    """
    with unit_of_work(session, actor, "end_risk") as work:
        row = _found(work, command.client_id, command.risk_id, command.version)
        try:
            rules.check_end(record(row), command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row.ended_on, row.end_comment = command.ended_on, command.end_comment
        drop_draft(work.session, actor, FORM, str(row.id))


def _row(work: Work, client_id: UUID, kind: RiskKind, words: str) -> Risk:
    return Risk(id=work.new_id(), client_id=client_id, kind=kind, risk=words, comment="", end_comment="")


def _checked(command: NoteRisk | ChangeRisk, today: date) -> None:
    try:
        rules.check(command, today)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None


def _require_client(work: Work, client_id: UUID) -> None:
    row = work.session.get(Client, client_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound


def _standing(work: Work, client_id: UUID) -> list[Risk]:
    found = select(Risk).where(Risk.client_id == client_id, Risk.ended_on.is_(None)).order_by(Risk.id)
    return list(work.session.scalars(found))


def _found(work: Work, client_id: UUID, risk_id: UUID, version: int) -> Risk:
    row = work.session.get(Risk, risk_id)
    if row is None or row.client_id != client_id or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    if row.version != version:
        raise Stale
    return row
