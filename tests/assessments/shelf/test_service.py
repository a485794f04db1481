"""Bringing forms in, using them, putting them away: whole or not at all."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.assessments import library
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.models import ShelfFileBody
from linkdesk.assessments.shelf.models import ShelfFileRow
from linkdesk.assessments.shelf.models import ShelfFormBody
from linkdesk.assessments.shelf.models import ShelfFormRow
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.record.audit import verify
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Actor
from linkdesk.settings import Shelf
from tests.assessments import hostile
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

DATA = os.environ.get("LINKDESK_TESTDATA", "")
TABLES = (ShelfFormRow, ShelfFormBody, ShelfFileRow, ShelfFileBody)


def counts(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_a_form_is_kept_whole_and_waits(session: Session, form_id: UUID) -> None:
    found = queries.entry(session, form_id)
    assert (found.title, found.form_version, found.state) == ("My garden", "1", ShelfState.WAITING)
    assert (found.licence, found.description, found.notes) == ("You may copy this.", "What grows there.", ())
    assert queries.body_of(session, form_id) == made.raw(made.garden())
    assert {file.name for file in queries.files_of(session, form_id)} == set(made.files())
    assert counts(session) == [1, 1, 5, 5]
    assert verify(session, b"k" * 32).faults == ()


def test_one_that_waits_is_replaced_by_the_next(session: Session, actor: Actor, form_id: UUID) -> None:
    again = service.bring_in(session, actor, made.raw(made.garden(required=True)))
    assert again != form_id
    assert counts(session) == [1, 1, 0, 0]
    assert verify(session, b"k" * 32).faults == ()


def test_a_form_in_use_is_never_changed_under_its_version(session: Session, actor: Actor, form_id: UUID) -> None:
    service.use(session, actor, form_id)
    with pytest.raises(RuleBroken, match="here already, in this version"):
        service.bring_in(session, actor, made.package())
    with pytest.raises(RuleBroken, match="same version and other words"):
        service.bring_in(session, actor, made.raw(made.garden(required=True)))
    service.put_away(session, actor, form_id)
    with pytest.raises(RuleBroken, match="same version and other words"):
        service.bring_in(session, actor, made.raw(made.garden(required=True)))
    assert counts(session) == [1, 1, 5, 5]


def test_a_newer_version_takes_the_place_of_the_older(session: Session, actor: Actor, form_id: UUID) -> None:
    service.use(session, actor, form_id)
    newer = service.bring_in(session, actor, made.raw(made.garden("2")))
    assert queries.form_of(session, made.URL).version == "1"
    service.use(session, actor, newer)
    assert queries.form_of(session, made.URL).version == "2"
    assert queries.entry(session, form_id).state is ShelfState.AWAY
    assert queries.form_of(session, made.URL, "1").version == "1"
    service.use(session, actor, form_id)
    assert [each.url for each in queries.offers(session)].count(made.URL) == 1
    assert queries.form_of(session, made.URL).version == "1"


def test_a_form_put_away_is_offered_no_more(session: Session, actor: Actor, form_id: UUID) -> None:
    with pytest.raises(RuleBroken, match="not looked at yet"):
        service.put_away(session, actor, form_id)
    service.use(session, actor, form_id)
    service.put_away(session, actor, form_id)
    with pytest.raises(NotFound):
        queries.form_of(session, made.URL)
    assert queries.has(session, made.URL, "1")


def test_a_form_that_talks_began_with_stays(session: Session, actor: Actor, form_id: UUID, client_id: UUID) -> None:
    service.use(session, actor, form_id)
    start_assessment(session, actor, StartAssessment(client_id, made.URL, Setting.WORKER))
    with pytest.raises(RuleBroken, match="Talks began with this form"):
        service.drop(session, actor, form_id)
    assert counts(session) == [1, 1, 5, 5]


def test_a_form_that_no_talk_began_with_can_be_dropped(session: Session, actor: Actor, form_id: UUID) -> None:
    service.drop(session, actor, form_id)
    assert counts(session) == [0, 0, 0, 0]
    assert verify(session, b"k" * 32).faults == ()
    for verb in (service.use, service.put_away, service.drop):
        with pytest.raises(NotFound):
            verb(session, actor, form_id)


def test_another_services_worker_finds_nothing(session: Session, form_id: UUID) -> None:
    stranger = Actor(worker_id=uuid.UUID(int=1), organisation_id=uuid.UUID(int=99))
    for verb in (service.use, service.put_away, service.drop):
        with pytest.raises(NotFound):
            verb(session, stranger, form_id)


@pytest.mark.parametrize("url", [library.ONS4, library.PICTURE_SORT])
def test_our_own_forms_cannot_be_replaced(session: Session, actor: Actor, url: str) -> None:
    with pytest.raises(RuleBroken, match="address of a form that comes with LinkDesk"):
        service.bring_in(session, actor, made.raw({**made.garden(), "url": url}))
    assert counts(session) == [0, 0, 0, 0]


def test_pictures_that_lie_in_the_form_are_kept_as_files(session: Session, actor: Actor) -> None:
    data = made.raw(made.garden(extension=[made.inline(made.HOSTILE_SVG["script"])]))
    found = service.bring_in(session, actor, data)
    picture = queries.form_on_shelf(session, found).questions[0].picture
    (file,) = queries.files_of(session, found)
    assert picture == file.key
    assert b"script" not in queries.file_body(session, file.id)
    assert queries.body_of(session, found) == data


def test_a_file_in_the_form_that_is_refused_is_named_in_words(session: Session, actor: Actor) -> None:
    with pytest.raises(
        FileRefused, match=r"^A file in the form itself is no SVG drawing that can be read\. Nothing was"
    ):
        service.bring_in(session, actor, made.raw(made.garden(extension=[made.inline(made.REFUSED_SVG["entities"])])))


def test_chosen_pictures_come_with_a_package(session: Session, actor: Actor) -> None:
    lines = [{"link_id": "why", "picture": "home"}, {"link_id": "like", "file": "media/rose.svg"}]
    layer = json.dumps({"pictures": lines}).encode()
    found = service.bring_in(session, actor, made.package(None, **{"pictures.json": layer}))
    (rose,) = (file for file in queries.files_of(session, found) if file.name == "media/rose.svg")
    assert queries.entry(session, found).pictures == {Place("why"): "home", Place("like"): rose.key}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        made.raw({"resourceType": "Patient"}),
        made.raw({**made.garden(), "item": []}),
        made.raw({**made.garden(), "item": [made.garden()["item"][2]] * 2}),
        made.package(None, **{"media/rose.svg": made.REFUSED_SVG["entities"]}),
        made.package(None, **{"media/like.png": b"MZ"}),
        made.package(None, **{"pictures.json": b"[]"}),
        made.package(None, **{"../up.svg": b"x"}),
        made.raw(made.garden(extension=[made.inline(b"MZ")])),
    ],
)
def test_what_is_refused_leaves_nothing_behind(session: Session, actor: Actor, data: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        service.bring_in(session, actor, data)
    assert "Nothing was" in refusal.value.sentence
    assert counts(session) == [0, 0, 0, 0]


@pytest.mark.parametrize("name", sorted(hostile.CASES))
def test_a_form_that_means_harm_is_refused_or_lies_still(session: Session, actor: Actor, name: str) -> None:
    try:
        found = service.bring_in(session, actor, hostile.CASES[name]())
    except FileRefused:
        assert counts(session) == [0, 0, 0, 0]
        return
    assert queries.form_on_shelf(session, found).questions


@pytest.mark.skipif(not DATA, reason="the forms of others are not in the repository; LINKDESK_TESTDATA names them")
def test_forms_that_others_wrote_come_in_or_are_refused_by_their_fault(session: Session, actor: Actor) -> None:
    refused = []
    for path in sorted((Path(DATA) / "questionnaires").glob("*.json")):
        try:
            found = service.bring_in(session, actor, path.read_bytes())
        except FileRefused as refusal:
            refused.append((path.name, "Nothing was" in refusal.sentence))
            continue
        service.use(session, actor, found)
        assert queries.body_of(session, found) == path.read_bytes()
        assert queries.form_on_shelf(session, found).questions
    assert len(refused) == 4
    assert all(said for _, said in refused)
    assert len(queries.entries(session)) == 36


def test_there_can_only_be_so_many(
    session: Session, actor: Actor, form_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LIMITS", Shelf(forms=1))
    with pytest.raises(RuleBroken, match="forms already"):
        service.bring_in(session, actor, made.raw({**made.garden(), "url": "urn:other"}))
    assert service.bring_in(session, actor, made.package(None, **{"licence.txt": b"Ask first."})) != form_id


def test_too_many_pictures_in_the_form_itself(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LIMITS", Shelf(members=4))
    many = [made.inline(made.SVG + b" " * n) for n in range(5)]
    with pytest.raises(FileRefused, match="too many pictures"):
        service.bring_in(session, actor, made.raw(made.garden(extension=many)))


def test_bytes_changed_outside_are_not_used(session: Session, form_id: UUID) -> None:
    file = queries.files_of(session, form_id)[0]
    session.rollback()
    raw = session.get_bind().raw_connection()  # type: ignore[union-attr]  # an engine
    for table in ("shelf_form_body", "shelf_file_body"):
        raw.cursor().execute(f"UPDATE {table} SET body = x'00'")  # noqa: S608 - names of ours
    raw.commit()
    raw.close()
    session.expire_all()
    with pytest.raises(RuleBroken, match="changed outside LinkDesk"):
        queries.body_of(session, form_id)
    with pytest.raises(RuleBroken, match="changed outside LinkDesk"):
        queries.form_on_shelf(session, form_id)
    with pytest.raises(RuleBroken, match="changed outside LinkDesk"):
        queries.file_body(session, file.id)
    assert session.scalar(text("SELECT count(*) FROM shelf_form")) == 1
