"""`python -m linkdesk`."""

from __future__ import annotations

from multiprocessing import freeze_support

from linkdesk.cli import main

if __name__ == "__main__":
    freeze_support()  # the built program is its own Python: the processes that print are started through it
    main()
