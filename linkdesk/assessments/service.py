"""The writing verbs of assessments: start a conversation, keep an answer, turn the page, finish."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from sqlalchemy import bindparam
from sqlalchemy import select

from linkdesk.assessments import answers
from linkdesk.assessments.areas.queries import waiting
from linkdesk.assessments.areas.rules import answered_apart
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.models import AssessmentTotal
from linkdesk.assessments.paper import rules as paper
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.presence.scope import opened
from linkdesk.assessments.presence.scope import scope
from linkdesk.assessments.presence.service import add_presence
from linkdesk.assessments.presence.service import keep_left
from linkdesk.assessments.presence.service import take_up
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.reading.service import to_be_read
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import AskWaiting
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.rules import listed
from linkdesk.assessments.rules import plain
from linkdesk.assessments.scores import frame
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.sums import Total
from linkdesk.assessments.sums import totals
from linkdesk.clients.models import Client
from linkdesk.languages.speech import current
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

DIED = "This person has died, so no talk is started. Nothing was changed. If that is wrong, take it back first."
CHANGED = "This answer was changed in another window. Yours is still on the page and not kept."
LOOK_AGAIN = "The answers were changed in another window. Nothing is finished yet. Look at them once more."
LEFT = "This page was left already. Your answers are kept. Go on from the page you see."
NOTHING_LEFT = "Nothing is left to ask from this talk. Nothing was changed."
FINISHED = "This talk is finished, so its answers stay as they are. Nothing was changed. Start a new one to ask again."


def start_assessment(session: Session, actor: Actor, command: StartAssessment) -> UUID:
    """Begin a conversation with a form and return its id; the same command once more begins no other.

    Raises:
        NotFound: there is no such client or form.
        RuleBroken: the client has died, or the day of a paper form cannot be; nothing was changed.
    """
    form = shelf.form_of(session, command.form_url)
    with unit_of_work(session, actor, "start_assessment") as work:
        if begun(work, command):
            return cast("UUID", command.once)
        row = begin(work, command, form)
        if command.presence is not None:
            add_presence(work, row, command.presence)
        return row.id


def ask_alone(session: Session, actor: Actor, command: AskAlone) -> UUID:
    """Begin a conversation that asks only what an earlier one set aside, and return its id.

    Raises:
        NotFound: there is no such conversation, or LinkDesk no longer has that version of its form.
        RuleBroken: nothing is left to ask, or the client has died; nothing was changed.
    """
    with unit_of_work(session, actor, "ask_alone") as work:
        origin = _earlier(work, command)
        return _follow(work, command, origin, [each.link_id for each in left_aside(work.session, origin.id).questions])


def ask_waiting(session: Session, actor: Actor, command: AskWaiting) -> UUID:
    """Begin a conversation about the areas that waited in an earlier one, and return its id.

    Raises:
        NotFound: there is no such conversation, or LinkDesk no longer has that version of its form.
        RuleBroken: nothing waits there, or the client has died; nothing was changed.
    """
    with unit_of_work(session, actor, "ask_waiting") as work:
        origin = _earlier(work, command)
        return _follow(work, command, origin, waiting(work.session, origin).asks)


def give_answer(session: Session, actor: Actor, command: GiveAnswer) -> bool:
    """Keep one answer, and the page the conversation goes on to when the command names one; say if it was another.

    The same answer once more changes nothing and leaves no audit entry.

    Raises:
        NotFound: there is no such conversation, or the form does not ask that.
        RuleBroken: the conversation is finished, or the value does not fit the question.
        Stale: it came from a page that was left meanwhile, or another answer was kept since; nothing was changed.
    """
    with unit_of_work(session, actor, "give_answer") as work:
        assessment, asked = opened(work.session, command.assessment_id)
        _require_open(work, assessment)
        question = asked.form.question(command.link_id)
        if question is None or not question.asks:
            raise NotFound
        if question.aside or command.from_page not in (None, assessment.page):
            raise Stale(LEFT)
        _check(question, command)
        if len(question.offered) < len(question.options):
            command = _beside_hidden(work, question, command)
        changed = keep(work, assessment, question, command)
        if command.turn_to is not None:
            _turn(assessment, asked.form, command.turn_to)
        return changed


def _beside_hidden(work: Work, question: Question, command: GiveAnswer) -> GiveAnswer:
    """Return the command that keeps what is not offered now, because of who is here, and was chosen before."""
    asked = {"assessment_id": command.assessment_id, "link_id": question.link_id}
    found = work.session.scalars(_answer_to(), asked).one_or_none()
    kept = listed(found.value) if found else None
    if answered_apart(question, kept):
        raise Stale(LEFT)
    return answers.with_hidden(question, command, kept)


def use_language(session: Session, actor: Actor, assessment_id: UUID, tag: str, verb: str = "use_language") -> None:
    """Note the language in which the client reads from now on; `verb` is `CHOSE_LANGUAGE` where they chose it.

    Raises:
        NotFound: there is no such conversation.
        RuleBroken: the conversation is finished.
    """
    with unit_of_work(session, actor, verb) as work:
        assessment = _open(work, assessment_id)
        if assessment.language != tag:
            assessment.language = tag


def turn_page(session: Session, actor: Actor, assessment_id: UUID, page: int) -> None:
    """Remember which page the conversation stands on.

    Raises:
        NotFound: there is no such conversation or page.
        RuleBroken: the conversation is finished.
    """
    with unit_of_work(session, actor, "turn_page") as work:
        assessment = _open(work, assessment_id)
        _turn(assessment, shelf.form_of(work.session, assessment.form_url, assessment.form_version), page)


def finish_assessment(session: Session, actor: Actor, assessment_id: UUID, seen: int | None = None) -> None:
    """Close a conversation: what was asked stays, answers to questions that fell away go (the audit keeps them).

    Questions that are set aside keep the answer they were given before; those without one are left for later. What came
    on paper is to be read from then on, as what a client wrote at the screen is.
    `seen` is the version of all answers that the page showed (`Talk.version`); None where no page asks.

    Raises:
        NotFound: there is no such conversation.
        RuleBroken: it is finished already.
        Stale: an answer was changed since they were shown; nothing was changed.
    """
    with unit_of_work(session, actor, "finish_assessment") as work:
        assessment = _open(work, assessment_id)
        rows = _answers(work, assessment_id)
        if seen is not None and seen != sum(row.version for row in rows.values()):
            raise Stale(LOOK_AGAIN)
        asks = scope(work.session, assessment)
        values = {**asks.before, **{key: listed(row.value) for key, row in rows.items()}}
        asked = {question.link_id: question for question in shown(asks.form, values) if question.asks}
        keep_left(work, assessment, [question.link_id for question in asks.left(list(rows.values()))])
        for link_id, row in rows.items():
            if link_id not in asked and link_id not in asks.later:
                work.session.delete(row)
        for link_id, question in asked.items():
            if link_id not in rows:
                work.session.add(_row(assessment, question, GiveAnswer(assessment_id, link_id)))
        for total in totals(asks.form, values):
            work.session.add(_total(assessment, total))
        assessment.completed_at = work.now
        if assessment.setting is Setting.PAPER:
            to_be_read(work, assessment)


def _earlier(work: Work, command: AskAlone) -> Assessment:
    origin = work.session.get(Assessment, command.assessment_id)
    if origin is None or origin.organisation_id != work.actor.organisation_id:
        raise NotFound
    return origin


def _follow(work: Work, command: AskAlone, origin: Assessment, asks: Sequence[str]) -> UUID:
    form = shelf.form_of(work.session, origin.form_url, origin.form_version)
    start = StartAssessment(origin.client_id, form.url, command.setting, origin.language, once=command.once)
    if begun(work, start):
        return cast("UUID", command.once)
    if not asks:
        raise RuleBroken(NOTHING_LEFT)
    row = begin(work, start, form)
    add_presence(work, row, command.presence)
    take_up(work, row, origin.id, list(asks))
    return row.id


def begun(work: Work, command: StartAssessment) -> bool:
    """Say whether the page that asks has begun this talk already: it was sent twice."""
    there = work.session.get(Assessment, command.once) if command.once else None
    asked = (command.client_id, command.form_url, work.actor.organisation_id)
    return there is not None and (there.client_id, there.form_url, there.organisation_id) == asked


def begin(work: Work, command: StartAssessment, form: Form) -> Assessment:
    """Put a conversation at its first page, in the unit of work that starts it.

    Raises:
        NotFound: there is no such client.
        RuleBroken: the client has died.
    """
    client = work.session.get(Client, command.client_id)
    if client is None or client.organisation_id != work.actor.organisation_id:
        raise NotFound
    if client.deceased_on is not None:
        raise RuleBroken(DIED)
    try:
        paper.check(command.setting, command.paper_on, client.birth_date, work.now.astimezone().date())
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    taken = command.once is None or work.session.get(Assessment, command.once) is not None
    row = Assessment(
        id=work.new_id() if taken else command.once,
        client_id=client.id,
        form_url=form.url,
        form_version=form.version,
        title=form.title,
        copyright=form.copyright,
        language=command.language,
        setting=command.setting,
        page=1,
        started_at=work.now,
        completed_at=None,
        paper_on=command.paper_on,
    )
    work.session.add(row)
    return row


def _open(work: Work, assessment_id: UUID) -> Assessment:
    found = work.session.get(Assessment, assessment_id)
    if found is None:
        raise NotFound
    _require_open(work, found)
    return found


def _require_open(work: Work, found: Assessment) -> None:
    if found.organisation_id != work.actor.organisation_id:
        raise NotFound
    if found.completed_at is not None:
        raise RuleBroken(FINISHED)


def _answers(work: Work, assessment_id: UUID) -> dict[str, Answer]:
    rows = work.session.scalars(select(Answer).where(Answer.assessment_id == assessment_id))
    return {row.link_id: row for row in rows}


def _turn(assessment: Assessment, form: Form, page: int) -> None:
    """Page numbers run from 1; one after the last is the page where answers are checked."""
    if not 1 <= page <= len(form.questions) + 1:
        raise NotFound
    if assessment.page != page:
        assessment.page = page


def _check(question: Question, command: GiveAnswer) -> None:
    """Refuse a value that the page itself would have refused, whoever calls."""
    if (command.value is not None) + command.skipped + command.unknown > 1:
        raise RuleBroken("An answer cannot also be skipped. Nothing was changed.")
    try:
        same = answers.read(question, answers.boxes(question, command.value)) == command.value
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    if not same:
        raise RuleBroken


def keep(work: Work, assessment: Assessment, question: Question, command: GiveAnswer) -> bool:
    """Put an answer beside its conversation, or over the one there is, and say whether it is another than before.

    It is part of the unit of work that takes it. An answer given in words that nobody has checked marks the whole
    conversation: its figures stay apart.

    Raises:
        Stale: the page had not seen the answer that is kept now, which is another one.
    """
    fresh = _columns(question, command)
    asked = {"assessment_id": assessment.id, "link_id": question.link_id}
    found = work.session.scalars(_answer_to(), asked).one_or_none()
    if found is not None and command.seen not in (None, found.version) and _says_other(found, fresh):
        raise Stale(CHANGED)
    if current().unchecked and not assessment.unchecked_words:
        assessment.unchecked_words = True
    if found is None:
        work.session.add(_row(assessment, question, command))
        return True
    if found.meaning and found.value != fresh["value"]:
        fresh |= {"meaning": "", "meaning_by": ""}  # it was told of other words
    changed = {name: value for name, value in fresh.items() if getattr(found, name) != value}
    for name, value in changed.items():
        setattr(found, name, value)
    return bool(changed)


@cache
def _answer_to() -> Select[Answer]:
    """Return the question for the answer there is; put together once, for each press of Next asks it."""
    wanted: BindParameter[UUID] = bindparam("assessment_id")
    link_id: BindParameter[str] = bindparam("link_id")
    return select(Answer).where(Answer.assessment_id == wanted, Answer.link_id == link_id)


def _says_other(found: Answer, fresh: dict[str, Any]) -> bool:
    """Say whether an answer is another one, in whatever language it was read."""
    return any(getattr(found, name) != fresh[name] for name in ("value", "skipped", "unknown"))


def _row(assessment: Assessment, question: Question, command: GiveAnswer) -> Answer:
    return Answer(
        assessment_id=assessment.id,
        client_id=assessment.client_id,
        link_id=question.link_id,
        number=question.number,
        section=question.section,
        question_shown=question.text,
        picture=question.picture,
        kind=question.kind,
        scale=frame(question),
        **_columns(question, command),
    )


def _said(question: Question) -> str:
    """Return the question as it was read in another language, or nothing where it was read in English."""
    spoken = current()
    return "" if spoken.english else spoken.find(question.text) or ""


def _total(assessment: Assessment, total: Total) -> AssessmentTotal:
    """Return the row of one total; one that could not be made keeps what is missing."""
    score, rule = total.score, total.rule
    return AssessmentTotal(
        assessment_id=assessment.id,
        client_id=assessment.client_id,
        name=rule.name,
        value=score.value if score else None,
        low=rule.low,
        high=rule.high,
        judged=rule.judged,
        high_is_good=rule.high_is_good,
        lower_words=rule.lower_words,
        upper_words=rule.upper_words,
        band=score.band if score else "",
        missing=list(total.missing),
    )


def _columns(question: Question, command: GiveAnswer) -> dict[str, Any]:
    value: AnswerValue = command.value
    return {
        "value": plain(value),
        "value_text": str.__str__(answers.words(question, value)),
        "question_said": _said(question),
        "chosen": [asdict(option) for option in answers.chosen(question, value)],
        "skipped": command.skipped,
        "unknown": command.unknown,
    }
