"""Kill a writer at random moments, again and again; nothing acknowledged may be lost.

The long form, resumable (a folder used before goes on where it stopped):

    .venv/bin/python -m tests.safety.kill_loop --kills 5000 --folder FOLDER

It prints one line of figures. `kill -9` tests the process, not the power supply.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.record import audit
from linkdesk.record import migrate
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.settings import Store
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import check_vault
from linkdesk.vault.cipher import mark

RAW_KEY = b"x'" + b"5a" * 32 + b"'"
AUDIT_KEY = b"k" * 32
ACTOR = Actor(UUID(int=1), UUID(int=2))
LONGEST_LIFE = 0.25
VERIFY_EVERY = 20


@dataclass
class Tally:
    """What the loop found; every fault is one too many."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    faults: int = 0
    more_than_acknowledged: int = 0
    worst_reopen_ms: float = 0.0

    def line(self) -> str:
        """Return the figures in one line."""
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged saves, {self.lost} lost, {self.faults} faults, "
            f"{self.more_than_acknowledged} saves kept but not yet acknowledged, "
            f"slowest re-open {self.worst_reopen_ms:.0f} ms"
        )


def open_store(path: Path) -> Engine:
    """Open the store, making it the first time."""
    new = not path.exists()
    doors = Doors(audit_key=lambda: AUDIT_KEY)
    engine = StoreAccess(path, lambda: bytearray(RAW_KEY), doors, Store(), create=new).open()
    if new:
        mark(engine)
        migrate.upgrade(engine)
    return engine


def write_until_killed(path: Path, acknowledge: int) -> NoReturn:
    """Add and change clients; after each commit write the id to the pipe."""
    source = random.Random()  # noqa: S311 - moments, not secrets
    engine = open_store(path)
    with Session(engine) as session:
        while True:
            name = "".join(source.choices("abcdefgh", k=source.randint(1, 30)))
            made = add_client(
                session, ACTOR, AddClient(given_name=name, family_name="Killtest", birth_date=date(1980, 1, 1))
            )
            os.write(acknowledge, made.bytes)
            seen = client_record(session, made)
            change_client(
                session,
                ACTOR,
                ChangeClient(
                    client_id=made,
                    version=seen.version,
                    given_name=name + "x",
                    family_name="Killtest",
                    birth_date=date(1980, 1, 1),
                ),
            )
            os.write(acknowledge, made.bytes)


def one_life(path: Path) -> list[UUID]:
    """Start a writer, kill it at a random moment, return what it had acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            write_until_killed(path, write)
        finally:
            os._exit(3)
    os.close(write)
    time.sleep(random.uniform(0.02, LONGEST_LIFE))  # noqa: S311 - a moment, not a secret
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    return [UUID(bytes=said[i : i + 16]) for i in range(0, len(said) // 16 * 16, 16)]


def look(path: Path, acknowledged: list[UUID], tally: Tally, *, thorough: bool) -> None:
    """Open again and compare with what was acknowledged."""
    begun = time.perf_counter()
    engine = open_store(path)
    try:
        check_vault(engine, migrate.KNOWN)
        with Session(engine) as session:
            tally.worst_reopen_ms = max(tally.worst_reopen_ms, (time.perf_counter() - begun) * 1000)
            versions = {row.id: row.version for row in session.execute(select(Client.id, Client.version))}
            for client in set(acknowledged):
                tally.lost += max(0, acknowledged.count(client) - versions.get(client, 0))
            known = set(acknowledged)
            tally.more_than_acknowledged += sum(v > acknowledged.count(c) for c, v in versions.items() if c in known)
            if thorough:
                tally.faults += len(audit.verify(session, AUDIT_KEY).faults)
                checks = session.connection().exec_driver_sql("PRAGMA integrity_check").scalars().all()
                broken = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
                tally.faults += (checks != ["ok"]) + len(broken)
    finally:
        engine.dispose()


def run(folder: Path, kills: int) -> Tally:
    """Kill `kills` writers on one store and return the tally."""
    path = folder / "store.db"
    open_store(path).dispose()
    tally = Tally()
    for number in range(1, kills + 1):
        acknowledged = one_life(path)
        tally.kills += 1
        tally.acknowledged += len(acknowledged)
        look(path, acknowledged, tally, thorough=number % VERIFY_EVERY == 0 or number == kills)
    return tally


def main() -> int:
    """Run the long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    tally = run(asked.folder, asked.kills)
    sys.stdout.write(tally.line() + "\n")
    return 1 if tally.lost or tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
