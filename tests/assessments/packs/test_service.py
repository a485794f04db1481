"""A pack is kept whole or not at all, is put away and back, and goes with every byte of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.packs import queries
from linkdesk.assessments.packs import service
from linkdesk.assessments.packs.package import read_pack
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.shelf import service as own
from linkdesk.assessments.shelf.models import ShelfFileBody
from linkdesk.assessments.shelf.models import ShelfFileRow
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Shelf
from tests.assessments.packs.packages import pack

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

READ = read_pack(pack(), Shelf())


def bring(session: Session, actor: Actor, name: str = "Photos") -> UUID:
    return service.bring_in(session, actor, name, READ)


def bodies(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ShelfFileBody)) or 0


def test_it_is_in_use_until_it_is_put_away_and_comes_back(session: Session, actor: Actor) -> None:
    pack_id = bring(session, actor)
    assert set(queries.in_use(session)) == {"home", "phone"}
    picture = queries.in_use(session)["home"]
    assert shelf.file_body(session, picture.file_id) == READ.entries[0].file.body
    service.put_away(session, actor, pack_id)
    service.put_away(session, actor, pack_id)
    assert queries.in_use(session) == {}
    assert queries.picture_of(session, picture.file_id) == picture
    service.use_again(session, actor, pack_id)
    assert set(queries.in_use(session)) == {"home", "phone"}


def test_it_goes_with_every_byte(session: Session, actor: Actor) -> None:
    pack_id = bring(session, actor)
    file_id = queries.in_use(session)["home"].file_id
    service.drop(session, actor, pack_id)
    assert queries.packs(session) == ()
    assert bodies(session) == 0
    assert session.scalar(select(func.count()).select_from(ShelfFileRow)) == 0
    with pytest.raises(NotFound):
        queries.picture_of(session, file_id)


def test_what_is_refused_keeps_nothing(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(session, actor)
    before = bodies(session)
    for name in ("", " ", "x" * 81, " Photos "):
        with pytest.raises(RuleBroken):
            bring(session, actor, name)
    monkeypatch.setattr(service, "LIMITS", Shelf(packs=1))
    with pytest.raises(RuleBroken, match="There are 1 packs already"):
        bring(session, actor, "Others")
    assert bodies(session) == before
    assert [each.name for each in queries.packs(session)] == ["Photos"]


def test_a_fault_half_way_keeps_nothing(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter((own.add_file,))

    def once(*args: object) -> object:
        return next(given)(*args)  # type: ignore[arg-type]  # the second time there is none

    monkeypatch.setattr(service, "add_file", once)
    with pytest.raises((StopIteration, RuntimeError)):
        bring(session, actor)
    session.rollback()
    assert bodies(session) == 0


def test_its_pictures_are_none_of_those_beside_questions(session: Session, actor: Actor) -> None:
    bring(session, actor)
    assert shelf.files_of(session, None) == ()
    with pytest.raises(NotFound):
        own.drop_own_picture(session, actor, queries.in_use(session)["home"].file_id)


def test_what_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    for verb in (service.put_away, service.use_again, service.drop):
        with pytest.raises(NotFound):
            verb(session, actor, uuid.uuid4())
