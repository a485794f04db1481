"""A print that leaves by the terminal: the same question, the same history as by the window."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.queries import client_record
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.rules import NotePrint
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.safe import advice
from linkdesk.printing.given.service import note_print
from linkdesk.printing.items import AskedHow
from linkdesk.printing.items import asked_options
from linkdesk.printing.items import item_paper
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.sheets.messages import note_left
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.short.passing import note_letter_left
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.vault.atomic import write_new

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.given.leaving import Leaves
    from linkdesk.record.session import Actor


@dataclass(frozen=True)
class PrintTo:
    """Write one printed item to a file. `safe` answers whether it is safe to take: yes, plain, or nothing said."""

    item: str
    client_id: UUID
    out: Path
    safe: str = ""
    how: AskedHow = field(default_factory=AskedHow)


def print_to(session: Session, actor: Actor, wish: PrintTo) -> None:
    """Write a print to a file and keep that it left; there is no file where that could not be kept.

    Raises:
        RuleBroken: nobody said whether it is safe to take, or it may not be printed so.
        NotFound: there is no such client, or no plan.
        DiskFull: there is no room for the file.
    """
    client = client_record(session, wish.client_id)
    item, answer = wish.item, _answer(client, wish)
    paper: Leaves
    plan: PlanRecord | None = None
    if answer is Safe.PLAIN:
        item, paper = PLAIN, plain_of(session, actor, client, asked_options(session, actor, client, wish.how))
    else:
        paper, plan = item_paper(session, actor, wish.item, wish.client_id, wish.how)
    command = NotePrint.of(client, plan, item, paper.options, Way.SAVED, answer)
    command = replace(command, service_id=wish.how.service if item == ClientItem.SERVICE else None)
    record_reading(session, actor, "print", client.id)
    write_new(wish.out, paper.make())
    try:
        if item in set(SheetKind):
            note_left(session, actor, SheetKind(item), client)
        note_letter_left(session, actor, client.id, paper)
        note_print(session, actor, command)
    except BaseException:
        wish.out.unlink()
        raise


def _answer(client: ClientRecord, wish: PrintTo) -> Safe:
    """Return the answer with which it leaves.

    Raises:
        RuleBroken: the question was not answered; the sentence says what is on record.
    """
    if wish.safe == Safe.PLAIN:
        return Safe.PLAIN
    asked = advice(client, wish.item)
    if asked is None:
        return Safe.NOT_ASKED
    if wish.safe != Safe.YES:
        against = f" On record: {', '.join(asked.why)}." if asked.why else ""
        raise RuleBroken(
            f"{asked.question}{against} Nothing was printed. "
            "Ask the person, then say --safe yes, or --safe plain for a page without name or topic."
        )
    return Safe.YES
