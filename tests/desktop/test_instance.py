"""One LinkDesk at a time: the lock, the call to the first, what a stranger gets."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkdesk.desktop.instance import Instance
from linkdesk.desktop.instance import call_first
from linkdesk.record.errors import Busy
from linkdesk.settings import Settings

HOLDER = """
import sys, time
from pathlib import Path
from linkdesk.desktop.instance import Instance
from linkdesk.record.errors import Busy
from linkdesk.settings import Settings
try:
    instance = Instance(Settings(data_dir=Path(sys.argv[1])))
    instance.hold()
except Busy:
    sys.exit(3)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def first(settings: Settings) -> Iterator[Instance]:
    instance = Instance(settings)
    instance.hold()
    yield instance
    instance.release()


def test_a_second_holder_is_refused_until_the_first_lets_go(settings: Settings, first: Instance) -> None:
    with pytest.raises(Busy, match="open in another window"):
        Instance(settings).hold()
    first.release()
    again = Instance(settings)
    again.hold()
    again.release()


def test_what_a_killed_one_left_is_gone_at_the_end_even_of_a_run_that_never_answered(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "instance.json").write_text('{"port": 1, "secret": "of one that was killed"}')
    instance = Instance(settings)
    instance.hold()
    instance.release()
    assert sorted(entry.name for entry in settings.data_dir.iterdir()) == ["linkdesk.lock"]


def test_the_first_is_called_forward(settings: Settings, first: Instance) -> None:
    raised: list[str] = []

    def raise_it() -> str:
        raised.append("raised")
        return "It is here."

    first.answer(raise_it)
    assert call_first(settings) == "It is here."
    assert call_first(settings) == "It is here."
    assert raised == ["raised", "raised"]
    assert stat.S_IMODE((settings.data_dir / "instance.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("said", [b"", b"\n", b"wrong\n", b"x" * 5000, b"GET / HTTP/1.1\r\n\r\n"])
def test_a_caller_without_the_secret_gets_nothing(settings: Settings, first: Instance, said: bytes) -> None:
    first.answer(lambda: "It is here.")
    port = json.loads((settings.data_dir / "instance.json").read_text("utf-8"))["port"]
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            assert line.recv(100) == b""
    assert call_first(settings) == "It is here."


@pytest.mark.parametrize("card", [None, "", "[]", "{}", '{"port": 1, "secret": "x"}', '{"port": "x", "secret": 1}'])
def test_no_answer_is_none(settings: Settings, card: str | None) -> None:
    settings.data_dir.mkdir()
    if card is not None:
        (settings.data_dir / "instance.json").write_text(card, "utf-8")
    assert call_first(settings) is None


def test_letting_go_takes_the_card_away(settings: Settings, first: Instance) -> None:
    first.answer(lambda: "It is here.")
    first.release()
    assert call_first(settings) is None
    assert not (settings.data_dir / "instance.json").exists()
    first.release()


def test_a_killed_first_leaves_the_way_free(tmp_path: Path) -> None:
    data = tmp_path / "data"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(data), "60"], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy):
            Instance(Settings(data_dir=data)).hold()
        holder.send_signal(signal.SIGKILL)
    instance = Instance(Settings(data_dir=data))
    instance.hold()
    instance.release()


@pytest.mark.safety
def test_of_twenty_starts_at_once_exactly_one_holds(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    starts = [subprocess.Popen([sys.executable, "-c", HOLDER, data, "8"], stdout=subprocess.DEVNULL) for _ in range(20)]
    codes = sorted(start.wait(60) for start in starts)
    assert codes == [0] + [3] * 19
