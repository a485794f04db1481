"""One long piece of work at a time, beside the pages: how far it is, and the way to stop it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.record.errors import Busy
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.exchange.intake.service import Tick

LOG = logging.getLogger(__name__)

Run = Callable[["Tick"], object]


class Stopped(RuleBroken):
    """It was stopped. Nothing was brought in, and the file is still here."""


@dataclass(frozen=True)
class Progress:
    """How far a work is: `sentence` says why it ended early, empty otherwise."""

    words: str
    done: int
    total: int
    running: bool
    sentence: str = ""


class Jobs:
    """The one work that runs, and how the last one of each file ended. Thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._file: UUID | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._progress: dict[UUID, Progress] = {}

    def start(self, file_id: UUID, words: str, run: Run) -> None:
        """Begin a work. Raises Busy while another one runs."""
        with self._guard:
            if self._file is not None:
                raise Busy("Another file is being worked on. Nothing was changed. Wait until it is done.")
            self._file, self._stop = file_id, threading.Event()
            self._progress = {file_id: Progress(words, 0, 0, running=True)}
            self._thread = threading.Thread(target=self._work, args=(file_id, words, run), daemon=True, name="intake")
            self._thread.start()

    def progress(self, file_id: UUID) -> Progress | None:
        """Return how far the work on a file is, or how the last one ended; None where none was begun."""
        with self._guard:
            return self._progress.get(file_id)

    def stop(self, file_id: UUID) -> None:
        """Ask the work on a file to stop; it does so before its next rows, and changes nothing."""
        with self._guard:
            if self._file == file_id:
                self._stop.set()

    def stop_all(self) -> None:
        """Ask whatever runs to stop, as the lock falls."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs; tell whether that is so."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _work(self, file_id: UUID, words: str, run: Run) -> None:
        sentence = ""
        try:
            run(self._tick(file_id, words))
        except LinkDeskError as refusal:
            sentence = refusal.sentence
        except Exception as fault:  # noqa: BLE001 - a fault of ours: its kind is told, its words may hold a name
            LOG.error("%s while a file was brought in", type(fault).__name__)  # noqa: TRY400 - the traceback holds names
            sentence = "Something went wrong in LinkDesk. Nothing was brought in, and the file is still here."
        finally:
            with self._guard:
                last = self._progress[file_id]
                self._progress[file_id] = Progress(words, last.done, last.total, running=False, sentence=sentence)
                self._file = None

    def _tick(self, file_id: UUID, words: str) -> Tick:
        stop = self._stop

        def tick(done: int, total: int) -> None:
            if stop.is_set():
                raise Stopped
            with self._guard:
                self._progress[file_id] = Progress(words, done, total, running=True)

        return tick
