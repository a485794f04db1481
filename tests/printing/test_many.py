"""What a batch is made of, and where its pages are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.queries import client_record
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing import many
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Job
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.hand import Words
from linkdesk.printing.many import PrintRoom
from linkdesk.printing.many import Wish
from linkdesk.printing.many import jobs
from linkdesk.printing.many_safe import Wanted
from linkdesk.printing.many_safe import against
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Item
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.desk.plans_due import AgreedPlan
    from tests.furnished import House

pytestmark = pytest.mark.prints

WISH = Wish(Item.PLAN, mono=False, day=date(2026, 11, 30), worker="Robin Practice")


def safe(session: Session, plans: tuple[AgreedPlan, ...]) -> list[Wanted]:
    """Take the plan where paper is safe, else the plain page."""
    people = [(due, client_record(session, due.client_id)) for due in plans]
    return [Wanted(due, Safe.PLAIN if against(client, WISH.item) else Safe.YES) for due, client in people]


def test_who_died_meanwhile_is_said_and_the_others_are_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plans = agreed_plans(session, (actor.worker_id,), most=9)
        dead = plans[0].client_id

        def found(session: Session, client_id: UUID) -> ClientRecord:
            client = client_record(session, client_id)
            return replace(client, deceased_on=date(2026, 11, 1)) if client_id == dead else client

        monkeypatch.setattr(many, "client_record", found)
        read = list(jobs(session, actor, safe(session, plans), len(plans), WISH))
        logged = set(session.scalars(select(ReadEntry.client_id).where(ReadEntry.kind == "print")))
    assert "This person died on 1 November 2026" in read[0].refusal
    assert read[0].documents == ()
    assert [job.who for job in read] == [plan.who for plan in plans]
    assert all(len(job.documents) == 2 for job in read[1:])
    assert logged == {plan.client_id for plan in plans[1:]}


def test_a_cover_sheet_names_the_place_in_the_batch_and_no_other_person(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plans = agreed_plans(session, (actor.worker_id,), most=9)
        read = list(jobs(session, actor, safe(session, plans), len(plans), WISH))
    for number, job in enumerate(read, start=1):
        slip = job.documents[0].parts[0]
        assert f"Paper {number} of {len(plans)}." in slip
        assert job.who in slip
        assert [
            other.who for other in plans if other.who != job.who and other.who in "".join(job.documents[1].parts)
        ] == []


def test_pages_are_numbered_through_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Here:
        def print(self, words: Words, _seconds: float) -> bytes:
            return press().pdf(*words.parts)

        def end(self) -> None:
            """Nothing runs."""

        close = end

    monkeypatch.setattr(many, "PART", 2)
    page = "<html lang=en><title>A page</title><h1>{}</h1>"
    two = page.format("x") + "<p style='break-before:page'>y"
    read = [Job(UUID(int=n), f"Person {n}", "", (Words((page.format(n),)), Words((two,)))) for n in range(3)]
    room = PrintRoom(Limits(), lambda total: Batch(total, hire=lambda _limits: Here()))  # type: ignore[arg-type, return-value]
    assert room.parts() == 0
    assert room.begin("Three", 3, lambda: read).wait(120)
    assert (room.parts(), room.pages(1), room.pages(2)) == (2, range(1, 7), range(7, 10))
    assert [outcome.job.who for outcome in room.part(2)] == ["Person 2"]
    assert len({room.page(number) for number in range(1, 10)}) == 5
    for missing in (0, -1, 10):
        with pytest.raises(NotFound):
            room.page(missing)
    with pytest.raises(NotFound):
        room.part(3)
    room.forget()
    with pytest.raises(NotFound):
        room.joined()
