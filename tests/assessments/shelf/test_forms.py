"""What can be chosen beside a question."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf.forms import AS_WRITTEN
from linkdesk.assessments.shelf.forms import PictureForm
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
        assert len(options) == 2 + len(choices())


def test_as_written_chooses_nothing_and_what_is_not_there_is_refused(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"picture": AS_WRITTEN}):
        assert PictureForm(spot=SPOT, files=[]).command_for(uuid.UUID(int=1), 1).picture == ""
    with app.test_request_context(method="POST", data={"picture": FILE.key}):
        assert not PictureForm(spot=SPOT, files=[]).validate_on_submit()
