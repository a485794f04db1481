"""What typed words are read as, with the words of a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.services import service as services
from linkdesk.services.finding.reading import understand
from linkdesk.services.rules import AddService
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.fixture
def known(session: Session, actor: Actor) -> Session:
    services.add_service(session, actor, GARDEN)
    services.add_service(session, actor, AddService(name="Quilters of Hill Hall", city="Fallowby"))
    return session


def words(session: Session, typed: str) -> list[tuple[str, ...]]:
    return [each.words for each in understand(session, typed).units]


def test_what_stands_beside_what_is_asked_for(known: Session) -> None:
    found = understand(
        known, "free gardening group for polish speakers on tuesday morning in Testham, wheelchair, age 70"
    )
    assert words(known, "free gardening group on tuesday morning in Testham") == [("gardening",)]
    assert (found.days, found.part, found.free, found.access) == (frozenset({"TU"}), "morning", True, True)
    assert (found.languages, found.places, found.age) == (("polish",), ("testham",), 70)
    assert understand(known, "weekend").days == {"SA", "SU"}
    assert understand(known, "lunch LS1 4AP").postcode == "LS14AP"


def test_slips_halves_and_inner_parts(known: Session) -> None:
    assert understand(known, "quliters").slips == (("quliters", "quilters"),)
    assert words(known, "quil") == [("quil", "quilters")]
    assert words(known, "ilter") == [("ilter", "quilters")]
    assert understand(known, "Falowby").places == ("fallowby",)
    assert words(known, "zzzz") == [("zzzz",)]


@pytest.mark.parametrize(
    "typed", ["", "?!", '"', "AND", "NEAR(", "*", "' OR 1", "\x00", "x" * 200, "x " * 100, "﷽ 你好 🌱"]
)
def test_anything_can_be_typed(known: Session, typed: str) -> None:
    understand(known, typed)


def test_words_that_say_little_count_only_alone(known: Session) -> None:
    assert words(known, "group") == [("group",)]
    assert words(known, "my husband died") == [("died",)]
    assert words(known, "polish speaking") == []
