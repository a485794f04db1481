"""Looks for planted words in files, in every spelling they could have, deleted-but-open files included."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

LARGEST = 200 * 1024 * 1024
DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def spellings(word: str) -> dict[str, bytes]:
    """Return the word as bytes in every encoding that a leak could use; base64 at each of the three offsets."""
    plain = word.encode()
    found = {
        "utf-8": plain,
        "utf-16le": word.encode("utf-16-le"),
        "utf-16be": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "reversed": plain[::-1],
    }
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain)
        found[f"base64+{offset}"] = coded[(offset * 4 + 2) // 3 + (1 if offset else 0) : len(coded) // 4 * 4 - 4]
    return found


def inflated(data: bytes) -> Iterator[bytes]:
    """Yield what every zlib stream inside the data holds."""
    for match in DEFLATED.finditer(data):
        machine = zlib.decompressobj()
        try:
            yield machine.decompress(data[match.start() :], LARGEST)
        except zlib.error:
            continue


def hits_in(data: bytes, words: list[str]) -> list[str]:
    """Return which words the data holds, and how spelt."""
    bodies = [data, *inflated(data)]
    return [
        f"{word} as {how}"
        for word in words
        for how, coded in spellings(word).items()
        if any(coded in body for body in bodies)
    ]


def scan(folders: list[Path], words: list[str]) -> list[str]:
    """Return one line a hit in any file under the folders."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
                found += [f"{path}: {hit}" for hit in hits_in(path.read_bytes(), words)]
    return found


def scan_open_files(pid: int, words: list[str]) -> list[str]:
    """Return hits in files that a process holds open though they are deleted or in memory."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(link.readlink())
            if not link.is_file() or not target.startswith("/"):
                continue
            found += [f"{target}: {hit}" for hit in hits_in(link.read_bytes(), words)]
        except OSError:
            continue
    return found
