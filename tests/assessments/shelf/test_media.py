"""What a file is told by its bytes; pictures of dots are made anew."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from linkdesk.assessments.shelf.media import safe_file
from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.assessments.shelf.media import shown
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Shelf
from tests.assessments.shelf import made

LIMITS = Shelf()


@pytest.mark.parametrize(
    ("body", "kind", "media_type"),
    [
        (made.SVG, FileKind.PICTURE, "image/svg+xml"),
        (made.dots(), FileKind.PICTURE, "image/png"),
        (made.dots("JPEG"), FileKind.PICTURE, "image/jpeg"),
        (made.MP3, FileKind.SOUND, "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + b"\x00" * 99, FileKind.SOUND, "audio/mpeg"),
        (made.MP4, FileKind.FILM, "video/mp4"),
        (made.WEBM, FileKind.FILM, "video/webm"),
    ],
)
def test_bytes_say_what_a_file_is(body: bytes, kind: FileKind, media_type: str) -> None:
    found = safe_file("media/x.exe", body, LIMITS)
    assert (found.kind, found.media_type) == (kind, media_type)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"MZ\x90\x00",
        b"%PDF-1.7",
        made.dots("GIF"),
        b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99,
        b"\x1a\x45\xdf\xa3matroska",
        b"\xff\xfe\x00\x00",
        b"PK\x03\x04",
        b"RIFF\x00\x00\x00\x00WAVE",
        made.dots(size=(400, 400))[:200],
        made.dots("JPEG")[:300],
        made.dots() [:20] + b"x" * 200,
    ],
)  # fmt: skip
def test_anything_else_is_refused_by_name(body: bytes) -> None:
    with pytest.raises(FileRefused, match=r"The file “media/rose\.svg” .* Nothing was brought in"):
        safe_file("media/rose.svg", body, LIMITS)


def test_a_picture_is_only_its_dots() -> None:
    taken = Image.Exif()
    taken[0x010E] = "At Mrs Smith's house"
    noted = made.dots("JPEG", exif=taken.tobytes(), comment=b"Mrs Smith")
    assert noted.count(b"Smith") == 2
    body = safe_file("x", noted + b"<script>alert(1)</script>", LIMITS).body
    assert b"Smith" not in body
    assert b"script" not in body
    assert b"Exif" not in body


def test_a_large_picture_is_made_smaller() -> None:
    body = safe_file("x", made.dots(size=(3000, 1500)), LIMITS).body
    assert Image.open(io.BytesIO(body)).size == (LIMITS.picture_side, LIMITS.picture_side // 2)


def test_a_picture_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(FileRefused, match="too many dots"):
        safe_file("x", made.dots(size=(30_000, 30_000), optimize=False), Shelf())


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        (made.MP3, Shelf(sound_bytes=100)),
        (made.MP4, Shelf(film_bytes=100)),
        (made.dots(), Shelf(picture_bytes=10)),
        (made.SVG, Shelf(svg_bytes=10)),
    ],
)
def test_each_kind_has_its_size(body: bytes, limits: Shelf) -> None:
    with pytest.raises(FileRefused, match="is larger than"):
        safe_file("x", body, limits)


def test_a_picture_is_no_film() -> None:
    assert safe_picture("x", made.SVG, LIMITS).kind is FileKind.PICTURE
    with pytest.raises(FileRefused, match="is no picture"):
        safe_picture("x", made.MP4, LIMITS)


def test_a_name_is_shown_short_and_plain() -> None:
    assert shown("a\nb\u202ec" + "d" * 200) == "“a?b?c" + "d" * 75 + "”"
