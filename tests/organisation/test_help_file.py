"""The plain copy of the help numbers: there when locked, never trusted over the vault, never a reason to show less."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linkdesk.organisation import help_file
from linkdesk.organisation.help_file import CHANGED
from linkdesk.organisation.help_file import LARGEST
from linkdesk.organisation.help_file import MISSING
from linkdesk.organisation.help_file import NOT_WRITTEN
from linkdesk.organisation.help_file import compare_help_now
from linkdesk.organisation.help_file import read_help_now
from linkdesk.organisation.help_file import write_help_now
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import HelpNow
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import help_page
from linkdesk.organisation.rules import own_page
from linkdesk.record.errors import DiskFull

NUMBERS = {
    OwnKey.CRISIS: OwnNumber("01632 960 001", "Day and night", date(2026, 11, 25)),
    OwnKey.SAFEGUARDING: OwnNumber("01632 960 003"),
}
EXTRA = (ExtraNumber("Lifeline", "You feel you cannot cope.", "01632 960 004", "", None),)
PAGE = help_page("Practice Link Workers – Żółw", "We answer on Monday.", own_page(NUMBERS, EXTRA), national_numbers())
BUILT_IN = HelpNow("", "", national_numbers())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "help-now.json"


def test_what_was_written_is_read_back(path: Path) -> None:
    write_help_now(path, PAGE)
    assert read_help_now(path) == PAGE
    assert compare_help_now(path, PAGE) == ""


def test_the_file_is_private_and_has_no_built_in_number(path: Path) -> None:
    write_help_now(path, PAGE)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert "116 123" not in text, "what is built in cannot be meddled with here"
    assert set(json.loads(text)) == {"format", "organisation_name", "out_of_hours", "numbers", "practice"}


def test_without_a_file_the_built_in_numbers_stand(path: Path) -> None:
    assert read_help_now(path) == BUILT_IN


NUMBER = {"key": "crisis", "name": "", "for_whom": "", "dial": "999", "hours": "", "checked": None}


def _meddled(**changes: object) -> bytes:
    sound = {"format": 1, "organisation_name": "A", "out_of_hours": "", "numbers": []}
    return json.dumps({**sound, **changes}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 10_000,
        b" " * (LARGEST + 1),
        _meddled(format=2),
        _meddled(organisation_name="x" * 500),
        _meddled(numbers=7),
        _meddled(numbers=["01632"]),
        _meddled(numbers=[NUMBER | {"dial": "soon"}]),
        _meddled(numbers=[NUMBER | {"checked": "today"}]),
        _meddled(numbers=[NUMBER | {"key": f"extra-{place}"} for place in range(9)]),
        _meddled(numbers=[{"key": "crisis"}]),
    ],
)
def test_a_damaged_file_never_takes_the_built_in_numbers_away(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert read_help_now(path) == BUILT_IN
    assert compare_help_now(path, PAGE) == CHANGED
    assert read_help_now(path) == PAGE


def test_a_meddled_number_is_put_back_and_told(path: Path) -> None:
    write_help_now(path, PAGE)
    path.write_bytes(path.read_bytes().replace(b"01632 960 001", b"0900 123 4567"))
    assert compare_help_now(path, PAGE) == CHANGED
    assert read_help_now(path) == PAGE


def test_a_lost_file_is_put_back_and_told(path: Path) -> None:
    assert compare_help_now(path, PAGE) == MISSING
    assert read_help_now(path) == PAGE


def test_a_crash_while_writing_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_help_now(path, PAGE)

    def crash(_path: Path, _data: bytes) -> None:
        raise OSError("pulled")

    monkeypatch.setattr(help_file, "write_atomic", crash)
    with pytest.raises(OSError, match="pulled"):
        write_help_now(path, BUILT_IN)
    assert read_help_now(path) == PAGE


def test_a_full_disk_is_told_and_keeps_nobody_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_help_now(path, BUILT_IN)

    def full(_path: Path, _data: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(help_file, "write_atomic", full)
    assert compare_help_now(path, PAGE) == NOT_WRITTEN
    path.unlink()
    assert compare_help_now(path, PAGE) == NOT_WRITTEN
    assert read_help_now(path) == BUILT_IN


def test_practice_and_the_day_a_number_was_written_down_are_known_while_locked(path: Path) -> None:
    number = replace(PAGE.group(Group.SERVICE)[0], checked=None, written=date(2026, 3, 2))
    page = replace(PAGE, practice=True, numbers=(*PAGE.group(Group.EMERGENCY), number))
    write_help_now(path, page)
    found = read_help_now(path)
    assert found.practice
    assert found.group(Group.SERVICE)[0].written == date(2026, 3, 2)
    path.write_text(path.read_text("utf-8").replace("true", '"yes"'), "utf-8")
    assert not read_help_now(path).practice
