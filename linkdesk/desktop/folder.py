"""The data folder: where it may lie, who may read it, and what is swept from it."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from pathlib import Path

from linkdesk.printing.given.opening import wipe
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings

# Names that sync programs give their folders. An encrypted SQLite file that is copied while it is written, or
# whose write-ahead log travels apart from it, is a damaged one.
_SYNCED = (
    ("OneDrive", re.compile(r"onedrive( ?-.*)?")),
    ("Dropbox", re.compile(r"dropbox( \(.*\))?")),
    ("iCloud", re.compile(r"icloud ?drive.*|mobile documents|com~apple~clouddocs")),
    ("Google Drive", re.compile(r"google ?drive(-.*)?|drivefs")),
    ("Box", re.compile(r"box( sync)?|box-box")),
    ("Nextcloud", re.compile(r"nextcloud\d*|owncloud")),
    ("a cloud provider", re.compile(r"cloudstorage")),
)
_GUEST_MOUNT = re.compile(r"gvfs|smb-share:.*|sftp:.*|dav:.*")
_NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "ncpfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.davfs2",
    }
)
_DRIVE_REMOTE = 4


def refuse_unsafe_place(folder: Path) -> None:
    """Refuse a folder that another program copies or that lies on another computer.

    Raises:
        VaultRefused: the folder is synced or on a network; nothing was made there.
    """
    found = synced_by(str(folder)) or synced_by(str(folder.expanduser().resolve()))
    if found is None and _is_remote(folder):
        found = "a network drive"
    if found is not None:
        raise VaultRefused(
            f"LinkDesk cannot keep its vault in {found}, where it could be damaged or leave this computer. "
            "Nothing was made there. Choose a folder on this computer with --data."
        )


def synced_by(path: str) -> str | None:
    """Name what syncs or shares `path`, judged by the path alone; None when nothing does."""
    if path.startswith(("\\\\", "//")) and not path.startswith(("\\\\?\\", "\\\\.\\")):
        return "a network drive"
    if path.upper().startswith("\\\\?\\UNC\\"):
        return "a network drive"
    for part in re.split(r"[\\/]+", path.casefold()):
        if _GUEST_MOUNT.fullmatch(part):
            return "a network drive"
        for name, pattern in _SYNCED:
            if pattern.fullmatch(part):
                return name
    return None


def network_type(folder: str, mounts: str) -> str | None:
    """Return the network file system that holds `folder`, given the text of /proc/mounts; None when local."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ")
        if (folder + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind if kind in _NETWORK_TYPES else None


def _is_remote(folder: Path) -> bool:
    if sys.platform == "win32":  # pragma: no cover - Windows only
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor) == _DRIVE_REMOTE)
    mounts = Path("/proc/mounts")
    return mounts.exists() and network_type(str(folder.resolve()), mounts.read_text("utf-8")) is not None


def prepare(settings: Settings) -> None:
    """Make the data folder for its owner alone and sweep what an earlier run left of the web view.

    Raises:
        VaultRefused: the folder may not hold a vault, or cannot be written.
    """
    refuse_unsafe_place(settings.data_dir)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        _owner_only(settings.data_dir)
    except OSError as error:
        raise VaultRefused(
            f"LinkDesk cannot use the folder {settings.data_dir}. Nothing was changed. "
            "Choose a folder of your own with --data."
        ) from error
    sweep(settings)


def _owner_only(folder: Path) -> None:
    """Close the folder and the files directly in it to everyone else."""
    folder.chmod(stat.S_IRWXU)
    for entry in folder.iterdir():
        if entry.is_file() and not entry.is_symlink():
            entry.chmod(stat.S_IRUSR | stat.S_IWUSR)


def sweep(settings: Settings) -> None:
    """Delete the web view's own folder, any file that opened a browser, and what other programs were shown."""
    if settings.webview_dir.exists():
        shutil.rmtree(settings.webview_dir)
    opener(settings).unlink(missing_ok=True)
    if settings.opened_dir.exists() or settings.opened_dir.is_symlink():
        wipe(settings.opened_dir)


def opener(settings: Settings) -> Path:
    """Return the file through which a browser is opened, so that no ticket stands in a command line."""
    return settings.data_dir / "open-linkdesk.html"


def write_private(path: Path, text: str) -> None:
    """Write a small file that only the owner can read, whatever lay there before."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def forbid_core_dumps() -> None:
    """Keep keys and records out of core files and from other programs of the same user, where the system can."""
    if sys.platform == "win32":  # pragma: no cover - Windows only
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        pr_set_dumpable = 4
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_dumpable, 0, 0, 0, 0)
