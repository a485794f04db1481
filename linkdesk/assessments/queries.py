"""Reading assessments: the record for page, print and export, and the talk that is going on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import tuple_

from linkdesk.assessments.areas.rules import closing
from linkdesk.assessments.flow import Talk
from linkdesk.assessments.measures.queries import hows
from linkdesk.assessments.measures.rules import asked_as
from linkdesk.assessments.measures.rules import default_how
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.models import AssessmentTotal
from linkdesk.assessments.presence.models import Aside
from linkdesk.assessments.presence.queries import presences
from linkdesk.assessments.presence.scope import follows
from linkdesk.assessments.presence.scope import opened
from linkdesk.assessments.reading.queries import readings
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import ChosenOption
from linkdesk.assessments.rules import ScoreChange
from linkdesk.assessments.rules import ScoreRecord
from linkdesk.assessments.rules import changes
from linkdesk.assessments.rules import listed
from linkdesk.assessments.scores import score_of
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


LIMITS = Limits()
BATCH = 200
"""So many people are read at a time."""
CHOSE_LANGUAGE = "choose_language"
"""How the audit names that the client chose the language of a talk on its page."""
LOOK_BACK = 20
"""So many earlier talks with the same form are looked at for one that was asked alike."""
NO_TOTAL = "No total: not every question has an answer"


def assessment_record(session: Session, assessment_id: UUID) -> AssessmentRecord:
    """Return one conversation with its answers and scores.

    Raises:
        NotFound: there is no such conversation.
    """
    row = session.get(Assessment, assessment_id)
    if row is None:
        raise NotFound
    return _records(session, [row])[0]


def assessments_of(session: Session, client_id: UUID, limit: int = LIMITS.page_rows) -> tuple[AssessmentRecord, ...]:
    """Return a client's conversations, the newest first, finished or not."""
    rows = session.scalars(
        select(Assessment)
        .where(Assessment.client_id == client_id)
        .order_by(Assessment.started_at.desc(), Assessment.id)
        .limit(limit)
    ).all()
    return _records(session, rows)


def scored_people(session: Session) -> Iterator[tuple[AssessmentRecord, ...]]:
    """Give every person's finished talks that have a score or a total, one person after the other."""
    scored = select(Answer.assessment_id).where(Answer.scale.is_not(None))
    summed = select(AssessmentTotal.assessment_id)
    people = session.scalars(
        select(Assessment.client_id)
        .where(Assessment.completed_at.is_not(None), or_(Assessment.id.in_(scored), Assessment.id.in_(summed)))
        .distinct()
        .order_by(Assessment.client_id)
    ).all()
    for start in range(0, len(people), BATCH):
        rows = session.scalars(
            select(Assessment)
            .where(
                Assessment.client_id.in_(people[start : start + BATCH]),
                Assessment.completed_at.is_not(None),
                or_(Assessment.id.in_(scored), Assessment.id.in_(summed)),
            )
            .order_by(Assessment.client_id, Assessment.started_at)
        ).all()
        for _client, found in groupby(_records(session, rows), key=lambda record: record.client_id):
            yield tuple(found)


def score_changes(session: Session, record: AssessmentRecord) -> tuple[ScoreChange, ...]:
    """Return this conversation's scores beside those of the newest finished one before it that was asked alike.

    A paper form counts from the day it was filled in, however late it was typed in. Answers given in different ways,
    about different goals, to another version or in a translation that nobody has checked, are not compared.
    One that only takes up what another set aside is no measure of its own: it is compared with nothing.
    """
    held_on = func.coalesce(Assessment.paper_on, func.date(Assessment.started_at))
    part = select(Aside.assessment_id).where(Aside.follows_id.is_not(None))
    before = session.scalars(
        select(Assessment)
        .where(
            Assessment.client_id == record.client_id,
            Assessment.form_url == record.form_url,
            Assessment.completed_at.is_not(None),
            tuple_(held_on, Assessment.started_at) < (record.held_on, record.started_at),
            Assessment.id.not_in(part),
        )
        .order_by(held_on.desc(), Assessment.started_at.desc())
        .limit(LOOK_BACK)
    ).all()
    alike = (each for each in _records(session, before) if _alike(each, record))
    one = None if record.follows_id else next(alike, None)
    earlier = one.scores if one else ()
    left = {answer.score_name: answer.left_words for answer in record.answers if answer.score_name}
    return changes(earlier, record.scores, left | dict.fromkeys(record.no_totals, NO_TOTAL))


def _alike(before: AssessmentRecord, now: AssessmentRecord) -> bool:
    """Say whether both were asked alike, as on the page of measures, and in words that somebody stands for."""
    return asked_as(before) == asked_as(now) and not (before.unchecked_words or now.unchecked_words)


def chosen_language(session: Session, assessment_id: UUID) -> str:
    """Return the language that the client chose for this talk on its page; empty where they chose none.

    A talk that takes up what another left for later goes on in the language chosen there.
    """
    chose = select(AuditEntry.seq).where(
        AuditEntry.table_name == Assessment.__tablename__,
        AuditEntry.row_id == str(assessment_id),
        AuditEntry.verb == CHOSE_LANGUAGE,
    )
    own = session.scalar(select(Assessment.language).where(Assessment.id == assessment_id, chose.exists()))
    if own:
        return own
    before = session.scalar(select(Aside.follows_id).where(Aside.assessment_id == assessment_id))
    return chosen_language(session, before) if before else ""


def talk(session: Session, assessment_id: UUID) -> Talk:
    """Return the conversation as its pages need it.

    Raises:
        NotFound: there is no such conversation, or LinkDesk no longer has that version of its form.
    """
    row, asked = opened(session, assessment_id)
    given = session.execute(_given(), {"assessment_id": row.id}).all()
    values = {**asked.before, **{answer.link_id: listed(answer.value) for answer in given}}
    return Talk(
        id=row.id,
        client_id=row.client_id,
        form=closing(asked.form, values),
        values=values,
        skipped=frozenset(answer.link_id for answer in given if answer.skipped),
        unknown=frozenset(answer.link_id for answer in given if answer.unknown),
        page=row.page,
        finished=row.completed_at is not None,
        language=row.language,
        paper_on=row.paper_on,
        versions={answer.link_id: answer.version for answer in given},
    )


@cache
def _given() -> Select[str, Any, bool, bool, int]:
    """Return the question for what was answered, put together once, and for no whole rows.

    A page of a talk is opened most often of all.
    """
    wanted: BindParameter[UUID] = bindparam("assessment_id")
    answered = select(Answer.link_id, Answer.value, Answer.skipped, Answer.unknown, Answer.version)
    return answered.where(Answer.assessment_id == wanted).order_by(Answer.number)


def is_to_be_said(session: Session, assessment_id: UUID) -> bool:
    """Say whether a talk was started with others here, and who they are was not said yet."""
    found = presences(session, [assessment_id]).get(assessment_id)
    return found is not None and found.is_open


def _answers(session: Session, ids: Sequence[UUID]) -> defaultdict[UUID, list[Answer]]:
    found: defaultdict[UUID, list[Answer]] = defaultdict(list)
    rows = session.scalars(select(Answer).where(Answer.assessment_id.in_(ids)).order_by(Answer.number))
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def _records(session: Session, rows: Sequence[Assessment]) -> tuple[AssessmentRecord, ...]:
    ids = [row.id for row in rows]
    given, here = _answers(session, ids), presences(session, ids)
    after, read, ran = follows(session, ids), readings(session, ids), hows(session, ids)
    sums = _totals(session, ids)
    typists = {row.owner_id for row in rows if row.paper_on is not None}
    names = {found.id: found.name for found in (find_worker(session, each) for each in typists) if found}
    return tuple(
        replace(
            _with_totals(_record(row, given[row.id]), sums[row.id]),
            presence=here.get(row.id),
            follows_id=after.get(row.id),
            reading=read.get(row.id),
            entered_by=names.get(row.owner_id, "") if row.paper_on else "",
            how=ran.get(row.id) or default_how(row.setting),
        )
        for row in rows
    )


def _totals(session: Session, ids: Sequence[UUID]) -> defaultdict[UUID, list[AssessmentTotal]]:
    found: defaultdict[UUID, list[AssessmentTotal]] = defaultdict(list)
    rows = session.scalars(
        select(AssessmentTotal).where(AssessmentTotal.assessment_id.in_(ids)).order_by(AssessmentTotal.name)
    )
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def _with_totals(record: AssessmentRecord, rows: Sequence[AssessmentTotal]) -> AssessmentRecord:
    made = tuple(_total(row, row.value) for row in rows if row.value is not None)
    missing = {row.name: tuple(row.missing) for row in rows if row.value is None}
    return replace(record, scores=(*record.scores, *made), no_totals=missing)


def _total(row: AssessmentTotal, value: float) -> ScoreRecord:
    return ScoreRecord(
        name=row.name,
        value=value,
        low=row.low,
        high=row.high,
        high_is_good=row.high_is_good,
        lower_words=row.lower_words,
        upper_words=row.upper_words,
        band=row.band,
        judged=row.judged,
        total=True,
    )


def _record(row: Assessment, given: list[Answer]) -> AssessmentRecord:
    scores = (score_of(answer.link_id, listed(answer.value), answer.scale) for answer in given)
    return AssessmentRecord(
        id=row.id,
        client_id=row.client_id,
        form_url=row.form_url,
        form_version=row.form_version,
        title=row.title,
        started_at=row.started_at,
        completed_at=row.completed_at,
        answers=tuple(_answer(answer) for answer in given),
        scores=tuple(score for score in scores if score is not None),
        language=row.language,
        setting=row.setting,
        worker_id=row.owner_id,
        copyright=row.copyright,
        paper_on=row.paper_on,
        unchecked_words=row.unchecked_words,
    )


def _answer(row: Answer) -> AnswerRecord:
    return AnswerRecord(
        link_id=row.link_id,
        question_shown=row.question_shown,
        value=listed(row.value),
        value_text=row.value_text,
        skipped=row.skipped,
        unknown=row.unknown,
        kind=row.kind,
        chosen=tuple(ChosenOption(**option) for option in row.chosen),
        picture=row.picture,
        section=row.section,
        score_name=row.scale["name"] if row.scale else "",
        question_said=row.question_said,
        meaning=row.meaning,
        meaning_by=row.meaning_by,
        id=row.id,
        version=row.version,
    )
