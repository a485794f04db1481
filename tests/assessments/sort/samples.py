"""Sorts to work with: some cards laid out, and every card put on a pile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.sort import service
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.cards import WORDS
from linkdesk.assessments.sort.queries import sort_board
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import StartSort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.record.session import Actor

FOUR = ("friends", "home", "money", "sleep")
PILES = {"friends": Pile.GOOD, "home": Pile.SO_SO, "money": Pile.CHANGE, "sleep": Pile.CHANGE}


def start(
    session: Session,
    actor: Actor,
    client: UUID,
    cards: tuple[str, ...] = FOUR,
    presence: PresenceWords = ONLY_US,
    setting: Setting = Setting.CLIENT,
) -> UUID:
    """Lay out cards for a client."""
    return service.start_sort(session, actor, StartSort(client, setting, presence, cards))


def put(session: Session, actor: Actor, sort: UUID, piles: Mapping[str, Pile | None]) -> None:
    """Put cards on piles."""
    numbers = {place.key: place.number for place in sort_board(session, sort).places}
    for key, pile in piles.items():
        service.put_card(session, actor, sort_board(session, sort), numbers[key], pile)


def whole(
    session: Session,
    actor: Actor,
    client: UUID,
    piles: Mapping[str, Pile | None] = PILES,
    first: str | None = "money",
    words: str = "",
) -> UUID:
    """Return a sort that is finished."""
    sort = start(session, actor, client, tuple(piles))
    put(session, actor, sort, piles)
    if first:
        give_answer(session, actor, GiveAnswer(sort, FIRST, first))
    if words:
        give_answer(session, actor, GiveAnswer(sort, WORDS, words))
    finish_assessment(session, actor, sort)
    return sort
