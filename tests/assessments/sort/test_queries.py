"""Reading sorts: what each gave, which is the last, what a later talk added."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.service import ask_alone
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.sort import queries
from linkdesk.assessments.sort.rules import Pile
from linkdesk.record.errors import NotFound
from tests.assessments.sort import samples
from tests.assessments.sort.test_table import WITH_FAMILY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_a_sort_is_read_as_it_was_shown(session: Session, actor: Actor, client_id: UUID) -> None:
    made = samples.whole(session, actor, client_id, {**samples.PILES, "faith": None}, words="Pay the rent")
    sort = queries.sort_record(session, made)
    assert [card.words for card in sort.strengths] == ["My friends"]
    assert [card.key for card in sort.needs] == ["money", "sleep"]
    assert [card.key for card in sort.left] == ["faith"]
    assert (sort.goal, sort.finished, sort.on_paper, sort.parts) == ("Pay the rent", True, False, (made,))
    assert sort.pile_of("home") is Pile.SO_SO
    assert sort.pile_of("faith") is None


def test_the_last_is_the_newest_that_is_finished(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    assert queries.last_sort(queries.sorts_of(session, client_id)) is None
    old = samples.whole(session, actor, client_id)
    clock.pass_time(timedelta(days=60).total_seconds())
    new = samples.whole(session, actor, client_id, {**samples.PILES, "money": Pile.GOOD}, first=None)
    clock.pass_time(timedelta(days=1).total_seconds())
    samples.start(session, actor, client_id)
    sorts = queries.sorts_of(session, client_id)
    assert [sort.finished for sort in sorts] == [False, True, True]
    last = queries.last_sort(sorts)
    assert last is not None
    assert last.id == new
    earlier = queries.before(session, last)
    assert earlier is not None
    assert earlier.id == old
    assert queries.before(session, earlier) is None


def test_what_was_asked_when_alone_is_part_of_the_sort(session: Session, actor: Actor, client_id: UUID) -> None:
    cards = ("home", "money", "safe")
    sort = samples.start(session, actor, client_id, cards, WITH_FAMILY)
    samples.put(session, actor, sort, {"home": Pile.GOOD, "money": Pile.CHANGE})
    finish_assessment(session, actor, sort)
    alone = ask_alone(session, actor, AskAlone(sort, Setting.CLIENT, ONLY_US))
    assert not queries.sort_board(session, alone).asks_first
    samples.put(session, actor, alone, {"safe": Pile.CHANGE})
    finish_assessment(session, actor, alone)
    (read,) = queries.sorts_of(session, client_id)
    assert [card.key for card in read.piles[Pile.CHANGE]] == ["money", "safe"]
    assert queries.sort_record(session, alone) == read == queries.sort_record(session, sort)


def test_a_talk_that_is_no_sort_is_not_found(session: Session, talk_id: UUID) -> None:
    with pytest.raises(NotFound):
        queries.sort_record(session, talk_id)
    with pytest.raises(NotFound):
        queries.sort_board(session, talk_id)
