"""Reading picture sorts: what each gave, the last one, and the one before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments import queries as assessments
from linkdesk.assessments.measures.rules import conducted
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.sort.board import Board
from linkdesk.assessments.sort.board import board
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.cards import URL
from linkdesk.assessments.sort.cards import WORDS
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import SortedCard
from linkdesk.assessments.sort.rules import SortRecord
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AnswerRecord
    from linkdesk.assessments.rules import AssessmentRecord

LIMITS = Limits()


def sorts_of(session: Session, client_id: UUID, limit: int = LIMITS.page_rows) -> tuple[SortRecord, ...]:
    """Return a client's picture sorts among so many newest talks, the newest day first, finished or not."""
    return sorts_among(assessments.assessments_of(session, client_id, limit))


def sorts_among(talks: Iterable[AssessmentRecord]) -> tuple[SortRecord, ...]:
    """Return the picture sorts among these talks, the newest day first.

    What a sort set aside and a later talk asked counts as part of it.
    """
    found = [talk for talk in talks if talk.form_url == URL]
    made = [_record(talk, _later(talk, found)) for talk in found if talk.follows_id is None]
    times = {talk.id: talk.started_at for talk in found}
    return tuple(sorted(made, key=lambda sort: (sort.day, times[sort.id]), reverse=True))


def sort_record(session: Session, assessment_id: UUID) -> SortRecord:
    """Return the sort that this talk is, or is part of.

    Raises:
        NotFound: there is no such talk, or it is no picture sort.
    """
    client_id = assessments.assessment_record(session, assessment_id).client_id
    for sort in sorts_of(session, client_id, LIMITS.page_rows * LIMITS.page_rows):
        if assessment_id in sort.parts:
            return sort
    raise NotFound


def last_sort(sorts: Iterable[SortRecord]) -> SortRecord | None:
    """Return the newest sort that is finished and in which a card lies in a pile."""
    return next((sort for sort in sorts if sort.finished and not sort.is_empty), None)


def before(session: Session, sort: SortRecord) -> SortRecord | None:
    """Return the finished sort before this one."""
    sorts = sorts_of(session, sort.client_id, LIMITS.page_rows * LIMITS.page_rows)
    older = [each.id for each in sorts].index(sort.id) + 1
    return last_sort(sorts[older:])


def sort_board(session: Session, assessment_id: UUID) -> Board:
    """Return a sort that is going on, as its pages need it.

    Raises:
        NotFound: there is no such talk, or it is no picture sort.
    """
    talk = assessments.talk(session, assessment_id)
    if talk.form.url != URL:
        raise NotFound
    return board(talk)


def _later(talk: AssessmentRecord, talks: list[AssessmentRecord]) -> list[AssessmentRecord]:
    return [each for each in talks if each.follows_id == talk.id]


def _record(talk: AssessmentRecord, later: list[AssessmentRecord]) -> SortRecord:
    given = [*talk.answers, *(answer for each in later for answer in each.answers)]
    by_id = {answer.link_id: answer for answer in talk.answers}
    sort = SortRecord(
        id=talk.id,
        client_id=talk.client_id,
        day=talk.paper_on or talk.started_at.astimezone().date(),
        on_paper=talk.setting is Setting.PAPER,
        finished=talk.completed_at is not None,
        piles={pile: tuple(_cards(given, pile)) for pile in Pile},
        left=tuple(_card(answer) for answer in given if answer.skipped and answer.link_id not in (FIRST, WORDS)),
        parts=(talk.id, *(each.id for each in later)),
        started_at=talk.started_at,
        modes=frozenset(conducted(each).mode for each in (talk, *later)),
        unchecked_words=any(each.unchecked_words for each in (talk, *later)),
    )
    chosen = by_id[FIRST].value if FIRST in by_id else None
    first = next((card for card in sort.piles[Pile.CHANGE] if card.key == chosen), None)
    return replace(sort, first=first, words=by_id[WORDS].value_text if WORDS in by_id else "")


def _cards(given: Iterable[AnswerRecord], pile: Pile) -> Iterator[SortedCard]:
    return (_card(answer) for answer in given if answer.value == pile and answer.link_id not in (FIRST, WORDS))


def _card(answer: AnswerRecord) -> SortedCard:
    return SortedCard(answer.link_id, answer.question_shown, answer.picture)
