"""Everything about the speed of prints in one run: `.venv/bin/python -m benchmarks.prints [FOLDER]`, under ten minutes.

A two-page easy-read plan, warm: our press beside bare WeasyPrint used as well as it can be, headless Chromium that is
kept open, and LibreOffice where it is installed. From the click to the first page, with the plan agreed before and not.
The first print of a cold process, 200 plans on two cores, memory over 200 prints. FOLDER keeps the practice vault.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import open_desk
from benchmarks.pages import practice_vault
from benchmarks.print_rivals import OFFICE_FILES
from benchmarks.print_rivals import Rival
from benchmarks.print_rivals import Taken
from benchmarks.print_rivals import bare_weasyprint
from benchmarks.print_rivals import office
from benchmarks.print_rivals import office_batch
from benchmarks.print_rivals import our_press
from benchmarks.print_rivals import warm_chromium
from benchmarks.timing import Row
from benchmarks.timing import high
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.easyread.pictures import all_pictures
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.printing.ahead import Ahead
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Job
from linkdesk.printing.hand import Words
from linkdesk.printing.handing import RECENT
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pdf import Press
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.slips import CoverSlip
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Limits
from linkdesk.vault.lock import Vault

ROUNDS = 15
MANY = 200
PEOPLE = 60
CLIENT = PrintClient("Ada", "Ada Quillfeather")
ID = UUID(int=0xABC)
HEAD = "| What | p50, ms | 95 of 100 under, ms | Processor, ms | |\n|---|---|---|---|---|"
COLD = """
import time
begun = time.perf_counter()
import sys, json
from linkdesk.printing.pdf import Press
html, *sheets = json.load(sys.stdin)
press = Press()
press.pdf(html, *sheets)
sys.stdout.write(f"{(time.perf_counter() - begun) * 1000} {time.process_time() * 1000}")
"""


def two_pages(number: int = 0) -> PlanRecord:
    """Return an invented plan that fills two pages in easy read: each with other words, so that none is remembered."""
    step = StepRecord(
        ID,
        f"Amina will phone the garden group {number}.",
        Who.WORKER,
        due=date(2026, 12, 1),
        confidence=8,
        picture="phone",
    )
    return PlanRecord(
        id=ID,
        client_id=ID,
        number=number + 1,
        status=PlanStatus.AGREED,
        what_matters=(PlanLine(f"I feel lonely in week {number}.", "lonely"),),
        goals=(GoalRecord(ID, 1, "Meet people at a garden group", 9, picture="friends", steps=(step,)),),
        review_date=date(2027, 1, 12),
        review_place="The library",
        agreed_on=date(2026, 11, 22),
        agreed_name="Ada Quillfeather",
        worker_name="Amina Testworker",
        worker_phone="01632 960 001",
        organisation_name="Hill Road Link Workers",
    )


def words(number: int = 0, name: Format = Format.EASY_READ) -> tuple[str, ...]:
    """Return the document of such a plan, with its style sheets."""
    return written_plan(two_pages(number), CLIENT, PrintOptions(format=name), Item.PLAN)


def line(what: str, taken: list[Taken], note: str = "") -> str:
    """Return a row of the table."""
    walls = [one.wall for one in taken]
    upper = high(walls) if len(walls) > 1 else walls[0]
    used = statistics.median(one.cpu for one in taken)
    return f"| {what} | {statistics.median(walls):.1f} | {upper:.1f} | {used:.1f} | {note} |"


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def warm() -> dict[str, list[Taken]]:
    """Print the same documents with each rival, in an order shuffled each round."""
    html, *sheets = words()
    rivals: dict[str, Rival] = {
        "Ours": Rival(our_press, html, tuple(sheets)),
        "Bare WeasyPrint, tuned": Rival(bare_weasyprint, html, tuple(sheets)),
        "Chromium, kept open": Rival(warm_chromium, html, tuple(sheets)),
    }
    found: dict[str, list[Taken]] = {name: [] for name in rivals}
    source, names = random.Random(1), list(rivals)  # noqa: S311 - an order, not a secret
    for number in range(ROUNDS + 3):
        source.shuffle(names)
        for name in names:
            taken = rivals[name](words(number)[0])
            if number >= 3:
                found[name].append(taken)
    for rival in rivals.values():
        rival.close()
    return found


def office_lines() -> list[tuple[str, str]]:
    """Return the sentences of the two pages with their pictures, for LibreOffice."""
    html = words()[0]
    pictures = {one.key: one.colour_path for one in all_pictures()}
    found = []
    for part in re.split(r"<(?:div|section|p|h\d)", html.partition("<main>")[2]):
        key = re.search(r"pic-([a-z0-9-]+)", part.partition(">")[0])
        said = " ".join(re.sub(r"<[^>]*>", "", part.partition(">")[2]).split())
        if said or key:
            found.append((pictures.get(key[1], "") if key else "", said))
    return found


def measured(
    action: Callable[[], object], rounds: int = ROUNDS, before: Callable[[], object] = lambda: None
) -> list[Taken]:
    """Run an action again and again; `before` is not counted."""
    found = []
    for number in range(rounds + 2):
        before()
        wall, cpu = time.perf_counter(), time.process_time()
        action()
        if number >= 2:
            found.append(Taken((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, 0))
    return found


def clicks(folder: Path) -> Iterator[str]:
    """Measure from the click on Print to the first page: the preview's own page, then the picture of page 1."""
    settings = practice_vault(folder / "prints", PEOPLE)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    app = create_app(settings, vault)
    ahead, recent = Ahead(app), app.extensions[RECENT]
    with open_session(settings, vault) as (session, _actor):
        plan_id = session.scalars(select(Plan.id).where(Plan.status == PlanStatus.AGREED).limit(1)).one()
    desk = open_desk(app)

    def click() -> None:
        desk.get(f"/plans/{plan_id}/print")
        desk.get(f"/plans/{plan_id}/print/page/1.png")

    def opened() -> None:
        recent.clear()
        desk.get(f"/plans/{plan_id}")
        ahead.settle(60)

    yield line("Click to first page, the plan was agreed before", measured(click, before=opened), "made ahead")
    yield line("Click to first page, not made ahead", measured(click, before=recent.clear), "warm")
    yield line("Made ahead, beside the pages", measured(opened), "print and page pictures")
    vault.lock()


def cold() -> list[Taken]:
    """Measure the first print of a process that has loaded nothing."""
    found = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", COLD], input=json.dumps(words()), capture_output=True, text=True, check=True
        )
        wall, cpu = map(float, done.stdout.split())
        found.append(Taken(wall, cpu, 0))
    return found


def batch(*, slips: bool) -> Taken:
    """Print 200 different plans with two processes, from nothing; the processor time is that of the processes."""

    def jobs() -> Iterator[Job]:
        for number in range(MANY):
            slip = CoverSlip("Ada Quillfeather", "Ada", "My plan", number, MANY, date(2026, 11, 30), PrintOptions())
            documents = [Words(slip.written())] if slips else []
            yield Job(ID, "", "", (*documents, Words(words(number))))

    made = Batch(MANY, Limits(print_seconds=120))
    wall = time.perf_counter()
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    made.start(jobs)
    made.wait(600)
    taken = (time.perf_counter() - wall) * 1000
    used = (sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - used) * 1000
    refused = [outcome.refusal for outcome in made.outcomes() if outcome.refusal]
    if refused or len(made.outcomes()) != MANY:
        raise RuntimeError(f"{len(refused)} prints were refused: {refused[:1]}")
    return Taken(taken, used, 0)


def _remember(pipe: Connection) -> None:
    press, pages = Press(), Path("/proc/self/statm")
    for number in range(MANY):
        press.pdf(*words(number))
        if number + 1 in {1, 20, 100, MANY}:
            pipe.send((number + 1, int(pages.read_text().split()[1]) * 4096 // 2**20))
    pipe.send(None)


def memory() -> str:
    """Return how much memory a process that prints holds after so many prints."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_remember, args=(theirs,), daemon=True)
    process.start()
    found = []
    while (said := ours.recv()) is not None:
        found.append(said)
    process.join()
    return ", ".join(f"{size} MB after {number}" for number, size in found)


def rows(folder: Path) -> Iterator[Row]:  # noqa: ARG001 - as every part of the common table is called
    """Yield the lines of the common table: a warm plan beside tuned WeasyPrint."""
    for name, title in ((Format.EASY_READ, "PDF, easy read"), (Format.STANDARD, "PDF, standard")):
        html, *sheets = words(0, name)
        ours, bare = Rival(our_press, html, tuple(sheets)), Rival(bare_weasyprint, html, tuple(sheets))
        found = [(ours(words(number, name)[0]).wall, bare(words(number, name)[0]).wall) for number in range(ROUNDS)][2:]
        ours.close()
        bare.close()
        first, second = (statistics.median(values) for values in zip(*found, strict=True))
        yield Row(title, first, "Bare WeasyPrint, tuned", second, "two pages in easy read")


def main() -> None:
    """Measure everything and print one Markdown table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="linkdesk-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    press = Press()
    pages = count_pages(press.pdf(*words()))
    press.close()
    if pages != 2:
        raise RuntimeError(f"the plan has {pages} pages and not two")
    say(HEAD)
    found = warm()
    ours = statistics.median(one.cpu for one in found["Ours"])
    for name, taken in found.items():
        times = statistics.median(one.cpu for one in taken) / ours
        say(line(f"Two-page plan, warm: {name}", taken, f"{times:.2f} x ours, {taken[0].size // 1024} kB"))
    program = office()
    if program is None:
        say("| Two-page plan: LibreOffice | not run, not installed | | | |")
    else:
        taken = office_batch(program, office_lines(), 3)
        times = statistics.median(one.wall for one in taken) / statistics.median(one.wall for one in found["Ours"])
        say(line(f"Two-page plan: LibreOffice, {OFFICE_FILES} in a call", taken, f"{times:.2f} x ours on the wall"))
    for each in clicks(folder):
        say(each)
    say(line("First print of a cold process", cold(), "imports, fonts, sheets and the plan"))
    for slips, what in ((False, "200 plans, two processes"), (True, "The same, each under a cover sheet")):
        taken_all = batch(slips=slips)
        say(line(what, [taken_all], f"{taken_all.wall / MANY:.0f} ms a plan, processes started in it"))
    say(f"| Memory of a process that prints | | | | {memory()} |")


if __name__ == "__main__":
    main()
