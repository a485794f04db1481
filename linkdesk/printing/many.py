"""What a batch is made of: the agreed plans that were chosen, each under a cover sheet, read one by one."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import full_name
from linkdesk.plans.queries import plan_record
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Ended
from linkdesk.printing.batch import Job
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.plain import TITLE as PLAIN_TITLE
from linkdesk.printing.given.rules import NotePrint
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.rules import seal
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.hand import Words
from linkdesk.printing.items import own_options
from linkdesk.printing.items import paper_of
from linkdesk.printing.many_safe import check_safe
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import joined
from linkdesk.printing.pages import page_picture
from linkdesk.printing.plan import CLOSER
from linkdesk.printing.plan import TITLES
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.slips import CoverSlip
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import Busy
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.batch import Outcome
    from linkdesk.printing.given.plain import PlainPaper
    from linkdesk.printing.items import Paper
    from linkdesk.printing.many_safe import Wanted
    from linkdesk.record.session import Actor
    from linkdesk.settings import Limits

MOST = 300
"""People in one batch."""
PART = 10
"""People whose pages are shown and printed at once: the pages of all would not fit a window."""


@dataclass(frozen=True)
class Wish:
    """What a batch prints of each plan."""

    item: Item
    mono: bool
    day: date
    worker: str


def jobs(session: Session, actor: Actor, people: Iterable[Wanted], total: int, wish: Wish) -> Iterator[Job]:
    """Yield what is printed for each person, read one after the other; each reading is in the log first.

    Somebody who was kept apart, died, whose plan was taken back or for whom paper is not safe any more is a job with
    its sentence instead.
    """
    for number, one in enumerate(people, start=1):
        try:
            yield _job(session, actor, one, (number, total), wish)
        except LinkDeskError as refusal:
            yield Job(one.due.client_id, one.due.who, "", refusal=refusal.sentence)


def _job(session: Session, actor: Actor, one: Wanted, place: tuple[int, int], wish: Wish) -> Job:
    plan: PlanRecord | None = plan_record(session, one.due.plan_id)
    client = client_record(session, one.due.client_id)
    options = replace(own_options(session, actor, client), mono=wish.mono)
    if options.format is Format.TEXT:
        options = replace(options, format=Format.STANDARD)
    paper: Paper | PlainPaper
    if one.safe is Safe.PLAIN or plan is None:
        item, what, closer, plan = PLAIN, PLAIN_TITLE, "", None
        paper = plain_of(session, actor, client, options)
    else:
        check_safe(client, wish.item)
        item, what = wish.item.value, f"{TITLES[wish.item]}, version {plan.number}"
        closer = CLOSER if wish.item is Item.STEPS else ""
        paper = paper_of(session, actor, plan, client, options, wish.item)
    record_reading(session, actor, "print", client.id)
    slip = CoverSlip(
        full_name(client.title, client.given_name, client.family_name), client.preferred_name or client.given_name,
        what, *place, day=wish.day, options=paper.options, worker=wish.worker,
    )  # fmt: skip
    leaves = NotePrint.of(client, plan, item, paper.options, Way.PRINTED, one.safe)
    return Job(client.id, one.due.who, what, (Words(slip.written()), Words(paper.written(), closer)), leaves=leaves)


def changed(session: Session, leaves: NotePrint) -> bool:
    """Say whether the record is not the one any more that a paper was made from."""
    try:
        client = client_record(session, leaves.client_id)
        plan = plan_record(session, leaves.plan_id) if leaves.plan_id else None
    except LinkDeskError:  # kept apart or gone: whatever it is, it is not what the paper was made from
        return True
    return seal(client, plan, leaves.item, leaves.options, ()).record != leaves.seal


class PrintRoom:
    """The one batch of this run, in memory only; forgotten at the lock. Thread-safe."""

    def __init__(self, limits: Limits, make: Callable[[int], Batch] | None = None) -> None:
        self._make = make or (lambda total: Batch(total, limits))
        self._guard = threading.Lock()
        self._batch: Batch | None = None
        self._pages: dict[int, int] = {}
        self.title = ""

    @property
    def batch(self) -> Batch | None:
        """The batch that runs or is done, None where there is none."""
        return self._batch

    def begin(self, title: str, total: int, read: Callable[[], Iterable[Job]]) -> Batch:
        """Start a batch in place of the last.

        Raises:
            Busy: one is running.
        """
        with self._guard:
            if self._batch is not None and self._batch.progress().ended is Ended.RUNNING:
                raise Busy("Another batch is being printed. Nothing was started. Wait until it is done, or stop it.")
            self._drop()
            self.title = title
            self._batch = self._make(total)
            self._batch.start(read)
            return self._batch

    def forget(self) -> None:
        """Stop what runs and drop everything."""
        with self._guard:
            self._drop()

    def made(self) -> tuple[Outcome, ...]:
        """Return the papers that came out, in order."""
        return tuple(outcome for outcome in self._batch.outcomes() if outcome.made) if self._batch else ()

    def parts(self) -> int:
        """Return in how many parts they are shown."""
        return -(-len(self._places()) // PART)

    def part(self, number: int) -> tuple[Outcome, ...]:
        """Return the papers of a part, counted from 1; nobody moves to another part when somebody is taken out.

        Raises:
            NotFound: there is no such part.
        """
        if not 1 <= number <= self.parts():
            raise NotFound("These prints are not here any more. Nothing was changed. Start them again.")
        return tuple(each for each in self._places()[(number - 1) * PART : number * PART] if each.made)

    def take_out(self, outcome: Outcome, why: str) -> None:
        """Drop the pages of one person, with the sentence why."""
        with self._guard:
            if self._batch is not None:
                self._batch.take_out(outcome, why)
            self._pages.clear()

    def pages(self, number: int) -> range:
        """Return the numbers that the pages of a part have in the whole batch, from 1."""
        first = 1 + sum(self._count(each) for each in self._places()[: (number - 1) * PART])
        return range(first, first + sum(self._count(each) for each in self.part(number)))

    def page(self, number: int) -> bytes:
        """Return one page of the whole batch, counted from 1, as a picture.

        Raises:
            NotFound: there is no such page.
        """
        left = number
        for outcome in self.made() if number > 0 else ():
            for pdf in outcome.made:
                pages = count_pages(pdf)
                if left <= pages:
                    return page_picture(pdf, left)
                left -= pages
        raise NotFound("This page is not here any more. Nothing was changed. Start the prints again.")

    def joined(self) -> bytes:
        """Return all of them as one PDF for the printer.

        Raises:
            NotFound: nothing was made.
        """
        found = self.made()
        if not found:
            raise NotFound("There are no prints here. Nothing was saved. Start them again.")
        return joined([pdf for outcome in found for pdf in outcome.made])

    def _places(self) -> tuple[Outcome, ...]:
        """Return what came out, and the places of what was taken out after it was made."""
        return tuple(one for one in self._batch.outcomes() if one.made or one.taken_out) if self._batch else ()

    def _count(self, outcome: Outcome) -> int:
        key = id(outcome)
        if key not in self._pages:
            self._pages[key] = sum(count_pages(pdf) for pdf in outcome.made)
        return self._pages[key]

    def _drop(self) -> None:
        if self._batch is not None:
            self._batch.forget()
        self._batch, self.title = None, ""
        self._pages.clear()
