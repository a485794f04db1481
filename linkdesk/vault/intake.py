"""The one door for files made by others: bounded before they are read, strict while they are read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from linkdesk.record.errors import FileRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 64

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A string, or what is left of the text where it is not closed: found once, so one pass is enough for any text."""
_BRACKETS = re.compile(r"[\[\]{}]")


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a plain file of at most `most` bytes.

    Raises:
        FileRefused: it is missing, no plain file, not readable, or too large.
    """
    try:
        if not path.is_file():
            raise FileRefused(f"There is no file called {path.name} there. Nothing was read. Choose another.")
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise FileRefused(
            f"The file {path.name} cannot be read. Nothing was changed. Check the stick or the folder."
        ) from error
    if len(data) > most:
        raise FileRefused(
            f"The file {path.name} is larger than {most // 1024:,} KB. Nothing was read from it. Choose another."
        )
    return data


def read_json(path: Path, most: int = MOST_BYTES, depth: int = MOST_DEPTH) -> Any:
    """Return the value in a JSON file under the rules of `parse_json`."""
    return parse_json(read_bytes(path, most), depth=depth)


def parse_json(data: bytes, *, depth: int = MOST_DEPTH) -> Any:
    """Return the value of strict JSON: UTF-8, no deeper than `depth`, no NaN, no name twice.

    Raises:
        FileRefused: anything else; the standard parser takes `NaN` and repeated names in silence.
    """
    try:
        text = data.decode("utf-8-sig")
        _check_depth(text, depth)
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError) as error:
        raise FileRefused(
            "That file is not well-formed JSON. Nothing was read from it. Choose another file."
        ) from error


def _check_depth(text: str, most: int) -> None:
    """Refuse nesting before the parser meets it: deep nesting ends in a crash of the stack."""
    depth = 0
    for match in _BRACKETS.finditer(_STRINGS.sub("", text)):
        depth += 1 if match.group() in "[{" else -1
        if depth > most:
            raise ValueError("nested too deeply")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found
