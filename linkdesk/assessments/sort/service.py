"""The writing verbs of picture sorts: lay out the cards, put one on a pile, write down a sort made on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from sqlalchemy import select

from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence.service import add_presence
from linkdesk.assessments.reading.service import to_be_read
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import begin
from linkdesk.assessments.service import begun
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import keep
from linkdesk.assessments.sort import cards
from linkdesk.assessments.sort import rules
from linkdesk.assessments.sort.models import PictureSort
from linkdesk.assessments.sort.rules import Pile
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.sort.board import Board
    from linkdesk.assessments.sort.rules import PaperSort
    from linkdesk.assessments.sort.rules import StartSort
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

PAPER_FORM = "sort_paper"
"""What autosave calls the page where a paper sort is written down."""


def start_sort(session: Session, actor: Actor, command: StartSort) -> UUID:
    """Lay out cards for a person and return the id of the talk.

    Raises:
        NotFound: there is no such client.
        RuleBroken: too few cards, a card that is not here, or the client has died; nothing was changed.
    """
    with unit_of_work(session, actor, "start_sort") as work:
        try:
            rules.check_cards(command.cards, _known())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        start = StartAssessment(command.client_id, cards.URL, command.setting, once=command.once)
        if begun(work, start):
            return cast("UUID", command.once)
        talk = begin(work, start, cards.form())
        add_presence(work, talk, command.presence)
        _lay(work, talk, command.cards)
        return talk.id


def put_card(
    session: Session, actor: Actor, sort: Board, number: int, pile: Pile | None, seen: int | None = None
) -> int:
    """Put the card of a page on a pile, or leave it out; return the page to go on to.

    A card that came first and is no longer one to change does not come first any more. `seen` is the version of where
    the card lay when the page was made.

    Raises:
        NotFound: no card is there.
        RuleBroken: the sort is finished.
        Stale: the card was put elsewhere since; nothing was changed.
    """
    card = sort.at(number)
    page = sort.after(number)
    command = GiveAnswer(sort.talk.id, card.key, pile, skipped=pile is None, turn_to=page, seen=seen)
    give_answer(session, actor, command)
    if pile is not Pile.CHANGE and sort.talk.values.get(cards.FIRST) == card.key:
        give_answer(session, actor, GiveAnswer(sort.talk.id, cards.FIRST))
    return page


def record_paper(session: Session, actor: Actor, command: PaperSort, today: date) -> UUID:
    """Write down a sort made with cut-out cards, whole and finished and to be read, and return the id of its talk.

    The same sort of the same day once more, as when a page is sent twice, changes nothing.

    Raises:
        NotFound: there is no such client.
        RuleBroken: it cannot have been, or the client has died; nothing was changed.
    """
    with unit_of_work(session, actor, "record_paper_sort") as work:
        try:
            rules.check_paper(command, _known(), today)
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        if there := _same_paper(work, command):
            return there
        start = StartAssessment(command.client_id, cards.URL, Setting.PAPER, paper_on=command.day)
        talk = begin(work, start, cards.form())
        talk.title = cards.ON_PAPER
        _lay(work, talk, command.piles)
        drop_draft(work.session, actor, PAPER_FORM, str(command.client_id))
        for key, pile in command.piles.items():
            _answer(work, talk, GiveAnswer(talk.id, key, pile, skipped=pile is None))
        if command.first:
            _answer(work, talk, GiveAnswer(talk.id, cards.FIRST, command.first))
            _answer(work, talk, GiveAnswer(talk.id, cards.WORDS, command.words or None, skipped=not command.words))
        talk.completed_at = work.now
        to_be_read(work, talk)
        return talk.id


def _same_paper(work: Work, command: PaperSort) -> UUID | None:
    """Return the talk of a paper sort of that day that is the same in every card and word."""
    rows = work.session.scalars(
        select(Assessment.id)
        .where(
            Assessment.client_id == command.client_id,
            Assessment.paper_on == command.day,
            Assessment.form_url == cards.URL,
        )
        .order_by(Assessment.created_at)
    )
    typed = {**command.piles, cards.FIRST: command.first, cards.WORDS: command.words or None}
    for talk_id in rows:
        given = work.session.execute(select(Answer.link_id, Answer.value).where(Answer.assessment_id == talk_id))
        kept: dict[str, Any] = {cards.FIRST: None, cards.WORDS: None, **{row.link_id: row.value for row in given}}
        if kept == typed:
            return talk_id
    return None


def _known() -> Collection[str]:
    return {card.key for card in cards.cards()}


def _lay(work: Work, talk: Assessment, chosen: Iterable[str]) -> None:
    """Note which cards lie on the table, in the order of the cards."""
    lie = set(chosen)
    work.session.add(
        PictureSort(
            id=work.new_id(),
            assessment_id=talk.id,
            client_id=talk.client_id,
            cards=[card.key for card in cards.cards() if card.key in lie],
        )
    )


def _answer(work: Work, talk: Assessment, command: GiveAnswer) -> None:
    question = cards.form().question(command.link_id)
    if question is not None:
        keep(work, talk, question, command)
