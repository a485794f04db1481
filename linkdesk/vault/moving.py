"""The last step of a restore: the proved files move in, the old ones are kept aside; finished after a crash."""

from __future__ import annotations

from linkdesk.settings import Settings
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.keys.keyfile import copy_of
from linkdesk.vault.opening import side_files

READY = ".restored-"
"""How a folder is called whose files were proved and are to move in."""

KEPT = "kept-"
"""How the folder is called that keeps what was there before."""


def finish_restore(settings: Settings) -> None:
    """Move a proved backup in; at each start too, so that a crash between two moves is made good."""
    for ready in sorted(settings.data_dir.glob(f"{READY}*")):
        kept = settings.data_dir / f"{KEPT}{ready.name.removeprefix(READY)}"
        database, keys = settings.vault_file, settings.key_file
        for path in (*side_files(database), database, copy_of(keys), keys):
            fresh = ready / path.name
            if path.exists() and (fresh.exists() or path in side_files(database)):
                private_folder(kept)
                path.replace(kept / path.name)
            if fresh.exists():
                fresh.replace(path)
        sync_folder(settings.data_dir)
        ready.rmdir()
