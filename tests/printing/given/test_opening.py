"""Nothing is left behind: what another program was shown is gone after the lock, the exit, and a kill."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkdesk.desktop.folder import prepare
from linkdesk.desktop.folder import sweep
from linkdesk.printing.given.opening import OPEN_FILE
from linkdesk.printing.given.opening import put
from linkdesk.printing.given.opening import show
from linkdesk.printing.given.opening import wipe
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Settings
from tests.printing.given.test_routes import Room
from tests.printing.given.test_routes import action

if TYPE_CHECKING:
    from tests.furnished import House

PDF = b"%PDF-1.7 a plan"
KILLED = """
import sys, time
from pathlib import Path
from linkdesk.printing.given.opening import put
print(put(Path(sys.argv[1]), "Plan 2026-11-30.pdf", b"%PDF-1.7 a plan"), flush=True)
time.sleep(600)
"""


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_it_lies_in_a_private_folder_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "opened"
    one, other = (put(folder, "Plan.pdf", PDF) for _ in range(2))
    assert one != other
    assert one.read_bytes() == PDF
    for place in (folder, one.parent, other.parent):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert wipe(folder)
    assert not folder.exists()
    assert wipe(folder)


def test_a_folder_that_was_left_open_is_closed_and_a_link_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "opened", tmp_path / "elsewhere"
    folder.mkdir(mode=0o755)
    put(folder, "Plan.pdf", PDF)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    wipe(folder)
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine", "utf-8")
    folder.symlink_to(elsewhere)
    put(folder, "Plan.pdf", PDF)
    assert files(elsewhere) == [elsewhere / "mine"]
    wipe(folder)
    folder.symlink_to(elsewhere)
    wipe(folder)
    assert (elsewhere / "mine").exists()


def test_where_nothing_can_show_it_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "opened"
    with pytest.raises(FileRefused, match="Nothing was left behind"):
        show(folder, "Plan.pdf", PDF, lambda _path: False)
    assert files(folder) == []
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(FileRefused, match="Nothing was left behind"):
        put(tmp_path / "file" / "opened", "Plan.pdf", PDF)


def test_after_a_kill_the_next_start_wipes_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    settings.data_dir.mkdir()
    arguments = [sys.executable, "-c", KILLED, str(settings.opened_dir)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        path = Path(program.stdout.readline().strip())
        program.send_signal(signal.SIGKILL)
    assert path.read_bytes() == PDF
    prepare(settings)
    assert files(settings.data_dir) == []


def test_the_exit_wipes_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    put(settings.opened_dir, "Plan.pdf", PDF)
    sweep(settings)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.prints
def test_the_button_is_there_beside_a_window_alone_and_the_lock_wipes_the_file(house: House) -> None:
    room = Room(house)
    page = room.worker.get(room.preview)
    url = action(page, "/out?")
    asked = page.fields(url) | {"way": "opened", "safe": "yes"}
    assert "open in another program" not in page.words
    assert room.worker.client.post(url, data=asked).status_code == 404
    shown: list[Path] = []

    def opener(path: Path) -> bool:
        shown.append(path)
        return True

    house.app.extensions[OPEN_FILE] = opener
    assert "Yes: open in another program" in room.worker.get(room.preview).words
    answer = room.worker.client.post(url, data=asked, follow_redirects=True)
    assert "LinkDesk deletes its file when it is locked" in answer.get_data(as_text=True)
    (path,) = shown
    assert path.name.startswith("Plan ")
    assert "My plan" in path.read_text("utf-8")
    assert [one.way for one in room.prints] == ["opened"]
    changed = room.worker.client.post(url, data=asked | {"seal": "x"})
    assert (changed.status_code, len(shown)) == (409, 1)
    house.vault.lock()
    assert not house.settings.opened_dir.exists()
