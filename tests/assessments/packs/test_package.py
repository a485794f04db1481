"""A pack is read whole, its pictures square and made anew; whatever is wrong is said by line or file."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from linkdesk.assessments.packs.package import read_pack
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Shelf
from tests.assessments.packs.packages import HEAD
from tests.assessments.packs.packages import MAP
from tests.assessments.packs.packages import pack
from tests.assessments.packs.packages import photo

LIMITS = Shelf()
SIZED = b'<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="10"><path d="M0 0h9v9z" onclick="x()"/></svg>'


def test_each_line_is_a_picture_and_what_the_map_does_not_name_is_counted() -> None:
    read = read_pack(pack(folder="our pictures/", more={"old.png": photo()}), LIMITS)
    assert [(each.idea, each.name, each.credit) for each in read.entries] == [
        ("home", "Our house", "Hill Road"),
        ("phone", "Phone", "Hill Road"),
    ]
    assert read.left_out == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_are_square_and_small(kind: str) -> None:
    (one,) = read_pack(pack(HEAD + "home,a.x,,Us", more={"a.x": photo(kind)}), LIMITS).entries
    with Image.open(io.BytesIO(one.file.body)) as made:
        assert made.format == kind
        assert made.size == (LIMITS.pack_side, LIMITS.pack_side)


def test_drawings_have_a_frame_and_nothing_that_runs() -> None:
    (one,) = read_pack(pack(HEAD + "home,a.svg,,Us", more={"a.svg": SIZED}), LIMITS).entries
    assert b'viewBox="0 0 40 10"' in one.file.body
    assert not any(part in one.file.body for part in (b"onclick", b"width", b"ns0"))


@pytest.mark.parametrize(
    "text",
    [
        MAP.replace(",", ";"),
        "\ufeff" + MAP.upper().splitlines()[0] + "\n" + MAP[len(HEAD) :],
        MAP.replace("\n", "\r\n") + "\r\n,,,\r\n",
    ],
)
def test_maps_of_table_programs_are_read(text: str) -> None:
    assert len(read_pack(pack(text), LIMITS).entries) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe", "no plain text"),
        ("", "no column “idea”"),
        ("idea,file,name\nhome,house.png,x", "no column “credit”"),
        (HEAD, "names no picture"),
        (HEAD + "hoem,house.png,,Us", "Line 2 of map.csv: there is no idea “hoem”"),
        (MAP + "home,tel.svg,,Us", "Line 4 of map.csv: the idea “home” has a picture already"),
        (HEAD + "home,house.gif,,Us", "the file “house.gif” is not in the package"),
        (HEAD + "home,map.csv,,Us", "is not in the package"),
        (HEAD + "home,../house.png,,Us", "is not in the package"),
        (HEAD + "home,house.png,,\u200b ", "nobody is named in “credit”"),
        (HEAD + f"home,house.png,{'x' * 151},Us", "“name” is longer than 150"),
        (HEAD + f"home,house.png,,{'x' * 121}", "“credit” is longer than 120"),
        (HEAD + "home,broken.png,,Us", "“broken.png” is damaged"),
        (HEAD + "home,note.txt,,Us", "“note.txt” is no SVG, PNG, JPEG"),
        (HEAD + "home,song.mp3,,Us", "“song.mp3” is no picture"),
        (HEAD + "home" * 60_000, "too long"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(text: str | bytes, said: str) -> None:
    more = {"broken.png": photo()[:60], "note.txt": b"hello", "song.mp3": b"ID3" + b"\0" * 40}
    with pytest.raises(FileRefused) as refused:
        read_pack(pack(text, more=more), LIMITS)
    assert said in refused.value.sentence
    assert "Nothing was" in refused.value.sentence


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no package"),
        (b"PK\x03\x04", "damaged"),
        (pack(more={"../out.png": b"x"}), "leads out"),
        (pack(more={"a/HOUSE.png": b"x", "a/house.PNG": b"x"}), "same name"),
        (pack(more={f"{number}.png": b"x" for number in range(LIMITS.members)}), "far too large"),
        (pack(more={"big.png": b"x" * (LIMITS.picture_bytes + 1)}), "larger than 4,096 KB"),
    ],
)
def test_a_zip_made_to_do_harm_is_refused_before_it_is_unpacked(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_pack(data, LIMITS)


def test_without_a_map_it_is_no_pack() -> None:
    data = pack().replace(b"map.csv", b"mop.csv")
    with pytest.raises(FileRefused, match=r"There is no map\.csv"):
        read_pack(data, LIMITS)


def test_a_service_brings_ideas_of_its_own_each_with_a_name() -> None:
    (one,) = read_pack(pack(HEAD + "own-allotment,a.png,Our allotment,Us", more={"a.png": photo()}), LIMITS).entries
    assert (one.idea, one.name) == ("own-allotment", "Our allotment")
    wrong = {
        "own-allotment,a.png,,Us": "needs a “name”",
        "own-Allotment,a.png,Our allotment,Us": "there is no idea",
        "own-,a.png,Our allotment,Us": "there is no idea",
        "own-x}*{color:red,a.png,Our allotment,Us": "there is no idea",
        f"own-{'a' * 60},a.png,Our allotment,Us": "longer than",
    }
    for line, said in wrong.items():
        with pytest.raises(FileRefused, match=said):
            read_pack(pack(HEAD + line, more={"a.png": photo()}), LIMITS)
