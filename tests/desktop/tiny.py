"""A small house for the window tests: real server, gate and window round a few pages and a vault of two states.

`python -m tests.desktop.tiny run|serve DATA_DIR [PORT]` starts it as LinkDesk starts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from enum import Enum
from pathlib import Path

from flask import Flask
from flask import request

from linkdesk.desktop.program import House
from linkdesk.desktop.program import leave
from linkdesk.desktop.program import run
from linkdesk.desktop.program import serve
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import guard_state


class State(Enum):
    LOCKED = 1
    OPEN = 2


@dataclass
class TinyVault:
    """A vault without a record: locks when a page asks for it or when it is told to on the next tick."""

    state: State = State.OPEN
    client_mode: None = None
    turn: int = 1
    lock_on_tick: bool = False
    callbacks: list[Callable[[], None]] = field(default_factory=list)

    def on_lock(self, callback: Callable[[], None]) -> None:
        self.callbacks.append(callback)

    def tick(self) -> bool:
        fell, self.lock_on_tick = self.lock_on_tick, False
        if fell:
            self.lock()
        return fell

    def lock(self) -> None:
        self.state = State.LOCKED
        for callback in self.callbacks:
            callback()


def build(settings: Settings) -> House:
    """Make the small house; it refuses a data folder that holds a file `damaged`."""
    if (settings.data_dir / "damaged").exists():
        raise VaultRefused
    app = Flask(__name__)
    vault = TinyVault()
    guard_state(app, vault)

    @app.get("/")
    @access(Access.OPEN)
    def home() -> str:
        away = request.args.get("away", "")
        opens = settings.data_dir / "opens"
        if opens.exists():
            return _opening(opens.read_text("utf-8"))
        return (
            "<!doctype html><html lang=en><title>Tiny</title><h1>Tiny house</h1>"
            f'<a id=link href="{away}">away</a> <a id=blank target=_blank href="{away}">away</a>'
            f'<form id=form action="{away}" method=get><button>go</button></form>'
        )

    @app.get("/away")
    @access(Access.OPEN)
    def away() -> tuple[str, int, dict[str, str]]:
        return "", 303, {"Location": request.args["to"]}

    @app.get("/unlock")
    @access(Access.LOCKED)
    def unlock() -> str:
        return "<!doctype html><html lang=en><title>Locked</title><h1>Locked</h1>"

    @app.post("/idle")
    @access(Access.OPEN)
    def idle() -> str:
        vault.lock_on_tick = True
        return "soon"

    @app.post("/echo")
    @access(Access.OPEN)
    def echo() -> str:
        (settings.data_dir / "echo").write_bytes(request.get_data())
        return str(len(request.get_data()))

    @app.get("/long")
    @access(Access.OPEN)
    def long() -> str:
        return "x" * 3_000_000

    return House(app, vault)


def _opening(away: str) -> str:
    """A page that tries to open another window, then reports that it still lives."""
    return (
        "<!doctype html><html lang=en><title>Opens</title><h1>Opens</h1><script>"
        f"const other = window.open('{away}/opened');"
        "fetch('/echo', {method: 'POST', body: other === null ? 'refused' : 'opened'});"
        "</script>"
    )


def main() -> int:
    """Start as the command line does: one sentence and exit code 1 when refused."""
    settings = Settings(data_dir=Path(sys.argv[2]), testing=True)
    try:
        if sys.argv[1] == "serve":
            return serve(settings, int(sys.argv[3]) if len(sys.argv) > 3 else 0, build_house=build)
        return run(settings, build_house=build)
    except LinkDeskError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 1


if __name__ == "__main__":
    leave(main())
