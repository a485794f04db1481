"""What goes out is what came in, and comes in again elsewhere."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.out import file_name
from linkdesk.assessments.shelf.out import package_of
from linkdesk.assessments.shelf.rules import Place
from linkdesk.record.errors import NotFound
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_package_holds_the_form_byte_for_byte_and_all_its_files(session: Session, form_id: UUID) -> None:
    archive = zipfile.ZipFile(io.BytesIO(package_of(session, form_id)))
    assert archive.read("questionnaire.json") == made.raw(made.garden())
    assert b"keep me" in archive.read("questionnaire.json")
    assert archive.read("licence.txt") == b"You may copy this."
    assert archive.read("media/like.mp4") == made.MP4
    assert set(archive.namelist()) == {"questionnaire.json", "licence.txt", *made.files()}
    assert package_of(session, form_id) == package_of(session, form_id)


def test_a_package_comes_in_again_with_its_pictures(session: Session, actor: Actor) -> None:
    lines = [{"link_id": "why", "picture": "home"}, {"link_id": "like", "file": "media/rose.svg"}]
    layer = json.dumps({"pictures": lines})
    first = service.bring_in(session, actor, made.package(None, **{"pictures.json": layer.encode()}))
    whole = package_of(session, first)
    before = queries.form_on_shelf(session, first)
    service.drop(session, actor, first)
    second = service.bring_in(session, actor, whole)
    after = queries.form_on_shelf(session, second)
    assert queries.entry(session, second).pictures.keys() == {Place("why"), Place("like")}
    assert [bool(question.picture) for question in after.questions] == [bool(q.picture) for q in before.questions]
    assert package_of(session, second) == whole


def test_what_lies_in_the_form_goes_out_in_the_form_alone(session: Session, actor: Actor) -> None:
    data = made.raw(made.garden(extension=[made.inline(made.SVG)]))
    found = service.bring_in(session, actor, data)
    archive = zipfile.ZipFile(io.BytesIO(package_of(session, found)))
    assert archive.namelist() == ["questionnaire.json"]
    assert archive.read("questionnaire.json") == data


def test_there_is_no_package_of_nothing(session: Session) -> None:
    with pytest.raises(NotFound):
        package_of(session, uuid.UUID(int=99))


@pytest.mark.parametrize(
    ("title", "name"),
    [("My garden", "my-garden.zip"), ("../../etc", "etc.zip"), ("حديقتي", "form.zip"), ("a" * 200, "a" * 60 + ".zip")],
)
def test_names_of_files_are_plain(title: str, name: str) -> None:
    assert file_name(title, "zip") == name
