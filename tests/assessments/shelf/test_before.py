"""A form that comes in again, or in a new version, keeps what the service did to it and says what is to be done."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.checks import CheckPage
from linkdesk.assessments.shelf.out import package_of
from linkdesk.assessments.shelf.rules import ChoosePicture
from linkdesk.assessments.shelf.rules import Place
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def choose(session: Session, actor: Actor, form_id: UUID, link_id: str, picture: str, option: str = "") -> None:
    place = next(each for each in queries.spots(session, form_id) if each.place == Place(link_id, option))
    version = queries.entry(session, form_id).version
    service.choose_picture(session, actor, ChoosePicture(form_id, place.number, picture, version))


def own_file(session: Session, form_id: UUID, name: str) -> str:
    return next(file.key for file in queries.files_of(session, form_id) if file.name == name)


def test_the_same_form_again_changes_nothing_while_it_waits(session: Session, actor: Actor, form_id: UUID) -> None:
    choose(session, actor, form_id, "why", "home")
    before = queries.entry(session, form_id)
    assert service.bring_in(session, actor, made.package()) == form_id
    assert service.bring_in(session, actor, package_of(session, form_id)) == form_id
    assert queries.entries(session) == (before,)


@pytest.mark.parametrize(
    "again",
    [
        made.package(None, **{"licence.txt": b"Ask first."}),
        made.package(None, **{"media/like.mp4": None}),
        made.package(None, **{"media/like.png": made.dots(size=(30, 30))}),
        made.package(None, **{"pictures.json": b'{"pictures": [{"link_id": "like", "picture": "home"}]}'}),
        made.package({**made.garden(), "description": "Other words."}),
    ],
)
def test_one_that_waits_gives_way_and_its_pictures_stay(
    session: Session, actor: Actor, form_id: UUID, again: bytes
) -> None:
    choose(session, actor, form_id, "why", own_file(session, form_id, "media/rose.svg"))
    choose(session, actor, form_id, "grows", "garden")
    newer = service.bring_in(session, actor, again)
    found = queries.entry(session, newer)
    assert found.pictures[Place("why")] == own_file(session, newer, "media/rose.svg")
    assert found.pictures[Place("grows")] == "garden"
    assert [each.words for each in found.carried] == [
        "Carried over from this version as it was here before: 2 chosen pictures."
    ]


def test_a_new_version_begins_with_the_pictures_of_the_old_one(session: Session, actor: Actor, form_id: UUID) -> None:
    service.use(session, actor, form_id)
    choose(session, actor, form_id, "why", "home")
    choose(session, actor, form_id, "like", own_file(session, form_id, "media/rose.svg"))
    newer = service.bring_in(session, actor, made.raw(made.garden("2")))
    found = queries.entry(session, newer)
    assert found.pictures == {Place("why"): "home"}
    assert [each.words for each in found.carried] == [
        "Carried over from version 1: 1 chosen picture.",
        "Choose a picture anew for “Do you like it?”: “rose.svg” is not in what came in.",
    ]
    assert queries.form_on_shelf(session, newer).questions[2].picture == "home"
    choose(session, actor, newer, "like", "garden")
    assert [each.place for each in queries.entry(session, newer).carried] == [None], "what is done is not asked again"


def test_a_choice_of_this_service_stands_before_that_of_a_package(
    session: Session, actor: Actor, form_id: UUID
) -> None:
    choose(session, actor, form_id, "why", "home")
    lines = [{"link_id": "why", "picture": "garden"}, {"link_id": "grows", "picture": "garden"}]
    layer = {"pictures.json": json.dumps({"pictures": lines}).encode()}
    newer = service.bring_in(session, actor, made.package(made.garden("2"), **layer))
    assert queries.entry(session, newer).pictures == {Place("why"): "home", Place("grows"): "garden"}


def test_a_version_that_was_changed_outside_gives_nothing_and_says_so(
    session: Session, actor: Actor, form_id: UUID
) -> None:
    choose(session, actor, form_id, "why", "home")
    session.rollback()
    raw = session.get_bind().raw_connection()  # type: ignore[union-attr]  # an engine
    raw.cursor().execute("UPDATE shelf_form_body SET body = x'00'")
    raw.commit()
    raw.close()
    session.expire_all()
    newer = service.bring_in(session, actor, made.package(made.garden("2")))
    found = queries.entry(session, newer)
    assert found.pictures == {}
    assert [each.words for each in found.carried] == [
        "Version 1 was changed outside LinkDesk, so nothing of it was carried over."
    ]


def test_what_to_check_again_goes_once_it_was_looked_at(session: Session, actor: Actor) -> None:
    first = service.bring_in(session, actor, made.raw(made.in_urdu(whole=True)))
    every = tuple(range(1, 7))
    service.check_translation(
        session, actor, CheckPage(first, 1, "ur", every, every, "Amina Example", date(2026, 1, 5))
    )
    other = made.in_urdu("2", whole=True)
    other["item"][2]["_text"] = made.said("ur", "کس لیے؟")
    newer = service.bring_in(session, actor, made.raw(other))
    told = queries.entry(session, newer).carried
    assert [each.tag for each in told] == ["", "ur"]
    version = queries.entry(session, newer).version
    service.check_translation(session, actor, CheckPage(newer, version, "ur", every, (), "", None))
    assert queries.entry(session, newer).carried == told[:1]
