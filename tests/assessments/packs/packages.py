"""Picture packs for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

from tests.assessments.shelf.made import SVG

HEAD = "idea,file,name,credit\n"
MAP = HEAD + "home,house.png,Our house,Hill Road\nphone,tel.svg,,Hill Road\n"


def photo(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (20, 120, 60)).save(made, kind)
    return made.getvalue()


def pack(text: str | bytes = MAP, folder: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a zip with a map, a photo and a drawing, with a folder around them, and more files."""
    made = io.BytesIO()
    files = {"map.csv": text.encode() if isinstance(text, str) else text, "house.png": photo(), "tel.svg": SVG}
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in {**files, **(more or {})}.items():
            archive.writestr(folder + name, body)
    return made.getvalue()
