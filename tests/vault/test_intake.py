"""Files made by others are bounded and strict before anything looks at them."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.record.errors import FileRefused
from linkdesk.vault.intake import parse_json
from linkdesk.vault.intake import read_bytes
from linkdesk.vault.intake import read_json

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_well_formed_json_is_read_as_it_is(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value
    assert parse_json(b"\xef\xbb\xbf" + json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(FileRefused):  # any other exception fails the test
        parse_json(data)


@pytest.mark.parametrize(
    "bad",
    [
        b"NaN",
        b"[Infinity]",
        b'{"a":1,"a":2}',
        b'{"b":{"a":1,"a":1}}',
        b"[" * 65 + b"]" * 65,
        b'{"a":' * 200_000,
        b"[" * 200_000,
        b'["\\"' + b"[" * 100_000,
        b"9" * 5000,
        b"\xff\xfe[\x00]\x00",
        b"[1,]",
        b"",
    ],
)
def test_odd_json_is_refused_at_once(bad: bytes) -> None:
    started = time.process_time()
    with pytest.raises(FileRefused):
        parse_json(bad)
    assert time.process_time() - started < 2


def test_brackets_in_words_are_no_depth() -> None:
    assert parse_json(json.dumps("[" * 500 + '\\"{').encode()) == "[" * 500 + '\\"{'
    assert parse_json(b"[" * 64 + b"]" * 64)


def test_files_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(b'{"a": 1}')
    assert read_json(path) == {"a": 1}
    assert read_bytes(path, 8) == b'{"a": 1}'
    with pytest.raises(FileRefused, match="larger than"):
        read_bytes(path, 7)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(FileRefused, match="no file called"):
            read_bytes(path)


def test_a_stick_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(b"{}")

    def broken(self: Path, mode: str) -> object:
        raise OSError("input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(FileRefused, match="cannot be read"):
        read_bytes(path)
