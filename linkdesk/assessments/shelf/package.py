"""A form as it comes in: one JSON file, or a zip with the form, its pictures, sounds, films and licence."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf.media import shown
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from linkdesk.settings import Forms
    from linkdesk.settings import Shelf

ZIP = b"PK"
FORM = "questionnaire.json"
PICTURES = "pictures.json"
"""In a package that LinkDesk made: the pictures a service chose, beside the form as its owner wrote it."""

FOLDER = "media/"
ENDINGS = ("svg", "png", "jpg", "jpeg", "mp3", "mp4", "webm")
_MEDIA = re.compile(rf"media/[^/]{{1,150}}\.({'|'.join(ENDINGS)})", re.IGNORECASE)
_LICENCE = re.compile(r"(licen[cs]e|copying|copyright)(\.(txt|md))?", re.IGNORECASE)
_NOISE = re.compile(r"(.*/)?(__MACOSX(/.*)?|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE)
"""What the programs that make zips leave in them; nobody needs to hear of it."""
_NOTED = 20


@dataclass(frozen=True)
class Package:
    """The parts of a form that came in; names are those of the package, without a folder around all of it."""

    form: bytes
    media: dict[str, bytes] = field(default_factory=dict)
    licence: str = ""
    pictures: bytes = b""
    notes: tuple[str, ...] = ()


NOTHING = "Nothing was brought in."
_OTHERS = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of an older office program"),
    (b"ID3", "a sound"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
"""How files begin that are taken for a form by their name."""


def no_form(data: bytes) -> str:
    """Return in words what a file is that can be no form; empty where it may be one."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[4:8] == b"ftyp":
        return "a film or a photo of a phone"
    return next((words for sign, words in _OTHERS if start.startswith(sign.lower())), "")


def open_package(data: bytes, forms: Forms, limits: Shelf) -> Package:
    """Return the parts of an upload, each bounded before it is unpacked.

    Raises:
        FileRefused: it is empty, too large packed or unpacked, damaged, has a passphrase or a name that leads out
            of the package, or holds no form.
    """
    if not data.strip():
        raise FileRefused("That file is empty. Nothing was brought in. Choose another.")
    if not data.startswith(ZIP):
        if found := no_form(data):
            raise FileRefused(f"That file is {found} and no form, whatever its name says. {NOTHING} Choose the form.")
        return Package(data)
    if len(data) > limits.package_bytes:
        most = limits.package_bytes // (1024 * 1024)
        raise FileRefused(f"That package is larger than {most} MB. Nothing was brought in. Leave out the largest film.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _opened(archive, forms, limits)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefused("That package is damaged. Nothing was brought in. Make it again, then try again.") from error


def unpacked(data: bytes, limits: Shelf) -> dict[str, bytes]:
    """Return the files of a zip of pictures by name, without a folder around all; each is bounded before it is read.

    Raises:
        FileRefused: it is no zip, too large packed or unpacked, damaged, has a passphrase or a name that leads out.
    """
    if not data.startswith(ZIP):
        raise FileRefused("That file is no package (zip). Nothing was brought in. Choose another.")
    if len(data) > limits.package_bytes:
        most = limits.package_bytes // (1024 * 1024)
        raise FileRefused(f"That package is larger than {most} MB. Nothing was brought in. Make it in two parts.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _checked(archive, limits)
            root = _root(list(members))
            return {
                name.removeprefix(root): _read(archive, member, limits.picture_bytes)
                for name, member in members.items()
            }
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefused("That package is damaged. Nothing was brought in. Make it again, then try again.") from error


def _opened(archive: zipfile.ZipFile, forms: Forms, limits: Shelf) -> Package:
    members = _checked(archive, limits)
    root = _root(list(members))
    form = b""
    media: dict[str, bytes] = {}
    licence, pictures = "", b""
    left: list[str] = []
    for name, member in members.items():
        inside = name.removeprefix(root) if name.startswith(root) else f"/{name}"
        if inside in {FORM, _alone(list(members), root)}:
            form = _read(archive, member, forms.file_bytes)
        elif _MEDIA.fullmatch(inside):
            media[inside] = _read(archive, member, max(limits.film_bytes, limits.picture_bytes))
        elif inside == PICTURES:
            pictures = _read(archive, member, forms.file_bytes)
        elif _LICENCE.fullmatch(inside):
            licence = _words(_read(archive, member, 4 * limits.licence), limits)
        else:
            left.append(name)
    if not form:
        raise FileRefused(
            f"There is no {FORM} in that package. Nothing was brought in. Put the form in under this name."
        )
    return Package(form, media, licence, pictures, _notes(left))


def _checked(archive: zipfile.ZipFile, limits: Shelf) -> dict[str, zipfile.ZipInfo]:
    """Return the files by name; what a file says of its size is also all that is ever unpacked of it."""
    found = archive.infolist()
    if len(found) > limits.members or sum(member.file_size for member in found) > limits.unpacked_bytes:
        raise FileRefused("That package is far too large when unpacked. Nothing was brought in. Choose another.")
    names = [member.orig_filename for member in found]
    if len({name.casefold() for name in names}) != len(names):
        raise FileRefused("Two files in that package have the same name. Nothing was brought in. Make it again.")
    for name in names:
        if _leads_out(name):
            raise FileRefused(f"The name {shown(name)} leads out of the package. Nothing was brought in.")
    if any(member.flag_bits & 1 for member in found):
        raise FileRefused("That package has a passphrase. Nothing was brought in. Make it without one.")
    return {
        member.filename: member for member in found if not member.is_dir() and not _NOISE.fullmatch(member.filename)
    }


def _leads_out(name: str) -> bool:
    parts = name.split("/")
    odd = "\\" in name or ":" in name or any(not sign.isprintable() for sign in name)
    return odd or not name or name.startswith("/") or ".." in parts or "." in parts


def _root(names: list[str]) -> str:
    """Return the folder that stands around everything, if there is one: people pack the folder, not what is in it."""
    first = names[0].split("/")[0] + "/" if names else ""
    around = first != FOLDER and all(name.startswith(first) for name in names)
    return first if around and first != "/" else ""


def _alone(names: list[str], root: str) -> str:
    """Return the one JSON file at the top where none has the right name."""
    inside = [name.removeprefix(root) for name in names]
    found = [name for name in inside if "/" not in name and name.lower().endswith(".json") and name != PICTURES]
    return found[0] if len(found) == 1 and FORM not in inside else FORM


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.file_size > most:
        raise FileRefused(
            f"The file {shown(member.filename)} is larger than {most // 1024:,} KB. Nothing was brought in."
        )
    with archive.open(member) as stream:
        return stream.read(most + 1)


def _words(data: bytes, limits: Shelf) -> str:
    """Return the text of a licence; what cannot be read as text is no licence that anybody could keep to."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused("The licence in that package is no plain text. Nothing was brought in.") from error
    kept = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()
    if len(kept) > limits.licence:
        raise FileRefused(f"The licence is longer than {limits.licence:,} characters. Nothing was brought in.")
    return kept


def _notes(left: list[str]) -> tuple[str, ...]:
    """Name what lies in the package and is not used."""
    named = [f"Not used: the file {shown(name)}." for name in left[:_NOTED]]
    more = len(left) - len(named)
    return (*named, f"Not used: {more} more files.") if more > 0 else tuple(named)
