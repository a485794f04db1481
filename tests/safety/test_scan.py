"""The scanner finds what it must find: every other safety test leans on it."""

from __future__ import annotations

import base64
import os
import zlib
from pathlib import Path

import pytest

from tests.safety.scan import scan
from tests.safety.scan import scan_open_files

WORD = "Quillfeather-7731-marker"

PLANTS = {
    "plain": WORD.encode(),
    "utf-16le": WORD.encode("utf-16-le"),
    "utf-16be": WORD.encode("utf-16-be"),
    "hex": WORD.encode().hex().encode(),
    "base64": base64.b64encode(WORD.encode()),
    "base64 inside": base64.b64encode(b"a" + WORD.encode() + b"zz"),
    "base64 inside 2": base64.b64encode(b"ab" + WORD.encode() + b"zz"),
    "deflated": b"junk" + zlib.compress(b"x" * 500 + WORD.encode()) + b"junk",
}


@pytest.mark.parametrize("how", PLANTS)
def test_a_planted_word_is_found(tmp_path: Path, how: str) -> None:
    (tmp_path / "leak.bin").write_bytes(os.urandom(300) + PLANTS[how] + os.urandom(300))
    assert scan([tmp_path], [WORD])


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "noise.bin").write_bytes(os.urandom(100_000))
    assert scan([tmp_path], [WORD]) == []


def test_a_deleted_file_that_is_still_open_is_found(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    with path.open("w+") as file:
        file.write(WORD)
        file.flush()
        path.unlink()
        assert scan_open_files(os.getpid(), [WORD])
