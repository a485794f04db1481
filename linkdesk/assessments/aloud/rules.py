"""Words to be spoken in short pieces, the name each piece goes by, and a WAV file put right; pure."""

from __future__ import annotations

import hashlib
import re
import struct

_SENTENCE = re.compile(r"(?<=[.!?…:;।؟۔])\s+")
_RIFF = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")


def plain(text: str) -> str:
    """Return a text as it stands on a page: one space between words."""
    return " ".join(text.split())


def pieces(text: str, most: int) -> tuple[str, ...]:
    """Return a text in pieces of at most `most` letters: whole sentences where they fit, else whole words."""
    found: list[str] = []
    for sentence in _SENTENCE.split(plain(text)):
        for part in _words(sentence, most):
            if found and len(found[-1]) + 1 + len(part) <= most:
                found[-1] = f"{found[-1]} {part}"
            elif part:
                found.append(part)
    return tuple(found)


def _words(sentence: str, most: int) -> list[str]:
    parts = [""]
    for word in sentence.split():
        for start in range(0, len(word), most):
            piece = word[start : start + most]
            longer = f"{parts[-1]} {piece}".strip()
            if len(longer) <= most:
                parts[-1] = longer
            else:
                parts.append(piece)
    return parts


def name_of(piece: str) -> str:
    """Return the name under which a piece is asked for: its words stand in no address."""
    return hashlib.sha256(piece.encode()).hexdigest()


def whole_wav(raw: bytes) -> bytes:
    """Return a WAV file whose sizes are true: a program that writes into a pipe cannot know them beforehand.

    Raises:
        ValueError: it is no WAV file with sound in it.
    """
    if len(raw) < _RIFF.size or raw[:4] != b"RIFF" or raw[8:12] != b"WAVE":
        raise ValueError("no WAV file")
    at = _RIFF.size
    while at + _CHUNK.size <= len(raw):
        kind, size = _CHUNK.unpack_from(raw, at)
        begins = at + _CHUNK.size
        if kind == b"data":
            sound = raw[begins : begins + size]
            if not sound:
                break
            head = raw[_RIFF.size : at]
            length = 4 + len(head) + _CHUNK.size + len(sound)
            return _RIFF.pack(b"RIFF", length, b"WAVE") + head + _CHUNK.pack(b"data", len(sound)) + sound
        at = begins + size + size % 2
    raise ValueError("a WAV file without sound")
