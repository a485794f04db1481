"""The plain file beside the vault with the service's own help numbers, so that Help now works while locked.

No client data is in it. Emergency and national numbers are not read from it: they are built in, so that a
damaged or meddled file can never take them away. The vault's own copy wins at each unlock.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation import rules
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import HelpNow
from linkdesk.organisation.rules import HelpNumber
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import LinkDeskError
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import read_bounded
from linkdesk.vault.atomic import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
LARGEST = 16 * 1024

MISSING = "The Help now page had lost your service's numbers. They are back: LinkDesk keeps its own copy."
CHANGED = (
    "Someone changed the Help now numbers outside LinkDesk. They were put back as they were. "
    "Please tell your manager, and check them in Settings."
)

NOT_WRITTEN = (
    "The Help now numbers are safe in the vault, but their copy for the locked screen could not be written. "
    "Free some space on the disk, then save the help numbers again."
)


def write_help_now(path: Path, page: HelpNow) -> None:
    """Put the service's own numbers into the plain file, whole or not at all.

    Raises:
        DiskFull: there is no room; the old file is as it was.
    """
    private_folder(path.parent)
    write_atomic(path, _bytes(page))


def read_help_now(path: Path) -> HelpNow:
    """Return the page to show while locked; without a sound file it has the built-in numbers alone. Never fails."""
    try:
        return _page(json.loads(read_bounded(path, LARGEST)))
    except (OSError, LinkDeskError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return HelpNow("", "", national_numbers())


def compare_help_now(path: Path, page: HelpNow) -> str:
    """Put the vault's copy back if the plain file differs; return the sentence for the worker, "" when it was right.

    A full disk must not keep a worker out of the vault, so it is only told.
    """
    try:
        found = read_bounded(path, LARGEST)
    except FileNotFoundError:
        return publish_help_now(path, page) or MISSING
    except (OSError, LinkDeskError):
        found = b""
    if found == _bytes(page):
        return ""
    return publish_help_now(path, page) or CHANGED


def publish_help_now(path: Path, page: HelpNow) -> str:
    """Write the plain file after the vault has the numbers; return "" or the sentence that it could not be written."""
    try:
        write_help_now(path, page)
    except (OSError, DiskFull):
        return NOT_WRITTEN
    return ""


def _bytes(page: HelpNow) -> bytes:
    kept = {
        "format": FORMAT,
        "organisation_name": page.organisation_name,
        "out_of_hours": page.out_of_hours,
        "practice": page.practice,
        "numbers": [_plain(number) for number in page.group(Group.SERVICE)],
    }
    return (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _plain(number: HelpNumber) -> dict[str, str | None]:
    return {
        "key": number.key,
        "name": number.name,
        "for_whom": number.for_whom,
        "dial": number.ways[0].dial if number.ways else "",
        "hours": number.hours,
        "checked": number.checked.isoformat() if number.checked else None,
        "written": number.written.isoformat() if number.written else None,
    }


def _page(kept: dict[str, Any]) -> HelpNow:
    """Check what a stranger may have written: same rules as the forms. Words of the three come from the program."""
    if kept["format"] != FORMAT:
        raise ValueError("another format")
    numbers = {str(number["key"]): _extra(number) for number in kept["numbers"]}
    own = {
        OwnKey(key): OwnNumber(number.dial, number.hours, number.checked, number.written)
        for key, number in numbers.items()
        if key in set(OwnKey)
    }
    extra = tuple(number for key, number in numbers.items() if key not in set(OwnKey))
    name = rules.short_words(str(kept["organisation_name"]), rules.NAME_LENGTH)
    out_of_hours = rules.short_words(str(kept["out_of_hours"]), rules.WORDS_LENGTH)
    shown = rules.own_page(rules.tidied_numbers(own), rules.tidied_extra(extra))
    page = rules.help_page(name, out_of_hours, shown, national_numbers())
    return replace(page, practice=kept.get("practice") is True)


def _extra(kept: dict[str, Any]) -> ExtraNumber:
    checked, written = kept["checked"], kept.get("written")
    return ExtraNumber(
        name=str(kept["name"]),
        for_whom=str(kept["for_whom"]),
        dial=str(kept["dial"]),
        hours=str(kept["hours"]),
        checked=date.fromisoformat(checked) if checked else None,
        written=date.fromisoformat(written) if written else None,
    )
