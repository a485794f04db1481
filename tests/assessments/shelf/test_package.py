"""Packages: what belongs in one, and what is refused before it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest

from linkdesk.assessments.shelf.package import open_package
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from linkdesk.settings import Shelf
from tests.assessments.shelf import made

FORM = made.raw(made.garden())


def opened(members: dict[str, bytes], limits: Shelf | None = None) -> set[str]:
    return set(open_package(made.zipped(members), Forms(), limits or Shelf()).media)


def test_a_form_alone_is_a_package_too() -> None:
    found = open_package(FORM, Forms(), Shelf())
    assert (found.form, found.media, found.licence, found.notes) == (FORM, {}, "", ())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (made.dots("PNG"), "a picture (PNG)"),
        (made.dots("JPEG"), "a picture (JPEG)"),
        (b"GIF89a" + b"\x00" * 20, "a picture (GIF)"),
        (b"%PDF-1.7\n", "a PDF"),
        (made.MP4, "a film or a photo of a phone"),
        (b"\xef\xbb\xbf <!DOCTYPE html><title>x</title>", "a web page"),
    ],
)
def test_what_only_has_the_name_of_a_form_is_named(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(f"That file is {words} and no form")):
        open_package(data, Forms(), Shelf())


def test_the_parts_of_a_package() -> None:
    found = open_package(made.package(None, **{"readme.md": b"x", "media/x.exe": b"x"}), Forms(), Shelf())
    assert found.form == FORM
    assert found.media == made.files()
    assert found.licence == "You may copy this."
    assert found.notes == ("Not used: the file “readme.md”.", "Not used: the file “media/x.exe”.")


def test_a_folder_around_everything_and_what_a_mac_leaves_do_not_matter() -> None:
    members = {"garden/questionnaire.json": FORM, "garden/media/a.svg": made.SVG, "garden/LICENSE": b"Free"}
    found = open_package(made.zipped({**members, "__MACOSX/garden/._a.svg": b"x"}), Forms(), Shelf())
    assert (found.form, set(found.media), found.licence, found.notes) == (FORM, {"media/a.svg"}, "Free", ())


def test_one_form_under_another_name_is_found() -> None:
    assert open_package(made.zipped({"garden.json": FORM}), Forms(), Shelf()).form == FORM
    with pytest.raises(FileRefused, match=r"no questionnaire\.json"):
        open_package(made.zipped({"a.json": FORM, "b.json": FORM}), Forms(), Shelf())


@pytest.mark.parametrize(
    "name",
    [
        "../x.svg",
        "media/../../x.svg",
        "/etc/passwd",
        "media/./x.svg",
        "C:\\x.svg",
        "c:x.svg",
        "media\\x.svg",
        "me\ndia/x",
    ],
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    with pytest.raises(FileRefused, match="leads out of the package"):
        opened({"questionnaire.json": FORM, name: made.SVG})


def test_a_name_cut_by_a_zero_is_refused() -> None:
    whole = made.zipped({"questionnaire.json": FORM, "media/aXb.svg": made.SVG})
    with pytest.raises(FileRefused, match="leads out"):
        open_package(whole.replace(b"media/aXb", b"media/a\x00b"), Forms(), Shelf())


def test_a_bomb_is_refused_by_what_it_says_of_its_size() -> None:
    bomb = made.zipped({"questionnaire.json": FORM, "media/a.svg": b"0" * 30_000_000})
    assert len(bomb) < 60_000
    with pytest.raises(FileRefused, match="far too large when unpacked"):
        open_package(bomb, Forms(), Shelf())


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = made.zipped({"questionnaire.json": FORM, "media/a.svg": b"0" * 30_000_000})
    lying = bomb.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 100))
    with pytest.raises(FileRefused, match="damaged"):
        open_package(lying, Forms(), Shelf())


def test_a_bomb_inside_a_bomb_stays_closed() -> None:
    inner = made.zipped({"questionnaire.json": FORM})
    assert opened({"questionnaire.json": FORM, "media/a.zip": inner}) == set()


@pytest.mark.parametrize(
    ("members", "limits", "words"),
    [
        ({f"media/{n}.svg": b"x" for n in range(20)}, Shelf(members=10), "far too large"),
        ({"media/a.mp4": b"x" * 5000}, Shelf(film_bytes=1024, picture_bytes=1024), "“media/a.mp4” is larger than"),
        ({"LICENSE": b"x" * 5000}, Shelf(licence=1000), "“LICENSE” is larger"),
        ({"LICENSE": b"x" * 1500}, Shelf(licence=1000), "licence is longer"),
        ({"LICENSE": b"\xff\xfe"}, Shelf(), "no plain text"),
        ({"media/a.svg": b"1", "media/A.svg": b"2"}, Shelf(), "the same name"),
        ({}, Shelf(package_bytes=100), "larger than 0 MB"),
    ],
)
def test_each_part_is_bounded(members: dict[str, bytes], limits: Shelf, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        opened({"questionnaire.json": FORM, **members}, limits)


def test_a_large_form_in_a_small_zip_is_refused() -> None:
    with pytest.raises(FileRefused, match="larger than 1,024 KB"):
        opened({"questionnaire.json": b" " * 2_000_000})


@pytest.mark.parametrize("data", [b"", b"   ", b"PK", b"PK\x03\x04" + b"x" * 100, made.package()[:200]])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused, match="Nothing was brought in"):
        open_package(data, Forms(), Shelf())


def test_a_flipped_byte_is_found() -> None:
    made_well = made.package()
    place = made_well.index(b"You may") if b"You may" in made_well else len(made_well) // 3
    with pytest.raises(FileRefused):
        open_package(made_well[:60] + bytes([made_well[60] ^ 0xFF]) + made_well[61 : place + 9999], Forms(), Shelf())


def test_a_package_with_a_passphrase_is_refused() -> None:
    whole = bytearray(made.zipped({"questionnaire.json": FORM}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = whole.index(mark) + offset
        whole[place] |= 1
    with pytest.raises(FileRefused, match="passphrase"):
        open_package(bytes(whole), Forms(), Shelf())


def test_other_ways_to_pack_are_read_or_refused_in_words() -> None:
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        members = made.zipped({"questionnaire.json": FORM}, way)
        assert open_package(members, Forms(), Shelf()).form == FORM
    odd = bytearray(made.zipped({"questionnaire.json": FORM}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = odd.index(mark) + offset
        odd[place : place + 2] = b"\x63\x00"
    with pytest.raises(FileRefused, match="damaged"):
        open_package(bytes(odd), Forms(), Shelf())


def test_many_files_that_are_not_used_are_counted() -> None:
    found = open_package(
        made.zipped({"questionnaire.json": FORM, **{f"{n}.txt": b"" for n in range(30)}}), Forms(), Shelf()
    )
    assert len(found.notes) == 21
    assert found.notes[-1] == "Not used: 10 more files."


def test_the_tests_make_real_zips() -> None:
    assert zipfile.ZipFile(io.BytesIO(made.package())).testzip() is None
