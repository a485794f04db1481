"""What can be chosen beside a question."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf.forms import AS_WRITTEN
from linkdesk.assessments.shelf.forms import PictureForm
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import ChoosePicture
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import Spot
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import suggest

if TYPE_CHECKING:
    from flask import Flask

FILE = ShelfFile(uuid.UUID(int=7), FileKind.PICTURE, "door", "image/png", "Our front door")
SPOT = Spot(1, Place("home"), "Tell me about your home", None, is_chosen=False)


def test_own_pictures_come_first_then_the_one_that_fits_best(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"picture": FILE.key, "version": "3"}):
        form = PictureForm(spot=SPOT, files=[FILE])
        assert form.validate_on_submit()
        assert form.command_for(uuid.UUID(int=1), 1) == ChoosePicture(uuid.UUID(int=1), 1, FILE.key, 3)
        options = form.picture.options
        assert [options[0].value, options[1].label] == [AS_WRITTEN, "Our front door"]
        assert options[2].value == suggest(SPOT.words)
        labels = [each.label.casefold() for each in options]
        assert set(labels[2:]) == {each.words.casefold() for each in choices()}
        assert len(set(labels)) == len(labels), "each name once"


def test_of_two_with_one_name_the_one_that_is_chosen_stays(app: Flask) -> None:
    twins = [each.key for each in choices() if [one.words for one in choices()].count(each.words) > 1]
    assert twins
    with app.test_request_context():
        for key in twins:
            offered = [each.value for each in PictureForm(data={"picture": key}, spot=SPOT, files=[]).picture.options]
            assert [each for each in offered if each in twins] == [key]


def test_at_first_there_are_few_and_what_is_chosen_is_among_them(app: Flask) -> None:
    with app.test_request_context():
        form = PictureForm(data={"picture": "zebra"}, spot=SPOT, files=[FILE], most=5)
        assert len(form.picture.options) == 1 + 1 + 5
        assert len(form.found) + form.left == 1 + len({each.words.casefold() for each in choices()})
        last = max(choices(), key=lambda each: each.words).key
        kept = PictureForm(data={"picture": last}, spot=SPOT, files=[FILE], most=5)
        assert last in [each.value for each in kept.picture.options]


def test_only_an_answer_can_stand_without_a_picture(app: Flask) -> None:
    answer = replace(SPOT, place=Place("home", "flat"))
    with app.test_request_context(method="POST", data={"picture": NO_PICTURE, "version": "1"}):
        assert not PictureForm(spot=SPOT, files=[]).validate_on_submit()
        form = PictureForm(spot=answer, files=[])
        assert form.validate_on_submit()
        assert form.command_for(uuid.UUID(int=1), 2).picture == NO_PICTURE


def test_as_written_chooses_nothing_and_what_is_not_there_is_refused(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"picture": AS_WRITTEN}):
        assert PictureForm(spot=SPOT, files=[]).command_for(uuid.UUID(int=1), 1).picture == ""
    with app.test_request_context(method="POST", data={"picture": FILE.key}):
        assert not PictureForm(spot=SPOT, files=[]).validate_on_submit()
