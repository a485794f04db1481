"""Encrypted backups: make, check, restore, and when the last one was made."""

from __future__ import annotations

from linkdesk.vault.backup.files import BackupFailed
from linkdesk.vault.backup.files import BackupReport
from linkdesk.vault.backup.history import last_backup
from linkdesk.vault.backup.make import make_backup
from linkdesk.vault.backup.manifest import BackupRefused
from linkdesk.vault.backup.restore import restore_backup
from linkdesk.vault.backup.restore import verify_backup

__all__ = [
    "BackupFailed",
    "BackupRefused",
    "BackupReport",
    "last_backup",
    "make_backup",
    "restore_backup",
    "verify_backup",
]
