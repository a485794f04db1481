"""The writing verbs of the clients room."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients import queries
from linkdesk.clients import rules
from linkdesk.clients.keepsafe.rules import follow
from linkdesk.clients.models import Client
from linkdesk.clients.person import WORDS
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.queries import CHANGE
from linkdesk.clients.queries import needs_of
from linkdesk.clients.rules import ClientDetails
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import AddClient
    from linkdesk.clients.rules import ChangeClient
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


FORM = "client"
NEW = "new"
"""Under these names the words of the form are kept while they are typed; a change is kept under the client's id."""
ALIKE = "Somebody like this came onto the caseload a moment ago. Nothing was changed. Look at them below."


def add_client(session: Session, actor: Actor, command: AddClient, *, unless_alike: bool = False) -> UUID:
    """Keep a new client and return the id.

    Raises:
        RuleBroken: the details cannot be right, or somebody like them is on record; nothing was changed.
    """
    with unit_of_work(session, actor, "add_client") as work:
        if unless_alike:
            refuse_alike(work, command)
        return write_client(work, command)


def refuse_alike(work: Work, command: AddClient) -> None:
    """Refuse a person who may be on the caseload already.

    Asked inside the write: a form that was sent twice at the same moment must not make two of one person.

    Raises:
        RuleBroken: somebody like them is on record; nothing was changed.
    """
    if queries.alike(work.session, command):
        raise RuleBroken(ALIKE)


def write_client(work: Work, command: AddClient) -> UUID:
    """Keep a new client inside the caller's own unit of work and return the id; raises as above."""
    row = _new_row(work, command, work.now.astimezone().date())
    work.session.add(row)
    work.session.flush()  # what the caller adds next may point to it
    drop_draft(work.session, work.actor, FORM, NEW)
    return row.id


def write_clients(work: Work, commands: Sequence[AddClient]) -> list[UUID]:
    """Keep many new clients of a file at once and return their ids; raises as above.

    A draft that the worker typed for a new client stays: these words come from elsewhere.
    """
    today = work.now.astimezone().date()
    rows = [_new_row(work, command, today) for command in commands]
    work.session.add_all(rows)
    work.session.flush()  # what the caller adds next may point to them
    return [row.id for row in rows]


def _new_row(work: Work, command: AddClient, today: date) -> Client:
    kept = columns(command, today)
    return Client(id=work.new_id(), keep_safe=_keep_safe("", (), kept["contact_limits"]), **kept)


def _keep_safe(line: str, before: Sequence[str], now: Sequence[str]) -> str:
    """Return the keep-safe line, which says what the limits of contact say: it is what everyone reads."""
    words = {limit.value: text for limit, text in WORDS[ContactLimit].items()}
    return follow(
        line,
        added=(words[limit] for limit in now if limit not in before),
        ended=(words[limit] for limit in before if limit not in now),
    )


def change_client(session: Session, actor: Actor, command: ChangeClient) -> UUID:
    """Keep what the worker changed and return the id.

    Raises:
        NotFound: there is no such client.
        Stale: someone saved the client after the page was opened.
        RuleBroken: the details cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, CHANGE) as work:
        row = work.session.get(Client, command.client_id)
        if row is None or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        today = work.now.astimezone().date()
        before = needs_of(row.needs)
        kept = columns(command, today)
        row.keep_safe = _keep_safe(row.keep_safe, row.contact_limits, kept["contact_limits"])
        for name, value in kept.items():
            setattr(row, name, value)
        if needs_of(row.needs) != before:
            row.needs_reviewed_on = today
        drop_draft(work.session, actor, FORM, str(row.id))
        return row.id


def forget_draft(session: Session, actor: Actor, client_id: UUID | None) -> None:
    """Throw away the words that were typed for a new client (None) or a change, and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, FORM, str(client_id) if client_id else NEW)


_AS_LISTS = frozenset({"address_lines", "phones", "needs", "other_identifiers", "other_addresses", "other_emails"})
"""What lies in one column of the row as a list of plain values; so do the limits of contact."""
_PLAIN = tuple(each.name for each in fields(ClientDetails) if each.name not in _AS_LISTS | {"contact_limits"})


def plain_list(parts: tuple[Any, ...]) -> list[Any]:
    """Return parts as JSON keeps them: texts as they are, everything else by its fields."""
    return [part if isinstance(part, str) else _plain(part) for part in parts]


def _plain(part: Any) -> dict[str, Any]:
    """Return the fields of a part with lists in place of tuples, as they come back from the store."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(part).items()}


def columns(command: ClientDetails, today: date) -> dict[str, Any]:
    """Return the row's own columns for checked details."""
    try:
        details = rules.tidied(command)
        rules.check(details, today)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    return {
        **{name: getattr(details, name) for name in _PLAIN},
        **{name: plain_list(getattr(details, name)) for name in _AS_LISTS},
        "contact_limits": [limit.value for limit in details.contact_limits],
        "family_key": rules.folded(details.family_name),
        "given_key": rules.folded(details.given_name),
        "search_text": rules.search_text(details),
    }
