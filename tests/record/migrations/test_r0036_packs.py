"""Revision 0036 brings picture packs; own pictures of forms stay, up and down, packs and logo go with their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import text

from linkdesk.assessments.packs import queries
from linkdesk.assessments.shelf import service as shelf
from linkdesk.assessments.shelf.media import SafeFile
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.record import migrate
from tests.assessments.packs.test_service import bring
from tests.assessments.shelf.made import SVG

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_own_pictures_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    shelf.add_own_picture(session, actor, SVG, "Our front door")
    shelf.keep_logo(session, actor, SafeFile(FileKind.PICTURE, "image/svg+xml", SVG), "A dot")
    bring(session, actor)
    session.close()
    migrate.downgrade(engine, "0035")
    assert "picture_pack" not in inspect(engine).get_table_names()
    assert session.scalars(text("SELECT words FROM shelf_file")).all() == ["Our front door"]
    assert session.scalar(text("SELECT count(*) FROM shelf_file_body")) == 1
    session.close()
    migrate.upgrade(engine)
    assert queries.packs(session) == ()
