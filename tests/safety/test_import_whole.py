"""5,000 referrals with 200 planted faults; and a file is in the record whole or not at all, whenever the end comes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.episodes.models import Episode
from linkdesk.exchange.intake import service
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.queries import file_report
from linkdesk.exchange.intake.queries import rows_left_out
from linkdesk.exchange.intake.rules import State
from linkdesk.record.audit import verify
from tests.data.referrals import FAULTS
from tests.data.referrals import referral_file
from tests.furnished import PASSPHRASE
from tests.furnished import House
from tests.furnished import cheap_settings
from tests.furnished import open_house

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.safety

ROWS, PLANTED = 5000, 200
KILLS = int(os.environ.get("LINKDESK_KILLS", "6"))
WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from linkdesk.application import open_session
from linkdesk.exchange.intake import service
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE, cheap_settings
settings = cheap_settings(Path(sys.argv[1]))
vault = Vault(settings, SystemClock())
vault.unlock(PASSPHRASE)
with open_session(settings, vault) as (session, actor):
    print("begin", flush=True)
    service.bring_in(session, actor, UUID(sys.argv[2]))
    print("done", flush=True)
"""


def test_every_fault_of_200_in_5000_is_named_with_its_row(house: House) -> None:
    assert len(FAULTS) >= 20
    planted = referral_file(ROWS, PLANTED)
    told: list[int] = []
    with open_session(house.settings, house.vault) as (session, actor):
        before = session.scalar(select(func.count()).select_from(Client)) or 0
        file_id = service.stage(session, actor, "a.csv", planted.data)
        columns = {c.place: c.target for c in file_report(session, actor, file_id).columns if c.target}
        service.choose_columns(session, actor, file_id, columns, DateOrder.DAY_FIRST)
        service.check_rows(session, actor, file_id)
        found = {row.number: " ".join(row.reasons) for row in rows_left_out(session, file_id)}
        assert {number for number, words in planted.faults.items() if words not in found.get(number, "")} == set()
        assert set(found) == set(planted.faults)
        brought = service.bring_in(session, actor, file_id, lambda done, _total: told.append(done))
        assert brought == ROWS - PLANTED
        assert session.scalar(select(func.count()).select_from(Client)) == before + brought
        assert len(told) > ROWS / 50
        assert verify(session, house.vault.subkey("audit")).faults == ()


def test_killed_at_any_moment_a_file_is_in_whole_or_not_at_all(practice: Path, tmp_path: Path) -> None:
    """Each try ends a writer somewhere between its first row and its last; the next one goes on with the same vault."""
    house = open_house(practice, tmp_path / "house")
    rows = 300
    with open_session(house.settings, house.vault) as (session, actor):
        before = _counts(session)
        file_id = service.stage(session, actor, "a.csv", referral_file(rows, 0).data)
        columns = {c.place: c.target for c in file_report(session, actor, file_id).columns if c.target}
        service.choose_columns(session, actor, file_id, columns, DateOrder.DAY_FIRST)
        service.check_rows(session, actor, file_id)
    house.vault.lock()
    command = [sys.executable, "-c", WRITER, str(house.settings.data_dir), str(file_id)]
    # It begins with moments far too short to end in, and doubles them: however fast the machine is, some kills hit.
    chance, longest, killed = random.Random(7), 0.2, 0  # noqa: S311 - moments of a test
    for turn in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "begin\n"
            time.sleep(chance.uniform(0, longest))
            writer.send_signal(signal.SIGKILL)
        longest *= 2
        house = _opened_again(house)
        with open_session(house.settings, house.vault) as (session, actor):
            found = _counts(session)
            state = file_report(session, actor, file_id).state
            whole = (before[0] + rows, before[1] + rows, 0)
            assert found == (whole if state is State.DONE else (*before[:2], rows)), (turn, found, state)
            assert verify(session, house.vault.subkey("audit")).faults == ()
            killed += state is State.CHECKED
            if state is State.DONE:
                break
        house.vault.lock()
    assert killed >= 1
    if house.vault.state.name != "OPEN":
        house = _opened_again(house)
        with open_session(house.settings, house.vault) as (session, actor):
            assert service.bring_in(session, actor, file_id) == rows
    house.vault.lock()


def _counts(session: Session) -> tuple[int, ...]:
    return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Client, Episode, IntakeRow))


def _opened_again(house: House) -> House:
    from linkdesk.record.clock import SystemClock
    from linkdesk.vault.lock import Vault

    vault = Vault(cheap_settings(house.settings.data_dir), SystemClock())
    vault.unlock(PASSPHRASE)
    return House(house.settings, vault, house.app)
