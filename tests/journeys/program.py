"""LinkDesk as the journeys start it: the real program with a cheap key function, and a save dialog that answers.

`python -m tests.journeys.program run|serve DATA_DIR`. Files are "saved" into DATA_DIR's sibling `saved`.
"""

from __future__ import annotations

import faulthandler
import signal
import sys
from pathlib import Path

from linkdesk.desktop.program import leave
from linkdesk.desktop.program import run
from linkdesk.desktop.program import serve
from linkdesk.desktop.window import Window
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings


def main() -> int:
    """Start as the command line does. SIGUSR1 shows what each thread is doing."""
    faulthandler.register(signal.SIGUSR1)
    data = Path(sys.argv[2])
    saved = data.parent / "saved"
    saved.mkdir(exist_ok=True)

    def answered(_window: Window, name: str) -> Path | None:
        """Answer the save dialog."""
        return saved / name

    setattr(Window, "choose_save_path", answered)  # noqa: B010 - a plain assignment to a method is refused by mypy
    settings = Settings(data_dir=data, kdf=KdfCost(memory_kib=64, passes=1, lanes=1), testing=True)
    try:
        return serve(settings) if sys.argv[1] == "serve" else run(settings)
    except LinkDeskError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 1


if __name__ == "__main__":
    leave(main())
