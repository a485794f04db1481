"""One command prints the table: `.venv/bin/python -m benchmarks [FOLDER]`.

FOLDER keeps the practice vaults between runs. Start it under `xvfb-run -a` where there is no screen.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import pages
from benchmarks import prints
from benchmarks import start
from benchmarks import unlock
from benchmarks.timing import HEAD


def main() -> None:
    """Measure everything and print one Markdown table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="linkdesk-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(HEAD + "\n")
    for part in (pages, prints, unlock, start):
        for row in part.rows(folder):
            sys.stdout.write(row.line() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
