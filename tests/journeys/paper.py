"""LinkDesk in its real window before a printer of paper that is a file: the system's dialog answers by itself.

`python -m tests.journeys.paper run DATA_DIR`. What would lie in the printer is `printed-N.pdf` in DATA_DIR's sibling
`saved`; a file has its name only once it is whole.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter

from linkdesk.desktop import qt
from linkdesk.desktop.program import leave
from tests.journeys.program import main

OUT = "saved"


class FilePrinter:
    """Stands where the system's print dialog does: says yes, and lets the printer write a file."""

    asked = 0

    def __init__(self, printer: QPrinter, window: Any) -> None:
        FilePrinter.asked += 1
        folder = Path(sys.argv[2]).parent / OUT
        part, whole = folder / f"printing-{self.asked}", folder / f"printed-{self.asked}.pdf"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(part))
        window.webview.printFinished.connect(lambda done: part.replace(whole) if done and part.exists() else None)

    def exec(self) -> bool:
        """Answer like somebody who presses Print."""
        return True


if __name__ == "__main__":
    setattr(qt, "QPrintDialog", FilePrinter)  # noqa: B010 - mypy refuses another class in its place
    leave(main())
