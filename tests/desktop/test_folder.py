"""The data folder: refused places, modes, sweeping, no core dumps."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from linkdesk.desktop.folder import network_type
from linkdesk.desktop.folder import opener
from linkdesk.desktop.folder import prepare
from linkdesk.desktop.folder import refuse_unsafe_place
from linkdesk.desktop.folder import sweep
from linkdesk.desktop.folder import synced_by
from linkdesk.desktop.folder import write_private
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings

SYNCED = [
    r"C:\Users\ana\OneDrive\LinkDesk",
    r"C:\Users\ana\OneDrive - Northtown Council\LinkDesk",
    "/Users/ana/Library/CloudStorage/OneDrive-Northtown/LinkDesk",
    "/home/ana/Dropbox/LinkDesk",
    r"C:\Users\ana\Dropbox (Northtown)\LinkDesk",
    "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/LinkDesk",
    r"C:\Users\ana\iCloudDrive\LinkDesk",
    "/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/LinkDesk",
    r"C:\Users\ana\Google Drive\LinkDesk",
    r"\\server\share\LinkDesk",
    "//server/share/LinkDesk",
    r"\\?\UNC\server\share\LinkDesk",
    "/run/user/1000/gvfs/smb-share:server=nas,share=ana/LinkDesk",
    "/home/ana/Nextcloud/LinkDesk",
    "/home/ana/Box Sync/LinkDesk",
]
LOCAL = [
    "/home/ana/.local/share/linkdesk",
    r"C:\Users\ana\AppData\Local\LinkDesk",
    r"\\?\C:\Users\ana\AppData\Local\LinkDesk",
    "/Users/ana/Library/Application Support/LinkDesk",
    "/home/dropboxer/boxes/linkdesk",
]
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ana/local ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
"""


@pytest.mark.parametrize("path", SYNCED)
def test_synced_and_shared_folders_are_refused(path: str) -> None:
    assert synced_by(path) is not None
    with pytest.raises(VaultRefused, match=r"Nothing was made there\."):
        refuse_unsafe_place(Path(path))


@pytest.mark.parametrize("path", LOCAL)
def test_local_folders_are_not(path: str) -> None:
    assert synced_by(path) is None


def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(VaultRefused, match="Dropbox"):
        refuse_unsafe_place(tmp_path / "mine" / "linkdesk")


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/linkdesk", None),
        ("/home/ana/linkdesk", "nfs4"),
        ("/home/ana/local/linkdesk", None),
        ("/homeless/linkdesk", None),
        ("/mnt/my share/linkdesk", "cifs"),
    ],
)
def test_the_nearest_mount_decides(folder: str, kind: str | None) -> None:
    assert network_type(folder, MOUNTS) == kind


def test_a_network_mount_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkdesk.desktop.folder.network_type", lambda *_: "nfs4")
    with pytest.raises(VaultRefused, match="network drive"):
        prepare(Settings(data_dir=tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o777)
    (data / "vault.db").write_bytes(b"x")
    (data / "vault.db").chmod(0o644)
    (data / "folder").mkdir(mode=0o755)
    prepare(Settings(data_dir=data))
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "vault.db").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(VaultRefused, match="cannot use the folder"):
        prepare(Settings(data_dir=tmp_path / "file" / "data"))


def test_what_the_web_view_left_is_swept(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    (settings.webview_dir / "cache").mkdir(parents=True)
    (settings.webview_dir / "cache" / "page").write_text("canary", "utf-8")
    write_private(opener(settings), "ticket")
    sweep(settings)
    assert list(tmp_path.iterdir()) == []
    sweep(settings)


def test_a_private_file_is_private_whatever_lay_there(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine", "utf-8")
    (tmp_path / "card").symlink_to(target)
    write_private(tmp_path / "card", "secret")
    assert target.read_text("utf-8") == "mine"
    assert (tmp_path / "card").read_text("utf-8") == "secret"
    assert stat.S_IMODE((tmp_path / "card").stat().st_mode) == 0o600


def test_a_forced_abort_leaves_no_core(tmp_path: Path) -> None:
    script = (
        "from linkdesk.desktop.folder import forbid_core_dumps; forbid_core_dumps();"
        "import resource, sys; sys.stdout.write(repr(resource.getrlimit(resource.RLIMIT_CORE))); sys.stdout.flush();"
        "import os; os.abort()"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ended.stdout == "(0, 0)"
    assert ended.returncode < 0
    assert list(tmp_path.iterdir()) == []
