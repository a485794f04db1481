"""The terminal brings in what needs no question, and leaves nothing staged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.models import IntakeFile
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.terminal import Wish
from linkdesk.exchange.intake.terminal import import_referrals
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Actor
from tests.data.referrals import referral_file
from tests.furnished import House

Opened = tuple[Session, Actor]


@pytest.fixture
def opened(house: House) -> Iterator[Opened]:
    with open_session(house.settings, house.vault) as pair:
        yield pair


def left(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in (IntakeFile, IntakeRow)]


def test_every_row_is_told_and_nothing_stays_staged(opened: Opened, tmp_path: Path) -> None:
    session, actor = opened
    planted = referral_file(260, 30)
    path = tmp_path / "a.csv"
    path.write_bytes(planted.data)
    before = session.scalar(select(func.count()).select_from(Client))
    said = import_referrals(session, actor, path, Wish(dry_run=True, order=DateOrder.DAY_FIRST))
    assert sum(line.startswith("Row ") for line in said) == 30
    assert "Column “D.O.B.”: Date of birth" in said
    assert said[-1] == "230 of 260 rows can be brought in. Nothing was changed."
    with pytest.raises(RuleBroken, match="30 of 260 rows cannot be brought in"):
        import_referrals(session, actor, path, Wish(order=DateOrder.DAY_FIRST))
    assert session.scalar(select(func.count()).select_from(Client)) == before
    assert left(session) == [0, 0]
    told: list[int] = []
    said = import_referrals(session, actor, path, Wish(leave_out=True), lambda done, _total: told.append(done))
    assert said[-1] == "230 of 260 referrals were brought in."
    assert told
    assert left(session) == [0, 0]
