"""A logo is kept safe, once, and only if it prints; whatever is wrong, the one before stays."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.shelf import service as own
from linkdesk.assessments.shelf.models import ShelfFileBody
from linkdesk.printing.head import service
from linkdesk.printing.head.queries import logo_of
from linkdesk.printing.pdf import NoLibrary
from linkdesk.printing.pdf import PrintFailed
from linkdesk.printing.pdf import press
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from tests.assessments.shelf import made
from tests.printing.head.test_queries import picture

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

pytestmark = pytest.mark.prints
HOSTILE = made.SVG.replace(
    b"<circle", b"<script>alert(1)</script><image href='http://127.0.0.1:1/x'/><a href='file:///etc/passwd'/><circle"
)


def test_there_is_one_at_most_and_its_bytes_go_with_it(session: Session, actor: Actor) -> None:
    service.keep_logo(session, actor, made.SVG, "A dot")
    service.keep_logo(session, actor, picture(side=2000), "A red square")
    found = logo_of(session)
    assert found is not None
    assert found.words == "A red square"
    with Image.open(io.BytesIO(found.body)) as kept:
        assert max(kept.size) == service.LIMITS.picture_side
    assert session.scalar(select(func.count()).select_from(ShelfFileBody)) == 1
    service.drop_logo(session, actor)
    service.drop_logo(session, actor)
    assert logo_of(session) is None
    assert session.scalar(select(func.count()).select_from(ShelfFileBody)) == 0


def test_a_drawing_is_made_anew(session: Session, actor: Actor) -> None:
    service.keep_logo(session, actor, HOSTILE, "A dot")
    found = logo_of(session)
    assert found is not None
    assert not any(part in found.body for part in (b"script", b"alert", b"127.0.0.1", b"passwd", b"image"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", made.MP3, b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg/>"])
def test_what_is_no_picture_changes_nothing(session: Session, actor: Actor, data: bytes) -> None:
    service.keep_logo(session, actor, made.SVG, "A dot")
    with pytest.raises(FileRefused):
        service.keep_logo(session, actor, data, "A dot")
    with pytest.raises(RuleBroken):
        service.keep_logo(session, actor, made.SVG, "")
    found = logo_of(session)
    assert found is not None
    assert found.words == "A dot"


def test_one_that_cannot_be_printed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: str) -> bytes:
        raise PrintFailed

    def missing(*_given: str) -> bytes:
        raise NoLibrary

    monkeypatch.setattr(press(), "pdf", broken)
    with pytest.raises(FileRefused, match="Save it as PNG"):
        service.check_prints("logo", "image/png", b"x")
    monkeypatch.setattr(press(), "pdf", missing)
    service.check_prints("logo", "image/png", b"x")


def test_it_is_none_of_the_pictures_beside_questions(session: Session, actor: Actor) -> None:
    logo = service.keep_logo(session, actor, made.SVG, "A dot")
    assert shelf.files_of(session, None) == ()
    with pytest.raises(NotFound):
        own.drop_own_picture(session, actor, logo)
