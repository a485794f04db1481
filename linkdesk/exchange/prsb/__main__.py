"""`python -m linkdesk.exchange.prsb docs/prsb.md` writes the account anew."""

from __future__ import annotations

import sys
from pathlib import Path

from linkdesk.exchange.prsb.document import written

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(), encoding="utf-8", newline="\n")
