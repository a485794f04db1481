"""Which backup is meant: the folder that was named, or the newest whole one in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkdesk.record.errors import FileRefused
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.manifest import MANIFEST
from linkdesk.vault.backup.manifest import BackupRefused
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.backup.manifest import read_manifest

PREFIX = "linkdesk-backup-"
"""How the folder of every backup begins."""


@dataclass(frozen=True)
class Found:
    """A backup whose files are byte for byte what it says; `damaged` names the newer ones that are not."""

    folder: Path
    manifest: Manifest
    damaged: tuple[str, ...] = ()

    @property
    def passed_over(self) -> str:
        """Return the sentence about newer backups that could not be taken; "" without any."""
        if not self.damaged:
            return ""
        names = " and ".join(self.damaged)
        return f" {names} {'is' if len(self.damaged) == 1 else 'are'} newer but damaged, so this one was taken."


def backups_at(folder: Path) -> tuple[Path, ...]:
    """Return the folder itself if it is a backup, else the backups in it, newest name first.

    Raises:
        FileRefused: there is none.
    """
    if (folder / MANIFEST).is_file():
        return (folder,)
    inside = sorted((path for path in folder.glob(f"{PREFIX}*") if (path / MANIFEST).is_file()), reverse=True)
    if not inside:
        raise FileRefused(f"There is no LinkDesk backup in {folder}. Nothing was changed. Choose another folder.")
    return tuple(inside)


def find_backup(folder: Path) -> Found:
    """Return the backup that is meant by a folder, read but not yet opened.

    Raises:
        FileRefused: there is none, or backups of several vaults lie there and none was named.
        BackupRefused: not one of them is whole.
    """
    damaged: list[str] = []
    whole: Found | None = None
    for path in backups_at(folder):
        try:
            manifest = read_manifest(path) if whole else _whole(path)
        except BackupRefused:
            if path == folder:
                raise
            damaged += [] if whole else [path.name]
            continue
        if whole is None:
            whole = Found(path, manifest, tuple(damaged))
        elif manifest.vault_id != whole.manifest.vault_id:
            raise FileRefused(
                f"Backups of several vaults are in {folder}. Nothing was changed. "
                f"Name the one you mean, for example {whole.folder}."
            )
    if whole is None:
        raise BackupRefused("Every backup in that folder is damaged. Nothing was restored. Choose another folder.")
    return whole


def _whole(path: Path) -> Manifest:
    """Return what a backup says of itself if its files are byte for byte what it says. Raises BackupRefused."""
    manifest = read_manifest(path)
    for name, facts in manifest.files.items():
        if not (path / name).is_file() or file_facts(path / name) != facts:
            raise BackupRefused
    return manifest
