"""The tables of what left say how they merge, leave and are erased; two records of one person become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy import Table

from linkdesk.clients.merging.queries import versions
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.service import merge_clients
from linkdesk.printing.given import rules
from linkdesk.printing.given.models import SEAL_LENGTH
from linkdesk.printing.given.models import CopyGiven
from linkdesk.printing.given.models import PrintOut
from linkdesk.printing.given.queries import copies_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.given.service import note_print
from linkdesk.record.audit import verify
from tests.printing.given.test_service import agreed
from tests.printing.given.test_service import note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_columns_are_as_long_as_the_rules_say() -> None:
    lengths = {"item": rules.ITEM_LENGTH, "language": rules.LANGUAGE_LENGTH, "seal": SEAL_LENGTH}
    for model in (PrintOut, CopyGiven):
        table = model.__table__
        assert isinstance(table, Table)
        assert "client_table" in table.info
        for name, length in lengths.items():
            kind = table.c[name].type if name in table.c else String(length)
            assert isinstance(kind, String)
            assert kind.length == length


def test_prints_and_copies_go_to_the_record_that_stays(session: Session, actor: Actor) -> None:
    kept, gone = agreed(session, actor), agreed(session, actor, 2)
    note_print(session, actor, note(gone))
    note_print(session, actor, note(gone, Way.WAITING))
    give_copy(session, actor, GiveCopy(gone.id, gone.plan, How.POSTED))
    mine, other = versions(session, kept.id, gone.id)
    merge_clients(session, actor, MergeClients(kept.id, mine, gone.id, other, {}))
    assert {one.way for one in prints_of(session, kept.id)} == {Way.PRINTED, Way.WAITING}
    assert [(one.plan_id, one.how) for one in copies_of(session, kept.id)] == [(gone.plan, How.POSTED)]
    assert prints_of(session, gone.id) == ()
    assert not verify(session, b"k" * 32).faults
