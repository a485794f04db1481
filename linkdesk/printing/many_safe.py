"""Whose papers of a batch are safe to take: what is on record stands first, and nobody is printed for unasked."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.finding import likeness
from linkdesk.clients.queries import client_record
from linkdesk.printing.given.post import against_batch
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.safe import advice
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import RuleBroken
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.desk.plans_due import AgreedPlan
    from linkdesk.printing.rules import Item

NOT_SAFE = "On record now: paper is not safe for them. Nothing was made. Open their own page to decide."


@dataclass(frozen=True)
class Asked:
    """One person of a batch before it is made; `why` is what on record speaks against paper, word for word.

    `alike` is who else of the batch has such a name, each with the date of birth: their pages lie in one pile.
    """

    due: AgreedPlan
    why: tuple[str, ...]
    birth_date: date
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """One person for whom something is printed: the paper itself, or the page that names neither service nor topic."""

    due: AgreedPlan
    safe: Safe


def asked(session: Session, plans: Iterable[AgreedPlan], item: Item) -> tuple[Asked, ...]:
    """Return everyone of a batch, first those for whom something on record speaks against paper.

    Somebody who was kept apart meanwhile is left out.
    """
    found = []
    for due in plans:
        try:
            client = client_record(session, due.client_id)
        except LinkDeskError:  # kept apart or gone since the list was read: there is nobody to ask about
            continue
        found.append((likeness.known(client), Asked(due, against(client, item), client.birth_date)))
    near = likeness.alike_among([name for name, _one in found])
    people = [
        replace(one, alike=_others(one, [found[place][1] for place in places]))
        for (_name, one), places in zip(found, near, strict=True)
    ]
    return tuple(sorted(people, key=lambda one: not one.why))


def _others(one: Asked, alike: Iterable[Asked]) -> tuple[str, ...]:
    """Return who has such a name, each with the date of birth; somebody's own second plan is nobody else."""
    said = (
        f"{other.due.who}, born {long_date(other.birth_date)}"
        for other in alike
        if other.due.client_id != one.due.client_id
    )
    return tuple(dict.fromkeys(said))


def against(client: ClientRecord, item: Item) -> tuple[str, ...]:
    """Return what on record speaks against paper for this person; nothing where it may be safe.

    A batch is made while nobody is there to be asked and may go by post, so more speaks against it.
    """
    found = advice(client, item)
    if found is None:
        return ()
    return tuple(dict.fromkeys((*(() if found.is_safe else found.why), *against_batch(client))))


def wanted(people: Iterable[Asked], take: Collection[str], plain: Collection[str]) -> tuple[Wanted, ...]:
    """Return for whom what is printed: only who was chosen, and never the paper where the record speaks against it.

    Args:
        people: everyone of the batch, as the record says now.
        take: the plans, by their ids, that were said to be safe to take.
        plain: the plans of those who get a plain page instead.
    """
    chosen = []
    for one in people:
        plan = str(one.due.plan_id)
        if plan in plain:
            chosen.append(Wanted(one.due, Safe.PLAIN))
        elif plan in take and not one.why:
            chosen.append(Wanted(one.due, Safe.YES))
    return tuple(chosen)


def check_safe(client: ClientRecord, item: Item) -> None:
    """Refuse the paper of somebody whose record changed since they were asked about.

    Raises:
        RuleBroken: something on record speaks against paper now.
    """
    if against(client, item):
        raise RuleBroken(NOT_SAFE)
