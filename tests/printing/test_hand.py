"""A process that prints holds no key and can do nothing but print."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkdesk.printing.batch import Hand
from linkdesk.printing.hand import NotForPrints
from linkdesk.printing.hand import Words
from linkdesk.printing.hand import guard
from linkdesk.printing.hand import readable
from linkdesk.printing.hand import refused
from linkdesk.printing.pdf import Press
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.settings import resources

pytestmark = pytest.mark.prints

LONG = 120
PAGE = "<html lang=en><title>A page</title><h1>{}</h1>"


@pytest.fixture(scope="module")
def hand() -> Iterator[Hand]:
    made = Hand(Limits(print_pages=2))
    yield made
    made.close()


def test_it_prints_what_the_press_prints(hand: Hand) -> None:
    here = Press()
    try:
        assert hand.print(Words((PAGE.format("Hello"),)), LONG) == here.pdf(PAGE.format("Hello"))
    finally:
        here.close()


def test_a_refusal_is_a_sentence_and_the_next_document_is_printed(hand: Hand) -> None:
    stranger = PAGE.format('<img src="file:///etc/passwd" alt="x">')
    assert "outside LinkDesk" in str(hand.print(Words((stranger,)), LONG))
    assert "too many pages" in str(hand.print(Words((PAGE.format("x") + "<p style='break-before:page'>y" * 3,)), LONG))
    made = hand.print(Words((PAGE.format("x"),)), LONG)
    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF")


def test_its_fonts_lie_in_a_folder_that_goes_with_it() -> None:
    one = Hand(Limits())
    folder = Path(one._folder.name)
    try:
        one.print(Words((PAGE.format("Maryam O’Testly"),)), LONG)
        kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert kept
        assert [content[:80] for content in kept if b"Testly" in content] == []
    finally:
        one.close()
    assert not folder.exists()
    assert not one.process.is_alive()


def test_it_is_a_fresh_process_that_knows_neither_vault_nor_pages() -> None:
    code = (
        "import sys, linkdesk.printing.hand\n"
        "print([m for m in sys.modules if m.startswith(('linkdesk.vault', 'sqlalchemy', 'sqlcipher3', 'flask'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_guard_refuses_what_no_print_needs(tmp_path: Path) -> None:
    look = guard(readable())
    own = resources() / "static" / "vendor" / "pictures" / "colour" / "1F3E0.svg"
    look("open", (str(own), "rb", os.O_RDONLY))
    look("open", (os.__file__, "r", os.O_RDONLY))
    look("open", (3, "rb", os.O_RDONLY))
    look("import", ("json", None, None, None, None))
    for event, given in (
        ("open", ("/etc/passwd", "r", os.O_RDONLY)),
        ("open", (str(own.parent / ".." / ".." / ".." / ".." / "README.md"), "r", os.O_RDONLY)),
        ("open", (str(tmp_path / "new"), None, os.O_RDONLY)),
        ("open", (str(own), "r+", os.O_RDWR)),
        ("open", (str(own), None, os.O_WRONLY)),
        ("socket.connect", (None, ("127.0.0.1", 1))),
        ("socket.__new__", (None, 2, 1, 0)),
        ("subprocess.Popen", ("sh", [], None, None)),
        ("os.system", (b"true",)),
        ("os.exec", ("sh", [], None)),
        ("os.remove", (str(own), -1)),
    ):
        with pytest.raises(NotForPrints):
            look(event, given)


def test_the_guard_holds_in_a_process_and_no_file_grows_there(tmp_path: Path) -> None:
    code = f"""
import os, socket, sys
from linkdesk.printing.hand import bound, guard, readable
there = os.open({str(tmp_path / "open before")!r}, os.O_WRONLY | os.O_CREAT)
bound()
sys.addaudithook(guard(readable()))
said = []
for what in (lambda: open({str(tmp_path / "x")!r}, "w"), lambda: open("/etc/hostname"), socket.socket,
             lambda: os.system("true"), lambda: os.fork(), lambda: os.write(there, b"x")):
    try:
        what()
        said.append("done")
    except OSError as refused:
        said.append(type(refused).__name__)
print(said)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(["NotForPrints"] * 5 + ["OSError"])
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [0]


def test_faults_of_ours_are_told_without_their_words() -> None:
    assert refused(RuleBroken("Too long.")) == ("RuleBroken", "Too long.")
    assert "Maryam" not in refused(OSError("Maryam O’Testly"))[1]
