"""A feed of local services is in the directory whole or not at all, whenever the end comes."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.application import open_session
from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.record.audit import verify
from linkdesk.record.clock import SystemClock
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.rules import State
from linkdesk.services.models import LocalPhone
from linkdesk.services.models import LocalService
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE
from tests.furnished import House
from tests.furnished import cheap_settings
from tests.furnished import open_house
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import feed

pytestmark = pytest.mark.safety

SERVICES = 150
KILLS = int(os.environ.get("LINKDESK_KILLS", "2"))
WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from linkdesk.application import open_session
from linkdesk.record.clock import SystemClock
from linkdesk.services.feeds import service
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE, cheap_settings
settings = cheap_settings(Path(sys.argv[1]))
vault = Vault(settings, SystemClock())
vault.unlock(PASSPHRASE)
with open_session(settings, vault) as (session, actor):
    print("begin", flush=True)
    service.bring_in(session, actor, UUID(sys.argv[2]), "Testham", whole=True)
    print("done", flush=True)
"""


def test_killed_at_any_moment_a_feed_is_in_whole_or_not_at_all(practice: Path, tmp_path: Path) -> None:
    """Each try ends a writer somewhere between its first service and its last; the next goes on with the same vault."""
    house = open_house(practice, tmp_path / "house")
    data = feed(*({**CHOIR, "id": f"choir-{number}", "name": f"Choir {number}"} for number in range(SERVICES)))
    with open_session(house.settings, house.vault) as (session, actor):
        before = counts(session)
        source = look_at(session, actor, "testham.json", io.BytesIO(data))
    house.vault.lock()
    command = [sys.executable, "-c", WRITER, str(house.settings.data_dir), str(source)]
    # It begins with moments far too short to end in, and doubles them: however fast the machine is, some kills hit.
    chance, longest, killed = random.Random(7), 0.2, 0  # noqa: S311 - moments of a test
    for turn in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "begin\n"
            time.sleep(chance.uniform(0, longest))
            writer.send_signal(signal.SIGKILL)
        longest *= 2
        house = opened_again(house)
        with open_session(house.settings, house.vault) as (session, actor):
            is_in = queries.import_of(session, source).state is State.DONE
            whole = tuple(each + SERVICES * more for each, more in zip(before, (1, 2, 1), strict=True))
            assert counts(session) == (whole if is_in else before), turn
            assert verify(session, house.vault.subkey("audit")).faults == ()
        killed += not is_in
        if is_in:
            break
        house.vault.lock()
    assert killed >= 1
    if house.vault.state.name != "OPEN":
        house = opened_again(house)
        with open_session(house.settings, house.vault) as (session, actor):
            service.bring_in(session, actor, source, "Testham", whole=True)
            assert counts(session)[0] == before[0] + SERVICES
    house.vault.lock()


def counts(session: Session) -> tuple[int, ...]:
    ask = session.scalar
    return tuple(ask(select(func.count()).select_from(table)) or 0 for table in (LocalService, LocalPhone, LocalSaid))


def opened_again(house: House) -> House:
    vault = Vault(cheap_settings(house.settings.data_dir), SystemClock())
    vault.unlock(PASSPHRASE)
    return House(house.settings, vault, house.app)
