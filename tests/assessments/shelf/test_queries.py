"""Forms of the shelf are found wherever a form is needed: by talks, records, measures and files."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import library
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.queries import talk
from linkdesk.assessments.reading.page import marks
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.record.errors import NotFound
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.fixture
def used(session: Session, actor: Actor, form_id: UUID) -> UUID:
    service.use(session, actor, form_id)
    return form_id


def test_those_of_linkdesk_come_first(session: Session, used: UUID) -> None:
    found = queries.offers(session)
    assert [each.url for each in found[:-1]] == [form.url for form in library.forms()]
    assert (found[-1].url, found[-1].title, found[-1].description) == (made.URL, "My garden", "What grows there.")
    assert queries.entries(session)[0].id == used


def test_one_that_waits_is_offered_to_nobody(session: Session, form_id: UUID) -> None:
    assert made.URL not in {each.url for each in queries.offers(session)}
    assert not queries.has(session, made.URL, "1")
    for version in ("", "1"):
        with pytest.raises(NotFound):
            queries.form_of(session, made.URL, version)
    assert queries.form_on_shelf(session, form_id).url == made.URL


def test_our_own_are_found_here_too(session: Session) -> None:
    assert queries.form_of(session, library.ONS4) is library.form(library.ONS4)
    assert queries.has(session, library.ONS4, library.form(library.ONS4).version)
    assert queries.questionnaire_of(session, library.ONS4, "1") is None
    for reading in (queries.entry, queries.body_of, queries.form_on_shelf, queries.file_body):
        with pytest.raises(NotFound):
            reading(session, uuid.UUID(int=99))


def test_a_talk_goes_on_with_the_version_it_began_with(
    session: Session, actor: Actor, used: UUID, client_id: UUID
) -> None:
    begun = start_assessment(session, actor, StartAssessment(client_id, made.URL, Setting.WORKER))
    newer = made.garden("2")
    newer["item"] = newer["item"][:1]
    service.use(session, actor, service.bring_in(session, actor, made.raw(newer)))
    give_answer(session, actor, GiveAnswer(begun, "grows", "roses"))
    turn_page(session, actor, begun, 3)
    found = talk(session, begun)
    assert (found.form.version, found.page, len(found.form.questions)) == ("1", 3, 3)
    give_answer(session, actor, GiveAnswer(begun, "why", "For the birds"))
    finish_assessment(session, actor, begun)
    record = assessment_record(session, begun)
    rose = next(file for file in queries.files_of(session, used) if file.name == "media/rose.svg")
    assert record.answers[0].chosen[0].picture == rose.key
    assert set(marks(session, record)) == {"grows", "like", "why"}
    assert queries.is_answered(session, made.URL, "1")
    assert not queries.is_answered(session, made.URL, "2")


def test_files_are_reached_by_their_form_alone(session: Session, actor: Actor, used: UUID, client_id: UUID) -> None:
    mine = queries.files_of(session, used)[0]
    other_form = service.bring_in(session, actor, made.package({**made.garden(), "url": "urn:other"}))
    other = queries.files_of(session, other_form)[0]
    begun = start_assessment(session, actor, StartAssessment(client_id, made.URL, Setting.CLIENT))
    ours = start_assessment(session, actor, StartAssessment(client_id, library.ONS4, Setting.CLIENT))
    assert queries.file_of_talk(session, mine.id, begun) == mine
    for file_id, talk_id in (
        (other.id, begun),
        (mine.id, ours),
        (mine.id, uuid.UUID(int=99)),
        (uuid.UUID(int=98), begun),
    ):
        with pytest.raises(NotFound):
            queries.file_of_talk(session, file_id, talk_id)
    with pytest.raises(NotFound):
        queries.file_of(session, other.id, used)


def test_groups_of_a_form_of_the_shelf_stand_in_fhir(session: Session, actor: Actor, client_id: UUID) -> None:
    start_organisation(session, actor, StartOrganisation("Hill Road", "01632 960 100", {}))
    form = made.garden()
    form["item"] = [{"linkId": "g", "type": "group", "text": "In spring", "item": form["item"]}]
    service.use(session, actor, service.bring_in(session, actor, made.raw(form)))
    begun = start_assessment(session, actor, StartAssessment(client_id, made.URL, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(begun, "why", "For the birds"))
    parcel = make_parcel(session, actor, ExportKind.FHIR, client_id)
    resources = [entry["resource"] for entry in json.loads(parcel.files[0].data)["entry"]]
    (response,) = (one for one in resources if one["resourceType"] == "QuestionnaireResponse")
    assert response["questionnaire"] == f"{made.URL}|1"
    assert [(item["linkId"], item["item"][0]["linkId"]) for item in response["item"]] == [("g", "why")]


def test_digests_tell_bytes_apart() -> None:
    assert queries.digest(b"a") != queries.digest(b"b")
    assert queries.places([{"link_id": "a", "option": "", "picture": "home"}]) != {}
