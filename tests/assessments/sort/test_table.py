"""Cards that the worker left out are not asked, set aside or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.assessments import library
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.cards import form
from linkdesk.assessments.sort.queries import sort_board
from linkdesk.assessments.sort.table import left_out
from linkdesk.assessments.sort.table import pointless
from tests.assessments.sort import samples

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

WITH_FAMILY = PresenceWords(interpreter=Interpreter.FAMILY, reference="Bo, uncle", is_adult=True, seen_alone=False)


def test_only_the_chosen_cards_lie_on_the_table(session: Session, actor: Actor, client_id: UUID) -> None:
    sort = samples.start(session, actor, client_id)
    assert {place.key for place in sort_board(session, sort).places} == set(samples.FOUR)
    assert len(left_out(session, sort)) == 20


def test_a_talk_that_is_no_sort_leaves_nothing_out(session: Session, talk_id: UUID) -> None:
    assert left_out(session, talk_id) == frozenset()


def test_with_family_interpreting_hard_cards_are_set_aside_but_not_those_left_out(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    chosen = tuple(card.key for card in cards() if card.key != "papers")
    sort = samples.start(session, actor, client_id, chosen, WITH_FAMILY)
    shown = {place.key for place in sort_board(session, sort).places}
    assert shown == set(chosen) - {"habits", "safe"}
    assert [each.link_id for each in left_aside(session, sort).questions] == ["habits", "safe"]


def test_where_no_card_is_left_it_is_not_asked_what_comes_first() -> None:
    names = {card.key for card in cards()}
    assert pointless(form(), names) == {"first", "first-words"}
    assert pointless(form(), names - {"home"}) == frozenset()
    assert pointless(library.forms()[0], names) == frozenset()
