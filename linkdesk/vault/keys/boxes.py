"""The four tools of the key file: canonical JSON, derived keys, a locked box, a sealed box."""

from __future__ import annotations

import base64
import binascii
import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
SEALED_BYTES = KEY_BYTES + KEY_BYTES + TAG_BYTES

__all__ = ["InvalidTag", "canonical", "decode", "derive", "encode", "lock_box", "open_box", "seal", "unseal"]


def canonical(value: object) -> bytes:
    """Return the one JSON spelling of `value`: sorted names, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def encode(data: bytes) -> str:
    """Return bytes as base64 text."""
    return base64.b64encode(data).decode("ascii")


def decode(text: object, size: int) -> bytes:
    """Return exactly `size` bytes from base64 text; ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("not text")  # noqa: TRY004 - one kind of error for every damaged field
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(data) != size or encode(data) != text:
        raise ValueError("wrong size or spelling")
    return data


def derive(secret: bytes | bytearray, label: str, *, salt: bytes = b"", size: int = KEY_BYTES) -> bytes:
    """Return `size` bytes that belong to `label` alone (HKDF-SHA256, RFC 5869)."""
    kdf = HKDF(algorithm=SHA256(), length=size, salt=salt or None, info=f"linkdesk/{label}".encode())
    return kdf.derive(bytes(secret))


def lock_box(key: bytes, nonce: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Return `plain` under AES-256-GCM; it opens only together with `bound_to`."""
    return AESGCM(key).encrypt(nonce, plain, bound_to)


def open_box(key: bytes, nonce: bytes, box: bytes, bound_to: bytes) -> bytes:
    """Return what `lock_box` locked; `InvalidTag` if the key is another or a bit was changed."""
    return AESGCM(key).decrypt(nonce, box, bound_to)


def seal(public: bytes, plain: bytes, bound_to: bytes, ephemeral: bytes) -> bytes:
    """Return `plain` sealed so that only the owner of `public` can read it.

    Args:
        public: X25519 public key, 32 bytes.
        plain: what is sealed, 32 bytes.
        bound_to: where the seal belongs; it opens nowhere else.
        ephemeral: 32 fresh random bytes, used once and forgotten.
    """
    own = X25519PrivateKey.from_private_bytes(ephemeral)
    sender = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    key, nonce = _sealing_key(shared, sender, public)
    return sender + lock_box(key, nonce, plain, bound_to)


def unseal(private: X25519PrivateKey, sealed: bytes, bound_to: bytes) -> bytes:
    """Return what was sealed to `private`; `InvalidTag` if it was not, or a bit was changed."""
    sender = sealed[:KEY_BYTES]
    public = private.public_key().public_bytes_raw()
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:  # a point of low order: never made by `seal`
        raise InvalidTag from error
    key, nonce = _sealing_key(shared, sender, public)
    return open_box(key, nonce, sealed[KEY_BYTES:], bound_to)


def _sealing_key(shared: bytes, sender: bytes, public: bytes) -> tuple[bytes, bytes]:
    """Return key and nonce of one seal; the key is used once, so the nonce may be derived with it."""
    both = derive(shared, "seal", salt=sender + public, size=KEY_BYTES + NONCE_BYTES)
    return both[:KEY_BYTES], both[KEY_BYTES:]
