"""The recovery key survives handwriting, and a slip never reaches the crypto."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.vault.keys.recovery import ALPHABET
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.recovery import looks_like_recovery_key
from linkdesk.vault.keys.recovery import parse_recovery_key

keys = st.binary(min_size=16, max_size=16).map(RecoveryKey)


@given(keys)
def test_what_is_shown_can_be_typed_back(key: RecoveryKey) -> None:
    assert [len(group) for group in key.text.split("-")] == [4] * 8
    assert parse_recovery_key(key.text) == key
    assert parse_recovery_key(key.text.lower().replace("-", " ")) == key


@given(keys)
def test_misread_letters_are_forgiven(key: RecoveryKey) -> None:
    assert parse_recovery_key(key.text.replace("0", "o").replace("1", "I")) == key
    assert parse_recovery_key(key.text.replace("1", "l")) == key


@given(keys, st.integers(0, 31), st.integers(1, 31))
def test_one_wrong_letter_is_caught(key: RecoveryKey, place: int, shift: int) -> None:
    letters = list(key.text.replace("-", ""))
    letters[place] = ALPHABET[(ALPHABET.index(letters[place]) + shift) % 32]
    with pytest.raises(ValueError, match="slip"):
        parse_recovery_key("".join(letters))


def test_ten_thousand_changed_keys_are_refused() -> None:
    key = RecoveryKey(bytes(range(16)))
    letters = key.text.replace("-", "")
    refused = 0
    for number in range(10_000):
        first, second = number % 32, number // 32 % 32
        shift = 1 + number % 31
        changed = list(letters)
        for place in {first, second}:
            changed[place] = ALPHABET[(ALPHABET.index(changed[place]) + shift) % 32]
        try:
            parse_recovery_key("".join(changed))
        except ValueError:
            refused += 1
    assert refused == 10_000
    assert parse_recovery_key(letters) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "typed 0"), ("ABCD", "typed 4"), ("U" * 32, "never holds"), ("é" * 32, "never holds")],
)
def test_a_wrong_shape_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_recovery_key(text)


def test_a_short_secret_is_no_key() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        RecoveryKey(b"short")


def test_shape_is_told_from_a_passphrase() -> None:
    assert looks_like_recovery_key(RecoveryKey(bytes(16)).text)
    assert not looks_like_recovery_key("walnut lantern orbit pebble quiver")
    assert "secret" not in repr(RecoveryKey(bytes(16)))
