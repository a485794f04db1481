"""Boxes open with the right key in the right place, and otherwise not at all."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from linkdesk.vault.keys.boxes import InvalidTag
from linkdesk.vault.keys.boxes import canonical
from linkdesk.vault.keys.boxes import decode
from linkdesk.vault.keys.boxes import derive
from linkdesk.vault.keys.boxes import encode
from linkdesk.vault.keys.boxes import lock_box
from linkdesk.vault.keys.boxes import open_box
from linkdesk.vault.keys.boxes import seal
from linkdesk.vault.keys.boxes import unseal


def test_derived_keys_differ_by_label_and_salt() -> None:
    found = {derive(b"k" * 32, label, salt=salt) for label in ("database", "audit") for salt in (b"", b"s")}
    assert len(found) == 4


def test_derive_is_hkdf_sha256() -> None:
    # RFC 5869's own construction, written out with the standard library
    import hmac

    extract = hmac.digest(bytes(32), b"k" * 32, "sha256")
    assert derive(b"k" * 32, "audit") == hmac.digest(extract, b"linkdesk/audit\x01", "sha256")


def test_box_round_trip_and_refusals() -> None:
    key, nonce = os.urandom(32), os.urandom(12)
    box = lock_box(key, nonce, b"plain", b"place")
    assert open_box(key, nonce, box, b"place") == b"plain"
    flipped = bytes([box[0] ^ 1]) + box[1:]
    attempts = ((os.urandom(32), box, b"place"), (key, flipped, b"place"), (key, box, b"other"))
    for other_key, other_box, place in attempts:
        with pytest.raises(InvalidTag):
            open_box(other_key, nonce, other_box, place)


def test_seal_opens_only_for_its_owner_in_its_place() -> None:
    owner, stranger = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    sealed = seal(owner.public_key().public_bytes_raw(), b"m" * 32, b"place", os.urandom(32))
    assert unseal(owner, sealed, b"place") == b"m" * 32
    for private, place in ((stranger, b"place"), (owner, b"elsewhere")):
        with pytest.raises(InvalidTag):
            unseal(private, sealed, place)


def test_every_flipped_bit_of_a_seal_is_caught() -> None:
    owner = X25519PrivateKey.generate()
    sealed = seal(owner.public_key().public_bytes_raw(), b"m" * 32, b"", os.urandom(32))
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(InvalidTag):
            unseal(owner, bytes(changed), b"")


def test_a_point_of_low_order_is_refused() -> None:
    with pytest.raises(InvalidTag):
        unseal(X25519PrivateKey.generate(), bytes(80), b"")


def test_canonical_spelling_is_one() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


@pytest.mark.parametrize("text", [None, 7, "!!", "YWI", "YWJj", "YWI=\n"])
def test_decode_takes_one_spelling_of_the_right_size(text: object) -> None:
    assert decode(encode(b"ab"), 2) == b"ab"
    with pytest.raises(ValueError, match=r".+"):
        decode(text, 2)
