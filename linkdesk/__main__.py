"""`python -m linkdesk`."""

from __future__ import annotations

from linkdesk.cli import main

if __name__ == "__main__":
    main()
