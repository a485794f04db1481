"""The picture dictionary: complete, honest, and quick to suggest."""

from __future__ import annotations

import csv
import re

import pytest

from linkdesk.easyread.pictures import DICTIONARY
from linkdesk.easyread.pictures import all_pictures
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import is_own
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.pictures import suggest
from linkdesk.record.errors import NotFound
from linkdesk.settings import resources

ROWS = list(csv.DictReader(DICTIONARY.read_text(encoding="utf-8").splitlines()))
ASKED = (
    "home",
    "money",
    "bills",
    "friends",
    "family",
    "lonely",
    "talk",
    "walk",
    "phone",
    "letter",
    "bus",
    "garden",
    "art",
    "music",
    "sport",
    "group",
    "carer",
    "sleep",
    "food",
    "food-bank",
    "exercise",
    "pain",
    "health-centre",
    "doctor",
    "medicine",
    "appointment",
    "clock",
    "place",
    "job",
    "learning",
    "volunteer",
    "alcohol",
    "smoking",
    "safe",
    "help",
    "emergency",
    "yes",
    "no",
    "sign",
    "goal",
    "steps",
    "star",
    "skip",
    "question",
    "computer",
    "pet",
    "faith",
    "calm",
    "worried",
)


def test_each_row_is_complete_and_named_once() -> None:
    assert len(ROWS) >= 200
    assert len({row["key"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*|(face|worry)-\d+", row["key"])
        assert re.fullmatch(r"[0-9A-F]{4,5}(-[0-9A-F]{4,5})*", row["openmoji"])
        assert row["words"]
        assert row["words"][0].isupper() or row["words"][0].isdigit()
        assert not row["words"].endswith(".")


def test_words_of_pictures_are_short_and_plain() -> None:
    for row in ROWS:
        assert len(row["words"].split()) <= 10, row["key"]


@pytest.mark.parametrize("key", ASKED)
def test_every_idea_a_link_worker_needs_has_a_picture(key: str) -> None:
    assert picture(key).words


def test_paths_serve_the_page_and_the_print() -> None:
    home = picture("home")
    assert home.colour_path == "vendor/pictures/colour/1F3E0.svg"
    assert home.black_path == "vendor/pictures/black/1F3E0.svg"
    assert home.colour_file == resources() / "static" / home.colour_path
    assert home.black_file == resources() / "static" / home.black_path


def test_unknown_picture_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotFound, match="no picture called “unicorn”"):
        picture("unicorn")


def test_faces_are_five_steps_in_one_direction() -> None:
    drawings = [picture(f"face-{number}").colour_path for number in range(11)]
    steps = list(dict.fromkeys(drawings))
    assert len(steps) == 5
    assert drawings == sorted(drawings, key=steps.index)
    assert drawings[5] == steps[2], "the middle of the row is the neutral face"
    assert drawings.count(steps[0]) == drawings.count(steps[4])
    assert drawings.count(steps[1]) == drawings.count(steps[3])


def test_worry_faces_do_not_lie() -> None:
    """0 is "not at all anxious", so the calm face stands at 0 and the most worried one at 10."""
    assert picture("worry-0").colour_path == picture("calm").colour_path
    assert picture("worry-8").colour_path == picture("worried").colour_path
    assert "worried" in picture("worry-10").words
    drawings = [picture(f"worry-{number}").colour_path for number in range(11)]
    assert len(dict.fromkeys(drawings)) == 5


def test_a_worker_chooses_among_all_pictures_but_the_scale_faces() -> None:
    keys = {one.key for one in choices()}
    assert keys == {one.key for one in all_pictures() if not re.match(r"(face|worry)-\d", one.key)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Go to the walking group on Monday", "walk"),
        ("Phone the housing office", "phone"),
        ("Pay the council tax bill", "bills"),
        ("Visit the food bank", "food-bank"),
        ("Go to the bank", "bank"),
        ("Walk the dog", "walk-dog"),
        ("Meet a friend for a coffee", "friends"),
        ("Sleep well", "sleep"),
        ("JOIN THE CHOIR", "music"),
        ("I want to stop smoking", "stop-smoking"),
        ("", None),
        ("Xyzzy 12", None),
        ("face 0", None),
    ],
)
def test_a_picture_is_suggested_by_the_words(text: str, key: str | None) -> None:
    assert suggest(text) == key


def test_drawings_are_there_after_set_up() -> None:
    for one in all_pictures():
        assert one.colour_file.is_file(), one.key
        assert one.black_file.is_file(), one.key


def test_a_small_word_of_a_name_brings_no_picture() -> None:
    assert suggest("I do not give up.") is None
    assert suggest("A check-up at the doctor") == "check-up"


def test_an_idea_of_a_service_is_drawn_as_a_step_where_no_pack_has_it() -> None:
    found = picture("own-our-allotment")
    assert (found.key, found.words) == ("own-our-allotment", "Our allotment")
    assert found.colour_path == picture("steps").colour_path
    for wrong in ("own-", "own-A", "own-a}b", "own"):
        assert not is_own(wrong)
        with pytest.raises(NotFound):
            picture(wrong)
