"""A replaced plan keeps its pictures; a plan of nobody is not found."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.plans.pictures.rules import ChoosePictures
from linkdesk.plans.pictures.service import choose_pictures
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_what_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        choose_pictures(session, actor, ChoosePictures(uuid.uuid4(), 1, {}))
