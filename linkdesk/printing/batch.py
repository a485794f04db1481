"""Many prints at once, in processes of their own; how far it is, the way to stop it, and what came out.

Everything stays in memory and is forgotten at the lock. When a process dies, its print is tried once more in a new one;
no other print is touched.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from queue import Empty
from queue import Full
from queue import Queue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.printing.hand import LOADING
from linkdesk.printing.hand import serve
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from uuid import UUID

    from linkdesk.printing.given.rules import NotePrint
    from linkdesk.printing.hand import Words

LOG = logging.getLogger(__name__)

HANDS = max(1, min(2, os.cpu_count() or 1))
STARTING = LOADING + 10.0
"""Seconds until a process must have said that it is ready."""
LONGEST_READING = 2.0
"""Seconds that a lock waits for a plan that is being read; it takes milliseconds."""
TRIES = 2
MOST_BYTES = 256 * 1024 * 1024
READ_AHEAD = 4
"""So many prints are read from the record before a process is free for them."""

CRASHED = "The program that makes prints stopped twice at this one. The others are not touched. Print it by itself."
TOO_LONG = "This print takes too long. Nothing was changed. Print it by itself."
TOO_MUCH = "There was no room for this print any more. Print fewer at once."
NO_ROOM = (
    "The program that makes prints could not be started: this computer has too little memory, or its disk is full. "
    "Nothing was changed. Close other programs, then print again."
)
NOT_MADE = "It was stopped before this print was made."


class Ended(StrEnum):
    """How a batch stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Job:
    """One paper to print for one person: its documents in order, or the sentence why there is none.

    `leaves` is what is kept once the paper goes to a printer or into a file.
    """

    client_id: UUID
    who: str
    what: str
    documents: tuple[Words, ...] = ()
    refusal: str = ""
    leaves: NotePrint | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of one job: its PDFs in order, or why there are none; `taken_out` after they were made."""

    job: Job
    made: tuple[bytes, ...] = ()
    refusal: str = ""
    taken_out: bool = False


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    done: int
    total: int
    ended: Ended


class Hand:
    """One process that prints. Use it from one thread, except `end`."""

    def __init__(self, limits: Limits) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, theirs = spawn.Pipe()
        self._limits = limits
        self._ready = False
        self._folder = TemporaryDirectory(prefix="linkdesk-fonts-", ignore_cleanup_errors=True)
        given = (theirs, limits, self._folder.name)
        self.process: BaseProcess = spawn.Process(target=serve, args=given, daemon=True, name="hand")
        self.process.start()
        theirs.close()

    def print(self, words: Words, seconds: float) -> bytes | str:
        """Return the PDF, or the sentence why there is none.

        Raises:
            EOFError: the process is gone.
            TimeoutError: it took longer than `seconds`.
        """
        try:
            if not self._ready:
                self._greet()
            self._pipe.send(words)
            made = self._answer(seconds)
        except (BrokenPipeError, ConnectionError, OSError) as gone:
            if isinstance(gone, TimeoutError):
                raise
            raise EOFError from gone
        return made if isinstance(made, bytes) else str(made[1])

    def end(self) -> None:
        """End the process at once; it holds nothing that must be finished. From any thread."""
        self.process.kill()

    def close(self) -> None:
        """End it and take its folder away."""
        self.end()
        self.process.join(STARTING)
        with suppress(OSError):
            self._pipe.close()
        self._folder.cleanup()

    def _greet(self) -> None:
        missing = self._answer(STARTING)
        if missing is not None:
            raise RuleBroken(f"No prints can be made here. {missing[1]}")
        self._ready = True

    def _answer(self, seconds: float) -> Any:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()


@dataclass
class Batch:
    """One batch from its start until it is forgotten. Thread-safe."""

    total: int
    limits: Limits = field(default_factory=Limits)
    hire: Callable[[Limits], Hand] = Hand
    hands: int = HANDS
    _outcomes: dict[int, Outcome] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _workers: set[Hand] = field(default_factory=set)
    _threads: list[threading.Thread] = field(default_factory=list)
    _bytes: int = 0
    _closed: bool = False
    _broken: str = ""

    def start(self, jobs: Callable[[], Iterable[Job]]) -> None:
        """Begin: `jobs` is called and read in a thread of its own, a few ahead of the processes."""
        waiting: Queue[tuple[int, Job]] = Queue(READ_AHEAD)
        read = threading.Event()
        names = [threading.Thread(target=self._read, args=(jobs, waiting, read), daemon=True, name="batch")]
        hands = min(self.hands, self.total)
        names += [
            threading.Thread(target=self._hand, args=(waiting, read), daemon=True, name=f"batch-{number}")
            for number in range(hands)
        ]
        self._threads = names
        for thread in names:
            thread.start()

    def progress(self) -> Progress:
        """Return how far it is."""
        running = any(thread.is_alive() for thread in self._threads)
        with self._guard:
            done = len(self._outcomes)
        ended = Ended.RUNNING if running else Ended.STOPPED if self._stop.is_set() else Ended.DONE
        return Progress(done, self.total, ended)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what came out so far, in the order of the jobs."""
        with self._guard:
            return tuple(self._outcomes[number] for number in sorted(self._outcomes))

    def take_out(self, outcome: Outcome, why: str) -> None:
        """Drop what was made of one job, with the sentence why; its place stays."""
        with self._guard:
            for number, each in self._outcomes.items():
                if each is outcome:
                    self._bytes -= sum(map(len, each.made))
                    self._outcomes[number] = Outcome(each.job, refusal=why, taken_out=True)
                    return

    def stop(self) -> None:
        """Make no more prints; those that are made stay."""
        self._stop.set()
        with self._guard:
            workers = tuple(self._workers)
        for worker in workers:
            worker.end()

    def forget(self) -> None:
        """Stop, and drop everything that was made; when it returns, nothing of the record is being read."""
        with self._guard:
            self._closed = True
        self.stop()
        for thread in self._threads[:1]:
            thread.join(LONGEST_READING)
        with self._guard:
            self._outcomes.clear()
            self._bytes = 0

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs; tell whether that is so."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _read(self, jobs: Callable[[], Iterable[Job]], waiting: Queue[tuple[int, Job]], read: threading.Event) -> None:
        try:
            for number, job in enumerate(jobs()):
                while not self._stop.is_set():
                    with suppress(Full):
                        waiting.put((number, job), timeout=0.1)
                        break
                if self._stop.is_set():
                    break
        except Exception as fault:  # noqa: BLE001 - a fault of ours: its kind is told, its words may hold a name
            LOG.error("%s while a batch was read", type(fault).__name__)  # noqa: TRY400 - the traceback holds names
            self._stop.set()
        finally:
            read.set()

    def _hand(self, waiting: Queue[tuple[int, Job]], read: threading.Event) -> None:
        worker: Hand | None = None
        try:
            while not self._stop.is_set():
                try:
                    number, job = waiting.get(timeout=0.05)
                except Empty:
                    if read.is_set() and waiting.empty():
                        return
                    continue
                outcome, worker = self._printed(job, worker)
                self._keep(number, outcome)
        except Exception as fault:  # noqa: BLE001 - as above; else the batch would seem to run for ever
            LOG.error("%s while a batch was printed", type(fault).__name__)  # noqa: TRY400 - the same
            self._stop.set()
        finally:
            self._dismiss(worker)

    def _printed(self, job: Job, worker: Hand | None) -> tuple[Outcome, Hand | None]:
        """Print one job, if need be in a second process; return what came of it and the process to go on with."""
        if job.refusal or self._broken:
            return Outcome(job, refusal=job.refusal or self._broken), worker
        for _ in range(TRIES):
            try:
                worker = worker or self._hired()
                return self._by(worker, job), worker
            except TimeoutError:
                self._dismiss(worker)
                return Outcome(job, refusal=TOO_LONG), None
            except EOFError:
                self._dismiss(worker)
                worker = None
                if self._stop.is_set():
                    return Outcome(job, refusal=NOT_MADE), None
            except RuleBroken as refusal:
                self._dismiss(worker)
                self._broken = refusal.sentence
                return Outcome(job, refusal=refusal.sentence), None
        LOG.error("a process that prints died twice at one print")
        return Outcome(job, refusal=CRASHED), None

    def _by(self, worker: Hand, job: Job) -> Outcome:
        made: list[bytes] = []
        for words in job.documents:
            found = worker.print(words, self.limits.print_seconds)
            if isinstance(found, str):
                return Outcome(job, refusal=found)
            made.append(found)
        return Outcome(job, tuple(made))

    def _hired(self) -> Hand:
        try:
            worker = self.hire(self.limits)
        except OSError as fault:
            LOG.error("%s while a process was started", type(fault).__name__)  # noqa: TRY400 - the same
            raise RuleBroken(NO_ROOM) from fault
        with self._guard:
            self._workers.add(worker)
        if self._stop.is_set():
            raise EOFError
        return worker

    def _dismiss(self, worker: Hand | None) -> None:
        if worker is not None:
            with self._guard:
                self._workers.discard(worker)
            worker.close()

    def _keep(self, number: int, outcome: Outcome) -> None:
        size = sum(map(len, outcome.made))
        with self._guard:
            if self._closed:
                return
            if self._bytes + size > MOST_BYTES:
                outcome = Outcome(outcome.job, refusal=TOO_MUCH)
                size = 0
            self._bytes += size
            self._outcomes[number] = outcome
