"""The writing verbs of sharing: decisions, representatives, sharing without permission, what was passed on."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.models import Client
from linkdesk.clients.sharing import queries
from linkdesk.clients.sharing import refusals
from linkdesk.clients.sharing.models import SharingDecision
from linkdesk.clients.sharing.models import SharingOverride
from linkdesk.clients.sharing.models import SharingPassed
from linkdesk.clients.sharing.models import SharingRepresentative
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import Circumstances
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.sharing.rules import AddRepresentative
    from linkdesk.clients.sharing.rules import AnswerTo
    from linkdesk.clients.sharing.rules import Recipient
    from linkdesk.clients.sharing.rules import RecordDecisions
    from linkdesk.clients.sharing.rules import RepresentativeRecord
    from linkdesk.clients.sharing.rules import ShareWithout
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

ASK_DRAFT, SCREEN_DRAFT, SIGN_DRAFT = "sharing", "sharing_screen", "sharing_sign"
"""What autosave calls the worker's page, and what the client's answers are kept under until they sign."""
WITHOUT_DRAFT, REPRESENTATIVE_DRAFT = "sharing_without", "sharing_representative"

_LINE = Limits().line


def record_decisions(session: Session, actor: Actor, command: RecordDecisions) -> None:
    """Keep what was decided, each answer as a row of its own; nothing that was there is changed.

    Raises:
        NotFound: there is no such client.
        Stale: somebody recorded another decision after the page was opened.
        RuleBroken: it cannot be a decision; nothing was changed.
    """
    with unit_of_work(session, actor, "record_sharing_decisions") as work:
        client = _client(work, command.client_id)
        number = queries.newest_number(work.session, client.id)
        if number != command.seen:
            raise Stale
        before = {each.recipient.key: each.answer for each in queries.standings(work.session, client.id)}
        named = _representative(work, command)
        _checked(lambda: refusals.check_decisions(command, _today(work), client.birth_date, before, named))
        for place, answer in enumerate(command.answers, start=1):
            row = SharingDecision(client_id=client.id, number=number + place, **_columns(command, answer))
            work.session.add(row)
        drop_draft(work.session, actor, ASK_DRAFT, str(client.id))
        drop_draft(work.session, actor, SCREEN_DRAFT, str(client.id))
        drop_draft(work.session, actor, SIGN_DRAFT, str(client.id))


def add_representative(session: Session, actor: Actor, command: AddRepresentative) -> UUID:
    """Put somebody on record who speaks for the person by right, and return the id.

    Raises:
        NotFound: there is no such client.
        RuleBroken: the name or what was seen is missing; nothing was changed.
    """
    with unit_of_work(session, actor, "add_representative") as work:
        _client(work, command.client_id)
        _checked(lambda: refusals.check_new_representative(command, _today(work)))
        row = SharingRepresentative(
            id=work.new_id(),
            client_id=command.client_id,
            name=command.name,
            kind=command.kind,
            relation=command.relation,
            evidence=command.evidence,
            seen_on=command.seen_on,
            ended_on=None,
        )
        work.session.add(row)
        drop_draft(work.session, actor, REPRESENTATIVE_DRAFT, str(command.client_id))
        return row.id


def end_representative(session: Session, actor: Actor, client_id: UUID, representative_id: UUID) -> None:
    """Note that somebody no longer speaks for the person; what they decided stays on record.

    Raises:
        NotFound: this person has no such representative.
    """
    with unit_of_work(session, actor, "end_representative") as work:
        row = work.session.get(SharingRepresentative, representative_id)
        if row is None or row.client_id != _client(work, client_id).id:
            raise NotFound
        row.ended_on = row.ended_on or _today(work)


def share_without_permission(session: Session, actor: Actor, command: ShareWithout) -> UUID:
    """Keep that something is shared without permission, why and who decided it; return the id.

    Raises:
        NotFound: there is no such client.
        RuleBroken: what must be answered for is missing; nothing was changed.
    """
    with unit_of_work(session, actor, "share_without_permission") as work:
        _client(work, command.client_id)
        _checked(lambda: refusals.check_override(command, _today(work)))
        row = SharingOverride(
            id=work.new_id(),
            client_id=command.client_id,
            recipient_kind=command.recipient.kind,
            recipient_name=command.recipient.name,
            ground=command.ground,
            what=command.what,
            reason=command.reason,
            decider=command.decider,
            decided_on=command.decided_on,
            told=command.told,
            not_told_because="" if command.told else command.not_told_because,
            parts=[part.value for part in command.parts],
            ended_on=None,
        )
        work.session.add(row)
        drop_draft(work.session, actor, WITHOUT_DRAFT, str(command.client_id))
        return row.id


def end_override(session: Session, actor: Actor, client_id: UUID, override_id: UUID) -> None:
    """End sharing without permission; it stays on record, and the person's own decision counts again.

    Raises:
        NotFound: this person has no such record.
    """
    with unit_of_work(session, actor, "end_sharing_without_permission") as work:
        row = work.session.get(SharingOverride, override_id)
        if row is None or row.client_id != _client(work, client_id).id:
            raise NotFound
        row.ended_on = row.ended_on or _today(work)


def note_passed(
    session: Session, actor: Actor, clients: Iterable[tuple[UUID, str]], recipient: Recipient, what: str
) -> None:
    """Note what goes to a recipient before it goes.

    Args:
        session: of the open vault; an open reading transaction is ended.
        actor: who passes it on.
        clients: each client's id with the sentence that allows it (`Verdict.sentence`).
        recipient: to whom.
        what: a few words, such as "A file of the record (FHIR)".
    """
    with unit_of_work(session, actor, "pass_on") as work:
        add_passed(work, clients, recipient, what)


def add_passed(work: Work, clients: Iterable[tuple[UUID, str]], recipient: Recipient, what: str) -> None:
    """Note what goes to a recipient, inside a caller's own unit of work (`note_passed` says the rest)."""
    for client_id, because in clients:
        row = SharingPassed(
            client_id=client_id,
            recipient_kind=recipient.kind,
            recipient_name=recipient.name,
            what=what[:_LINE],
            because=because[: 2 * _LINE],
        )
        work.session.add(row)


def forget_draft(session: Session, actor: Actor, form: str, client_id: UUID) -> None:
    """Throw away what was typed or answered on a page of sharing and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, form, str(client_id))


def _client(work: Work, client_id: UUID) -> Client:
    row = work.session.get(Client, client_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    return row


def _representative(work: Work, command: RecordDecisions) -> RepresentativeRecord | None:
    found = queries.representatives(work.session, command.client_id)
    return next((each for each in found if each.id == command.representative_id), None)


def _columns(command: RecordDecisions, answer: AnswerTo) -> dict[str, Any]:
    """Return the columns of one answer; "not asked" keeps none of how a decision was made."""
    asked = answer.answer is not Answer.NOT_ASKED
    given = (
        command if asked else Circumstances(how=None, asked_on=command.asked_on, asked_by=command.asked_by, parts=())
    )
    columns = {field.name: getattr(given, field.name) for field in fields(Circumstances)}
    signature = given.signature
    return columns | {
        "recipient_kind": answer.recipient.kind,
        "recipient_name": answer.recipient.name,
        "answer": answer.answer,
        "reason": answer.reason,
        "parts": [part.value for part in given.parts],
        "signature": [[list(point) for point in stroke] for stroke in signature] if signature else None,
    }


def _checked(check: Callable[[], None]) -> None:
    try:
        check()
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None


def _today(work: Work) -> date:
    return work.now.astimezone().date()
