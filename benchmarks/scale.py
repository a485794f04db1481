"""A team's day at 15,000 clients, and the curve from 1,000 to 100,000: each request beside the same in plain.

`.venv/bin/python -m benchmarks.scale FOLDER [--clients 15000] [--curve]`. FOLDER keeps the vaults between runs: making
one takes about 20 ms a client on an idle machine (`benchmarks/team.py` says what is in it).
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from unittest import mock

from sqlalchemy import select

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import Desk
from benchmarks.pages import PlainAccess
from benchmarks.pages import open_desk
from benchmarks.pages import plain_copy
from benchmarks.pages import settings_of
from benchmarks.team import make_team
from benchmarks.timing import high
from benchmarks.timing import taken
from linkdesk import application
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.plans.models import Plan
from linkdesk.record.clock import SystemClock
from linkdesk.record.drafts import save_draft
from linkdesk.settings import Settings
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.lock import Vault

CLIENTS = 15_000
CURVE = (1_000, 5_000, 15_000, 100_000)
ROUNDS = 60
SOME = 24
"""So many different clients are opened and looked for."""
HEAD = "| What | Ours, ms | In plain, ms | Ratio | Ours, 95 of 100 under, ms |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Found:
    """One line: medians of both sides in milliseconds, and the time under which 95 of 100 of ours stay."""

    what: str
    ours: float
    plain: float
    high: float

    def line(self) -> str:
        """Return the line as a Markdown table row."""
        return f"| {self.what} | {self.ours:.1f} | {self.plain:.1f} | {self.ours / self.plain:.2f} | {self.high:.1f} |"


@dataclass
class Sample:
    """Who is asked for: the same clients and words for both sides."""

    clients: list[Client]
    plan_id: str
    source: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - the same words each time

    def slipped(self) -> list[str]:
        """Return family names with two letters changed round, or one left out."""
        return [self._slip(client.family_key.split()[0]) for client in self.clients if len(client.family_key) > 5]

    def beginnings(self) -> list[str]:
        """Return names as they stand in the box while they are typed, from two letters on."""
        return [client.family_key[: 2 + number % 5] for number, client in enumerate(self.clients)]

    def _slip(self, name: str) -> str:
        at = self.source.randint(1, len(name) - 3)
        changed = name[at + 1] + name[at] if self.source.random() < 0.5 else name[at]
        return name[:at] + changed + name[at + 2 :]


@dataclass
class Bench:
    """One side: the application and what a worker does with it."""

    desk: Desk
    sample: Sample
    versions: dict[str, int] = field(default_factory=dict)

    def actions(self) -> dict[str, Callable[[], object]]:
        """Return what a worker of a team does all day."""
        ids = itertools.cycle([str(client.id) for client in self.sample.clients])
        lists = {
            "Caseload, mine": "",
            "Caseload, everyone’s": "?whose=everyone",
            "Caseload, everyone’s, page 10": "?whose=everyone&page=10",
            "Caseload, everyone’s, one stage": "?whose=everyone&stage=review",
            "Caseload, mine, one stage": "?whose=mine&stage=review",
            "Caseload, everyone’s, referred longest ago first": "?whose=everyone&sort=oldest",
            "Caseload, everyone’s, closed": "?whose=everyone&stage=closed",
        }
        return {
            "Today, mine": lambda: self.desk.get("/"),
            "Today, the team’s": lambda: self.desk.get("/?whose=everyone"),
            **{what: self._get(f"/clients/{asked}") for what, asked in lists.items()},
            "Client page": lambda: self.desk.get(f"/clients/{next(ids)}"),
            "Plan page": self._get(f"/plans/{self.sample.plan_id}"),
            **{what: self._search(words) for what, words in self.searches().items()},
            "Save: autosave": self.desk.save,
            "Save: a client’s details, audit and index": self._save,
        }

    def searches(self) -> dict[str, list[str]]:
        """Return what is typed into the search box."""
        clients = self.sample.clients
        return {
            "Search: a name as it is typed": self.sample.beginnings(),
            "Search: given and family name": [f"{each.given_key} {each.family_key}" for each in clients],
            "Search: a name with a slip": self.sample.slipped(),
            "Search: NHS number": [each.nhs_number for each in clients],
            "Search: half an NHS number": [each.nhs_number[-6:] for each in clients],
            "Search: phone": [each.phones[0]["number"] for each in clients],
            "Search: postcode": [each.postcode for each in clients],
            "Search: date of birth": [f"{each.birth_date:%d/%m/%Y}" for each in clients],
            "Search: a common word in notes": ["garden", "letter", "neighbour", "rent"],
            "Search: two rare words in notes": ["bavu garden", "kilo letter", "tesu bus", "dora choir"],
        }

    def _get(self, path: str) -> Callable[[], object]:
        return lambda: self.desk.get(path)

    def _search(self, words: list[str]) -> Callable[[], object]:
        each = itertools.cycle(words)
        return lambda: self.desk.search(next(each))

    def _save(self) -> None:
        client = self.sample.clients[0]
        version = self.versions.setdefault("client", client.version)
        said = {"csrf_token": self.desk.token, "version": str(version), "own_words": f"Ring twice, time {version}"}
        answer = self.desk.client.post(f"/clients/{client.id}/keep-safe", data=said)
        if answer.status_code != 303:
            raise RuntimeError(f"save answered {answer.status_code}")
        self.versions["client"] = version + 1


def team_vault(folder: Path, clients: int) -> Settings:
    """Return a team's vault of so many clients, made once and kept for later runs."""
    settings = settings_of(folder / f"c{clients}" / "vault")
    if not settings.vault_file.exists():
        begun = time.perf_counter()
        make_team(settings, passphrase=PASSPHRASE, clients=clients)
        sys.stderr.write(f"{clients} clients made in {time.perf_counter() - begun:.0f} s\n")
    return settings


@contextmanager
def both(folder: Path, clients: int) -> Iterator[tuple[Bench, Bench]]:
    """Give both sides over one vault, the encrypted one and its plain copy."""
    settings = team_vault(folder, clients)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    with open_session(settings, vault) as (session, actor):
        save_draft(session, actor, "client", "new", {})
        newest = select(Client).order_by(Client.created_at.desc(), Client.id)
        chosen = session.scalars(newest.limit(SOME * 40)).all()[::40]
        plan = session.scalars(select(Plan.id).order_by(Plan.created_at.desc()).limit(1)).one()
        sample = Sample(list(chosen), str(plan))
        session.expunge_all()
    plain = plain_copy(settings, vault, settings.data_dir.parent / "plain.db")

    def plain_access(_settings: Settings, keeper: Vault) -> StoreAccess:
        return PlainAccess(plain, keeper.raw_key_literal, application.doors(keeper), settings.store)

    ours = open_desk(create_app(settings, vault))
    with mock.patch.object(application, "store_access", plain_access):
        floor = open_desk(create_app(settings, vault))
    try:
        yield Bench(ours, sample), Bench(floor, sample)
    finally:
        vault.lock()


def measured(folder: Path, clients: int, rounds: int = ROUNDS) -> Iterator[Found]:
    """Measure every action in pairs and yield the lines, with all searches together as the last."""
    with both(folder, clients) as (ours, floor):
        asked, plainly = ours.actions(), floor.actions()
        searches: dict[str, list[float]] = {"ours": [], "plain": []}
        for what in asked:
            found = taken({"ours": asked[what], "plain": plainly[what]}, rounds)
            if what in ours.searches():
                searches = {side: searches[side] + found[side] for side in searches}
            yield _found(what, found)
        yield _found("All searches together", searches)


def _found(what: str, times: dict[str, list[float]]) -> Found:
    return Found(what, statistics.median(times["ours"]), statistics.median(times["plain"]), high(times["ours"]))


def curve(folder: Path, rounds: int) -> None:
    """Print our medians at each size side by side."""
    columns = [{each.what: each for each in measured(folder, clients, rounds)} for clients in CURVE]
    sys.stdout.write("| Ours, ms (ratio) | " + " | ".join(f"{clients:,}" for clients in CURVE) + " |\n")
    sys.stdout.write("|---|" + "---|" * len(CURVE) + "\n")
    for what in columns[0]:
        cells = (f"{each[what].ours:.1f} ({each[what].ours / each[what].plain:.2f})" for each in columns)
        sys.stdout.write(f"| {what} | " + " | ".join(cells) + " |\n")


def main() -> None:
    """Measure one size, or the curve."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--clients", type=int, default=CLIENTS)
    wanted.add_argument("--rounds", type=int, default=ROUNDS)
    wanted.add_argument("--curve", action="store_true")
    given = wanted.parse_args()
    if given.curve:
        curve(given.folder, given.rounds)
        return
    sys.stdout.write(HEAD + "\n")
    for each in measured(given.folder, given.clients, given.rounds):
        sys.stdout.write(each.line() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
