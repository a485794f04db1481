"""What a talk asks now, what it leaves for when the person is alone, and what came of that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select

from linkdesk.assessments import library
from linkdesk.assessments.areas.rules import holding_back
from linkdesk.assessments.areas.rules import offering
from linkdesk.assessments.areas.rules import question_of_areas
from linkdesk.assessments.areas.rules import waiting_areas
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence.models import Aside
from linkdesk.assessments.presence.models import Presence
from linkdesk.assessments.presence.queries import record
from linkdesk.assessments.questionnaire import still_to_ask
from linkdesk.assessments.questionnaire import with_dependants
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import listed
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.sort.table import left_out
from linkdesk.assessments.sort.table import pointless
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue


@dataclass(frozen=True)
class Scope:
    """The form of a talk with what it does not ask marked; `before` are answers of the talk it follows.

    `later` are the questions that are set aside because of who is here, answered or not.
    """

    form: Form
    before: dict[str, AnswerValue]
    later: frozenset[str]

    def left(self, given: Sequence[Answer]) -> tuple[Question, ...]:
        """Return what is still to be asked when the person is alone, given the answers of this talk."""
        values = {**self.before, **{each.link_id: listed(each.value) for each in given}}
        touched = {each.link_id for each in given if each.value is not None or each.skipped or each.unknown}
        waiting = still_to_ask(self.form.setting_aside(self.later), values, touched)
        return tuple(each for each in waiting if each.link_id in self.later)


@dataclass(frozen=True)
class FollowUp:
    """A talk that asked what another set aside, or about the areas that waited there."""

    id: UUID
    started_at: datetime
    asks: tuple[str, ...]
    about_areas: bool


@dataclass(frozen=True)
class LeftAside:
    """What is to be asked when the person is alone, and the talks that did so already."""

    questions: tuple[Question, ...]
    follow_ups: tuple[FollowUp, ...]


def scope(session: Session, assessment: Assessment) -> Scope:
    """Return what a talk asks now, as who is here changes it.

    Raises:
        NotFound: LinkDesk no longer has that version of its form.
    """
    found = session.execute(_who_and_what(), {"assessment_id": assessment.id}).first()
    return _scope(session, assessment, *(found[1:] if found else (None, None)))


def opened(session: Session, assessment_id: UUID) -> tuple[Assessment, Scope]:
    """Return a talk and what it asks now, read in one question: each page of a talk asks it.

    Raises:
        NotFound: there is no such talk, or LinkDesk no longer has that version of its form.
    """
    found = session.execute(_who_and_what(), {"assessment_id": assessment_id}).first()
    if found is None:
        raise NotFound
    assessment, presence, aside = found
    return assessment, _scope(session, assessment, presence, aside)


def _scope(session: Session, assessment: Assessment, presence: Presence | None, aside: Aside | None) -> Scope:
    form = shelf.form_of(session, assessment.form_url, assessment.form_version)
    here = record(presence) if presence else None
    on_paper = assessment.setting is Setting.PAPER  # whatever was asked there was asked
    sensitive = here.sets_aside if here and not on_paper else frozenset()
    off = left_out(session, assessment.id) if form.url == library.PICTURE_SORT else frozenset()
    later = with_dependants(form, [each.link_id for each in form.questions if each.sensitive in sensitive]) - off
    if aside is None or aside.follows_id is None:
        aside_now = later | off
        asked = form.setting_aside(aside_now | pointless(form, aside_now))
        return Scope(holding_back(asked, later, sensitive), {}, later)
    not_ours = {each.link_id for each in form.questions if each.link_id not in aside.asks}
    form = _narrowed(session, form, aside)
    earlier = session.scalars(select(Answer).where(Answer.assessment_id == aside.follows_id))
    before = {each.link_id: listed(each.value) for each in earlier if each.link_id in not_ours}
    asked = form.setting_aside(later | not_ours)
    return Scope(holding_back(asked, later, sensitive), before, later - not_ours)


def left_aside(session: Session, assessment_id: UUID) -> LeftAside:
    """Return what a talk left for when the person is alone; a finished one left it when it was finished.

    Raises:
        NotFound: there is no such talk.
    """
    assessment = session.get(Assessment, assessment_id)
    if assessment is None:
        raise NotFound
    followed = [each for each in follow_ups(session, assessment) if not each.about_areas]
    asked = {link_id for each in followed for link_id in each.asks}
    questions = tuple(each for each in _left(session, assessment) if each.link_id not in asked)
    return LeftAside(questions, tuple(followed))


def follow_ups(session: Session, assessment: Assessment) -> tuple[FollowUp, ...]:
    """Return the talks that take this one up, the first first."""
    rows = session.execute(
        select(Assessment.id, Assessment.started_at, Aside.asks)
        .join(Aside, Aside.assessment_id == Assessment.id)
        .where(Aside.follows_id == assessment.id)
        .order_by(Assessment.started_at)
    )
    areas = None
    if shelf.has(session, assessment.form_url, assessment.form_version):
        areas = question_of_areas(shelf.form_of(session, assessment.form_url, assessment.form_version))
    return tuple(
        FollowUp(row.id, row.started_at, tuple(row.asks), areas is not None and areas.link_id in row.asks)
        for row in rows
    )


def follows(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return for each of these talks that takes another up which one that is."""
    rows = session.execute(
        select(Aside.assessment_id, Aside.follows_id).where(
            Aside.assessment_id.in_(assessment_ids), Aside.follows_id.is_not(None)
        )
    )
    return {row.assessment_id: row.follows_id for row in rows}


def _aside(session: Session, assessment_id: UUID) -> Aside | None:
    return session.scalar(select(Aside).where(Aside.assessment_id == assessment_id))


@cache
def _who_and_what() -> Select[Assessment, Presence | None, Aside | None]:
    """Return the question for a talk, who is here and what stands aside; put together once.

    It takes longer to write than to answer.
    """
    wanted: BindParameter[UUID] = bindparam("assessment_id")
    return (
        select(Assessment, Presence, Aside)
        .select_from(Assessment)
        .outerjoin(Presence, Presence.assessment_id == Assessment.id)
        .outerjoin(Aside, Aside.assessment_id == Assessment.id)
        .where(Assessment.id == wanted)
    )


def _narrowed(session: Session, form: Form, aside: Aside) -> Form:
    """Return the form that offers only what still waited in the earlier talk, where this one goes on with areas."""
    areas = question_of_areas(form)
    earlier = session.get(Assessment, aside.follows_id) if areas and areas.link_id in aside.asks else None
    if earlier is None:
        return form
    given = session.scalars(select(Answer).where(Answer.assessment_id == earlier.id))
    values = {each.link_id: listed(each.value) for each in given}
    return offering(form, [each.key for each in waiting_areas(scope(session, earlier).form, values)])


def _left(session: Session, assessment: Assessment) -> tuple[Question, ...]:
    if not shelf.has(session, assessment.form_url, assessment.form_version):
        return ()  # of a form that is not here any more nothing can be asked
    if assessment.completed_at is None:
        given = session.scalars(select(Answer).where(Answer.assessment_id == assessment.id)).all()
        return scope(session, assessment).left(given)
    aside = _aside(session, assessment.id)
    if aside is None or not aside.left:
        return ()
    form = shelf.form_of(session, assessment.form_url, assessment.form_version)
    return tuple(each for each in form.questions if each.link_id in aside.left)
