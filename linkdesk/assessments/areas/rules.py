"""Which areas wait, and which questions they bring; pure."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.questionnaire import opened_by
from linkdesk.assessments.questionnaire import with_dependants
from linkdesk.assessments.rules import Kind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from linkdesk.assessments.presence.scope import FollowUp
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Option
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.questionnaire import Values
    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.assessments.rules import Sensitive


@dataclass(frozen=True)
class Waiting:
    """What waits since one finished talk: the areas, the questions they bring, and the talk that took them up."""

    assessment_id: UUID | None = None
    title: str = ""
    started_at: datetime | None = None
    options: tuple[Option, ...] = ()
    asks: tuple[str, ...] = ()
    follow_up: FollowUp | None = None


def question_of_areas(form: Form) -> Question | None:
    """Return the question whose options wait when they are not chosen, or nothing; the first, if there are more."""
    return next((question for question in form.questions if question.waits), None)


def waiting_areas(form: Form, values: Values) -> tuple[Option, ...]:
    """Return the areas that were not chosen, in the order of the form; "Nothing today" is no area."""
    areas = question_of_areas(form)
    if areas is None:
        return ()
    chosen = values.get(areas.link_id)
    taken = chosen if isinstance(chosen, tuple) else ()
    return tuple(option for option in areas.options if not option.exclusive and option.key not in taken)


def put_off(form: Form, values: Values) -> Question | None:
    """Return the question of areas where all that one chosen area brings is set aside; nothing where none is.

    An area of which some questions are asked is none of them: that one of its questions waits is nobody's to know.
    """
    areas = question_of_areas(form)
    if areas is None or areas.aside:
        return None
    chosen = values.get(areas.link_id)
    aside = {each.link_id for each in form.questions if each.aside}
    brought = [opened_by(form, areas.link_id, (key,)) for key in (chosen if isinstance(chosen, tuple) else ())]
    return areas if any(theirs and theirs <= aside for theirs in brought) else None


def asked_for(form: Form, values: Values) -> tuple[str, ...]:
    """Return the link ids to ask about the areas that wait: the choice itself, and what only they bring up."""
    areas = question_of_areas(form)
    keys = tuple(option.key for option in waiting_areas(form, values))
    if areas is None or not keys:
        return ()
    theirs = opened_by(form, areas.link_id, keys) - opened_by(form, areas.link_id, values.get(areas.link_id))
    dependants = with_dependants(form, theirs)
    return (areas.link_id, *(each.link_id for each in form.questions if each.link_id in dependants))


def offering(form: Form, keys: Collection[str]) -> Form:
    """Return the form that offers only these areas, and what stands alone ("Nothing today")."""
    return replace(form, questions=tuple(_offering(each, keys) if each.waits else each for each in form.questions))


def holding_back(form: Form, later: Collection[str], sensitive: Collection[Sensitive]) -> Form:
    """Return the form that does not offer what others here must not read: its topic shows as much as a question does.

    That is an answer marked with one of `sensitive`, and an area of which every question is among `later`, those that
    are set aside because of who is here. An answer that was given before is not touched.
    """
    if not sensitive:
        return form
    return replace(form, questions=tuple(_held(form, each, later, sensitive) for each in form.questions))


def closing(form: Form, values: Values) -> Form:
    """Return the form with each choice of one set aside whose answer others here must not read: it is answered."""
    return replace(
        form,
        questions=tuple(
            replace(each, aside=True) if not each.aside and answered_apart(each, values.get(each.link_id)) else each
            for each in form.questions
        ),
    )


def answered_apart(question: Question, value: AnswerValue) -> bool:
    """Say whether the one answer to a choice was given when the person was alone, and is not offered now."""
    return question.kind is Kind.CHOICE and value is not None and question.showing(value) is None


def _held(form: Form, question: Question, later: Collection[str], sensitive: Collection[Sensitive]) -> Question:
    held = {option.key for option in question.options if option.sensitive in sensitive}
    if question.waits:
        brought = {option.key: opened_by(form, question.link_id, (option.key,)) for option in question.options}
        held |= {key for key, theirs in brought.items() if theirs and theirs <= frozenset(later)}
    if not held:
        return question
    return replace(question, options=tuple(replace(each, aside=each.key in held) for each in question.options))


def _offering(question: Question, keys: Collection[str]) -> Question:
    return replace(
        question, options=tuple(option for option in question.options if option.exclusive or option.key in keys)
    )
