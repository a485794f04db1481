"""When the last backup was made and where: a small file beside the vault, without client data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from linkdesk.record.errors import FileRefused
from linkdesk.settings import Settings
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.intake import read_json
from linkdesk.vault.keys.boxes import canonical

MOST_BYTES = 16 * 1024


@dataclass(frozen=True)
class LastBackup:
    """The last backup that was proved: when (UTC), and its folder at that time."""

    made_at: datetime
    folder: Path


def backups_file(settings: Settings) -> Path:
    """Return where the last backup is noted."""
    return settings.data_dir / "backups.json"


def note(settings: Settings, made_at: datetime, folder: Path) -> None:
    """Remember a backup that was just proved."""
    said = {"v": 1, "made_at": made_at.isoformat(), "folder": str(folder)}
    write_atomic(backups_file(settings), canonical(said))


def last_backup(settings: Settings) -> datetime | None:
    """Return when the last backup was made (UTC), or None when none is known."""
    noted = last_note(settings)
    return noted.made_at if noted else None


def last_note(settings: Settings) -> LastBackup | None:
    """Return the last backup, or None: none was made, or the note cannot be read, which means the same to a worker."""
    if not backups_file(settings).exists():
        return None
    try:
        said = read_json(backups_file(settings), MOST_BYTES, depth=2)
        made_at = datetime.fromisoformat(said["made_at"])
        return LastBackup(made_at, Path(said["folder"])) if made_at.tzinfo else None
    except (FileRefused, KeyError, TypeError, ValueError):
        return None
