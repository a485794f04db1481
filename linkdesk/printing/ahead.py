"""Prints that will be asked for next are made before the click, beside the pages: warm library, agreed plan, its pages.

Nothing is made while the worker is busy: what only may be wanted waits for a moment without a request. What is made is
kept in memory with the other prints and is forgotten with them at the lock. Nothing is shown by it, so the reading log
says nothing until the preview is opened.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING
from typing import NamedTuple

from flask import Flask
from flask import Response
from flask import request

from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.handing import RECENT
from linkdesk.printing.items import agreed_paper
from linkdesk.printing.letters import missing_letters
from linkdesk.printing.pdf import press
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import VaultLocked
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import is_worker_page

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.printing.items import Paper
    from linkdesk.printing.pages import Recent
    from linkdesk.record.session import Actor
    from linkdesk.vault.lock import Vault

LOG = logging.getLogger(__name__)

QUIET = 1.0
"""Seconds without a request before something is made that only may be wanted."""
AT_ONCE = {"plans.show"}
SOON = {"desk.client"}
LONGEST_READING = 2.0
"""Seconds that a lock waits for a plan that is being read; it takes milliseconds."""


class Wanted(NamedTuple):
    """Whose print to make: of this plan, else of this client's agreed plan; with neither only the library is loaded."""

    actor: Actor
    plan_id: UUID | None = None
    client_id: UUID | None = None


class Ahead:
    """One thread that makes the print that is wanted last. Thread-safe."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._vault: Vault = app.extensions["vault"]
        self._recent: Recent = app.extensions[RECENT]
        self._bell = threading.Condition()
        self._reading = threading.Lock()
        self._wanted: Wanted | None = None
        self._due = 0.0
        self._running = self._warm = False
        app.after_request(self._answered)
        self._vault.on_lock(self.forget)

    def want(self, wanted: Wanted, seconds: float) -> None:
        """Ask for a print in so many seconds, in place of what was wanted before."""
        with self._bell:
            self._wanted, self._due = wanted, time.monotonic() + seconds
            self._bell.notify_all()
            if not self._running:
                self._running = True
                threading.Thread(target=self._work, daemon=True, name="linkdesk-ahead").start()

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is wanted and nothing is being made; tell whether that is so."""
        with self._bell:
            return self._bell.wait_for(lambda: not self._running, seconds)

    def forget(self) -> None:
        """Make nothing more, and let no page of the record be read any longer: the lock has fallen."""
        with self._bell:
            self._wanted = None
            self._bell.notify_all()
        if self._reading.acquire(timeout=LONGEST_READING):
            self._reading.release()

    def _answered(self, answer: Response) -> Response:
        if answer.status_code != 200 or not is_worker_page(self._app, self._vault):  # noqa: PLR2004 - HTTP's own
            return answer
        given = request.view_args or {}
        if request.endpoint in AT_ONCE:
            self.want(Wanted(current_actor(), plan_id=given["plan_id"]), 0)
        elif request.endpoint in SOON:
            self.want(Wanted(current_actor(), client_id=given["client_id"]), QUIET)
        elif not self._warm:
            self.want(Wanted(current_actor()), QUIET)
        else:
            self._wait_longer()
        return answer

    def _wait_longer(self) -> None:
        """Put off what is wanted soon: somebody is still moving from page to page."""
        with self._bell:
            if self._due > time.monotonic():
                self._due = time.monotonic() + QUIET

    def _work(self) -> None:
        while wanted := self._next():
            try:
                self._make(wanted)
            except VaultLocked:
                pass  # nothing is made for a locked vault
            except (LinkDeskError, ImportError, OSError) as refusal:
                # The print page says it in words when it is asked for; here nobody is looking.
                LOG.info("Nothing was printed ahead: %s", type(refusal).__name__)
            except Exception as fault:  # noqa: BLE001 - a fault of ours: its kind is told, its words may hold a name
                LOG.error("%s while printing ahead", type(fault).__name__)  # noqa: TRY400 - the traceback holds names

    def _next(self) -> Wanted | None:
        with self._bell:
            while self._wanted is not None and (left := self._due - time.monotonic()) > 0:
                self._bell.wait(left)
            wanted, self._wanted = self._wanted, None
            if wanted is None:
                self._running = False
                self._bell.notify_all()
            return wanted

    def _make(self, wanted: Wanted) -> None:
        era = self._recent.era
        if not self._warm:
            self._warm = True
            press().warm_up(picture_sheet(mono=False))
            missing_letters("")
        paper = self._read(wanted)
        if paper is not None:
            self._recent.pages_of(paper, paper.make, era)

    def _read(self, wanted: Wanted) -> Paper | None:
        with self._reading, self._app.app_context():
            if wanted.plan_id is None and wanted.client_id is None:
                return None
            return agreed_paper(session(), wanted.actor, plan_id=wanted.plan_id, client_id=wanted.client_id)
