"""Pictures, sounds and films of others: what they are is told by their bytes, never by their names."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.svg import drawing_of
from linkdesk.clients.papers.safety import whole_only
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from PIL.Image import Image

    from linkdesk.settings import Shelf

SVG = "image/svg+xml"
PNG = "image/png"
JPEG = "image/jpeg"
MP3 = "audio/mpeg"
MP4 = "video/mp4"
WEBM = "video/webm"
ENDING = {SVG: "svg", PNG: "png", JPEG: "jpg", MP3: "mp3", MP4: "mp4", WEBM: "webm"}

INLINE = "inline/"
"""Before the digest of a file that lies in the form itself, where it has no name."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_EBML = b"\x1a\x45\xdf\xa3"
_BRANDS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"})
"""First brands of MP4 films; others begin alike and are photos or sounds (ISO 14496-12)."""
_FIRST = 4096
_TOLD = 8
_FRAME = 0xE0
_QUALITY = 88


@dataclass(frozen=True)
class SafeFile:
    """What is kept of a file of others: for a picture a new one, for a sound or film its bytes.

    `left_out` names what was cut out of a drawing.
    """

    kind: FileKind
    media_type: str
    body: bytes
    left_out: tuple[str, ...] = ()


def safe_file(name: str, data: bytes, limits: Shelf) -> SafeFile:
    """Return what is kept of a picture, sound or film.

    Raises:
        FileRefused: one sentence that names the file: too large, damaged, or none of the kinds.
    """
    try:
        return _safe(data, limits)
    except FileRefused as refusal:
        called = "A file in the form itself" if name.startswith(INLINE) else f"The file {shown(name)}"
        raise FileRefused(f"{called} {refusal.sentence} Nothing was brought in.") from refusal


def safe_picture(name: str, data: bytes, limits: Shelf) -> SafeFile:
    """Return what is kept of a picture.

    Raises:
        FileRefused: as `safe_file`, or it is no picture.
    """
    found = safe_file(name, data, limits)
    if found.kind is not FileKind.PICTURE:
        raise FileRefused(f"The file {shown(name)} is no picture (SVG, PNG or JPEG). Nothing was kept. Choose another.")
    return found


def left_out_note(called: str, file: SafeFile) -> str:
    """Return what the worker is told of a drawing that came with more than can be kept; nothing where all was kept."""
    if not file.left_out:
        return ""
    more = len(file.left_out) - _TOLD
    parts = ", ".join(shown(each) for each in file.left_out[:_TOLD]) + (f" and {more} more" if more > 0 else "")
    return f"Not used, cut out of {called}: {parts}."


def shown(name: str) -> str:
    """Return the name of a file as it may stand in a sentence: short, one line, no signs that cannot be seen."""
    return "“" + "".join(sign if sign.isprintable() else "?" for sign in name[:80]) + "”"


def _safe(data: bytes, limits: Shelf) -> SafeFile:
    if data.startswith(_PNG):
        return SafeFile(FileKind.PICTURE, PNG, _remade(data, "PNG", limits))
    if data.startswith(_JPEG):
        return SafeFile(FileKind.PICTURE, JPEG, _remade(data, "JPEG", limits))
    if _is_mp3(data):
        return SafeFile(FileKind.SOUND, MP3, _bounded(data, limits.sound_bytes))
    if data[4:8] == b"ftyp" and data[8:12] in _BRANDS:
        return SafeFile(FileKind.FILM, MP4, _bounded(data, limits.film_bytes))
    if data.startswith(_EBML) and b"webm" in data[:_FIRST]:
        return SafeFile(FileKind.FILM, WEBM, _bounded(data, limits.film_bytes))
    if b"<" in data[:_FIRST]:
        drawing = drawing_of(data, limits)
        return SafeFile(FileKind.PICTURE, SVG, drawing.body, drawing.left_out)
    raise FileRefused("is no SVG, PNG, JPEG, MP3, MP4 or WebM.")


def _is_mp3(data: bytes) -> bool:
    """An MP3 begins with an ID3 tag, or with the eleven set bits of a frame of layer 3 (ISO 11172-3)."""
    frame = len(data) > 1 and data[0] == 0xFF and data[1] & _FRAME == _FRAME and data[1] & 0x06 == 0x02  # noqa: PLR2004
    return data.startswith(b"ID3") or frame


def _bounded(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise FileRefused(f"is larger than {most // (1024 * 1024)} MB.")
    return data


def _remade(data: bytes, kind: str, limits: Shelf) -> bytes:
    """Return a picture of dots made anew: upright, no larger than needed. Its size is asked before it is unpacked."""
    from PIL import Image
    from PIL import ImageOps

    _bounded(data, limits.picture_bytes)
    try:
        with warnings.catch_warnings(), whole_only():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=(kind,)) as picture:
                _check_dots(picture.size, limits)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
        return _written(upright, kind, limits)
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused("has too many dots.") from error
    except Exception as error:  # Pillow lets out whatever a broken file makes it trip over
        raise FileRefused("is damaged.") from error


def _check_dots(size: tuple[int, int], limits: Shelf) -> None:
    if size[0] * size[1] > limits.picture_dots:
        raise FileRefused("has too many dots.")


def _written(picture: Image, kind: str, limits: Shelf) -> bytes:
    """Return the dots alone: no notes, no place where a photo was taken, no second picture behind the first."""
    dots = picture.convert("RGBA" if kind == "PNG" else "RGB")
    dots.thumbnail((limits.picture_side, limits.picture_side))
    bare = dots.copy()
    bare.info = {}
    made = BytesIO()
    if kind == "PNG":
        bare.save(made, "PNG", optimize=True)
    else:
        bare.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()
