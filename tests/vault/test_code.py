"""A short code is checked for its shape, kept as a salted hash, and typed in any case."""

from __future__ import annotations

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.vault.code import code_matches
from linkdesk.vault.code import hash_code
from tests.vault.conftest import HandClock


@pytest.mark.parametrize("code", ["4821", "blue7", "a1b2c3d4e5f6", "12 58"])
def test_right_and_wrong_codes(clock: HandClock, code: str) -> None:
    kept = hash_code(code, clock)
    assert code_matches(f" {code.upper()} ", kept)
    assert not code_matches(code + "1", kept)
    assert not code_matches("", kept)
    assert code.encode() not in kept
    assert hash_code(code, clock) != kept


@pytest.mark.parametrize("code", ["", "123", "1111", "1234", "4321", "a" * 13, "12-34", "abc!"])
def test_codes_that_are_no_use_are_refused(clock: HandClock, code: str) -> None:
    with pytest.raises(RuleBroken, match="Choose another"):
        hash_code(code, clock)


def test_foreign_bytes_are_no_hash() -> None:
    with pytest.raises(ValueError, match="no hash"):
        code_matches("4821", b"xx" + bytes(48))
