"""Finding: choices, what fits in part, what is not used, how far; and the questions of link workers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy import insert
from sqlalchemy import select

from linkdesk.record.session import unit_of_work
from linkdesk.services import service as services
from linkdesk.services.finding.models import LocalPostcode
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalService
from linkdesk.services.models import LocalServiceAtLocation
from linkdesk.services.models import LocalTaxonomyTerm
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from tests.services.invented.questions import questions
from tests.services.invented.questions import recall
from tests.services.invented.region import fill
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

ALL = Asked()


def names(session: Session, asked: Asked) -> list[str]:
    return [each.record.name for each in find(session, asked).whole]


@pytest.fixture
def three(session: Session, actor: Actor) -> Session:
    with unit_of_work(session, actor, "test") as work:
        places = {"LS14AP": (430_000, 433_000), "KX11AA": (430_000, 443_000), "KX12BB": (431_000, 443_000)}
        rows = [{"postcode": each, "easting": east, "northing": north} for each, (east, north) in places.items()]
        work.session.execute(insert(LocalPostcode), rows)
    services.add_service(session, actor, GARDEN)
    for name, postcode in (("Far Garden", "KX1 1AA"), ("Lost Garden", "")):
        services.add_service(
            session, actor, AddService(name=name, postal_code=postcode, eligibility_description="Over 60s")
        )
    return session


@pytest.mark.parametrize(
    "chosen",
    [
        {"day": "TU"},
        {"part": "morning"},
        {"access": True},
        {"language": "Polish"},
        {"age": 30},
        {"within": 1, "where": "LS1 4AP"},
        {"what": "garden tuesday"},
        {"what": "testham"},
        {"what": "GARD", "day": "TH"},
        {"what": "gardne", "day": "TH"},
    ],
)
def test_each_choice_leaves_the_one_that_fits(three: Session, chosen: dict[str, str]) -> None:
    assert names(three, replace(ALL, **chosen)) == [GARDEN.name]  # type: ignore[arg-type]  # fields of their types


def test_nothing_fits_free_and_a_part_is_told(three: Session) -> None:
    found = find(three, Asked(what="garden on sunday"))
    assert (found.total, found.whole) == (0, ())
    assert {each.record.name for each in found.in_part} == {GARDEN.name, "Far Garden", "Lost Garden"}
    assert find(three, Asked(free=True)).hits == ()


@pytest.mark.parametrize("search", ["Ravi", "aunt", "Greenfield", "960011"])
def test_private_notes_and_the_person_to_ask_for_find_nothing(three: Session, search: str) -> None:
    assert find(three, Asked(what=search)).hits == ()


def test_nearest_first_from_a_postcode_a_half_and_a_town(three: Session) -> None:
    near = find(three, Asked(where="LS1 4AP", near=True))
    assert [each.record.name for each in near.hits] == [GARDEN.name, "Far Garden", "Lost Garden"]
    assert near.hits[0].miles == 0
    assert near.hits[1].miles == pytest.approx(10_000 / 1609.344)
    assert near.hits[2].miles is None
    assert names(three, Asked(where="kx1 2bb"))[0] == "Far Garden"
    assert names(three, Asked(where="KX1"))[0] == "Far Garden"
    assert names(three, Asked(where="testam"))[0] == GARDEN.name
    assert find(three, Asked(where="Nowhereham")).unknown_place
    assert names(three, Asked(what="garden near KX1 1AA"))[0] == "Far Garden"
    assert names(three, Asked(within=5, where="KX1 1AA")) == ["Far Garden"]


def test_without_places_of_postcodes_the_first_half_says_what_is_near(session: Session, actor: Actor) -> None:
    for name, postcode in (("Alpha", "KX9 1AA"), ("Beta", "LS1 4AP"), ("Gamma", "KX1 1AA")):
        services.add_service(session, actor, AddService(name=name, postal_code=postcode))
    found = find(session, Asked(where="KX1 2BB"))
    assert [each.record.name for each in found.hits] == ["Gamma", "Alpha", "Beta"]
    assert [each.same_outward for each in found.hits] == [True, False, False]
    assert names(session, Asked(where="KX1 2BB", within=1)) == ["Gamma"]


def test_what_is_not_used_is_counted_and_shown_last_when_asked_for(three: Session, actor: Actor) -> None:
    made = services.add_service(three, actor, AddService(name="A bad garden"))
    services.assure(three, actor, Assure(made, 1, Assurance.DO_NOT_USE, reason="A complaint"))
    found = find(three, Asked(what="garden"))
    assert (found.total, found.unused) == (3, 1)
    assert "A bad garden" not in [each.record.name for each in found.hits]
    shown = find(three, Asked(what="garden", unused=True))
    assert (shown.total, shown.unused, shown.hits[-1].record.name) == (4, 0, "A bad garden")


def test_pages_part_what_was_found_without_loss(session: Session, actor: Actor) -> None:
    fill(session, actor, 90)
    whole = find(session, ALL, 0, 1000)
    pages = [each.record.id for first in range(0, 90, 25) for each in find(session, ALL, first, 25).hits]
    assert pages == [each.record.id for each in whole.hits]
    assert len(set(pages)) == whole.total
    assert find(session, ALL, 500, 25).total == whole.total


def test_the_number_of_questions_to_the_store_does_not_grow(session: Session, actor: Actor) -> None:
    def asked() -> int:
        statements: list[str] = []
        bind = session.get_bind()

        def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
            statements.append(statement)

        event.listen(bind, "before_cursor_execute", note)
        find(session, Asked(what="garden tuesday"))
        event.remove(bind, "before_cursor_execute", note)
        return len(statements)

    fill(session, actor, 60)
    few = asked()
    fill(session, actor, 400)
    assert asked() <= few + 2 < 40


def test_questions_of_link_workers_are_answered_among_the_first_five(session: Session, actor: Actor) -> None:
    made = fill(session, actor, 2000)
    every = list(made.values())
    for half, least in zip(questions(), (0.95, 0.9), strict=True):
        got = {}
        for each in half:
            found = [made[hit.record.id] for hit in find(session, Asked(what=each.words)).hits]
            got[each.words] = recall(found, each, every)
        assert sum(got.values()) / len(got) >= least, {words: part for words, part in got.items() if part < 1}


def test_ages_coordinates_and_terms_of_a_feed_are_searched(three: Session, actor: Actor) -> None:
    """As a feed brings them: years beside the words, a place on the map before that of the postcode, terms."""
    with unit_of_work(three, actor, "test") as work:
        service = work.session.scalars(select(LocalService).where(LocalService.name == "Lost Garden")).one()
        service.minimum_age, service.maximum_age = 16, 25
        work.session.add(LocalTaxonomyTerm(service_id=service.id, position=0, term="Beekeeping", code="", taxonomy=""))
        place = work.session.scalars(
            select(LocalLocation)
            .join(LocalServiceAtLocation, LocalServiceAtLocation.location_id == LocalLocation.id)
            .join(LocalService, LocalService.id == LocalServiceAtLocation.service_id)
            .where(LocalService.name == "Far Garden")
        ).one()
        place.latitude, place.longitude = 53.7655, -1.5460
    assert names(three, Asked(what="beekeeping", age=20)) == ["Lost Garden"]
    assert names(three, Asked(what="beekeeping", age=40)) == []
    (far,) = (each for each in find(three, Asked(where="LS1 4AP")).hits if each.record.name == "Far Garden")
    assert far.miles == pytest.approx(1.86, abs=0.05), "3 km by its own coordinates, 10 km by the postcode"
