"""Pages of assessments: start a talk, its pages for client or worker, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments import screen
from linkdesk.assessments import service
from linkdesk.assessments.areas import queries as areas
from linkdesk.assessments.areas.rules import put_off
from linkdesk.assessments.begin import TURN
from linkdesk.assessments.begin import WRITE
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.begin import say_who
from linkdesk.assessments.flow import CheckLine
from linkdesk.assessments.flow import Go
from linkdesk.assessments.flow import Talk
from linkdesk.assessments.flow import button
from linkdesk.assessments.flow import check_line
from linkdesk.assessments.flow import check_parts
from linkdesk.assessments.flow import next_page
from linkdesk.assessments.flow import said_anyway
from linkdesk.assessments.flow import unanswered
from linkdesk.assessments.flow import with_answer
from linkdesk.assessments.forms import AnswerForm
from linkdesk.assessments.forms import LeaveForm
from linkdesk.assessments.forms import StartForm
from linkdesk.assessments.forms import answer_form
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.forms import seen_in
from linkdesk.assessments.forms import sheet_of
from linkdesk.assessments.forms import value_of
from linkdesk.assessments.frame import beside
from linkdesk.assessments.frame import cover_before_others
from linkdesk.assessments.frame import frame
from linkdesk.assessments.frame import open_talk
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.paper import rules as paper
from linkdesk.assessments.presence.rules import NOT_RECORDED
from linkdesk.assessments.presence.rules import may_need_interpreter
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.questionnaire import preceding
from linkdesk.assessments.reading.apart import put_away_beside
from linkdesk.assessments.reading.apart import sensitive_in
from linkdesk.assessments.reading.apart import worth_in
from linkdesk.assessments.reading.page import foreign_in
from linkdesk.assessments.reading.page import reader
from linkdesk.assessments.reading.queries import put_away
from linkdesk.assessments.reading.service import stop_for_today
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.sheets import CHOOSE_ONE
from linkdesk.assessments.sheets import LOOK_AGAIN
from linkdesk.assessments.sheets import keep_from
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.spoken import keep_english
from linkdesk.clients import queries as clients
from linkdesk.clients.rules import reading_hint
from linkdesk.clients.speaking import screen_words
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import current
from linkdesk.languages.speech import speak
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import WrongSecret
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.clients.rules import ClientRecord

blueprint = Blueprint("assessments", __name__, url_prefix="/assessments")

LOCKED = "/unlock"
"""Where the fifth wrong code leads; from there the way back is to the page of the talk, which offers to go on."""

CHECKING = "check"
"""`?then=check`: this page was opened to change one answer, so it leads back to where answers are checked."""

CHECK_WORDS = Sentence("Check your answers")
"""Where a person stands who changes one answer: from there the next page is no next question in a row."""

RESTS = {Go.BREAK: "rest.pause", Go.STOP: "rest.stopped"}
"""The buttons that lead to a page of rest, once the answer is kept."""


@blueprint.route("/start/<uuid:client_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def choose(client_id: UUID) -> ResponseReturnValue:
    """Choose which questions to ask this client, and who holds the screen."""
    client = clients.client_record(session(), client_id)
    form = StartForm(must_say=may_need_interpreter(client))
    if form.validate_on_submit():
        command = form.command_for(client_id)
        if form.day_to_be_said:
            return _day_page(client, form)
        try:
            paper.check(command.setting, command.paper_on, client.birth_date, screen.today())
        except ValueError as refusal:
            form.refuse("paper_on" if form.on_paper else "setting", str(refusal))
        else:
            return begin_talk(command, client_id, service.start_assessment)
    return _day_page(client, form) if form.on_paper and form.paper_on.errors else _choose_page(client, form)


@blueprint.get("/<uuid:assessment_id>")
@access(Access.OPEN)
def show(assessment_id: UUID) -> ResponseReturnValue:
    """Show what came of a talk: the answers in the client's own words, the scores and how they changed."""
    record = queries.assessment_record(session(), assessment_id)
    if record.form_url == library.PICTURE_SORT:
        return redirect(url_for("sort.show", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
    banner = clients.banner(session(), record.client_id, screen.today())
    hidden = put_away_beside(session(), record) if is_beside() else frozenset[str]()
    summed = any(score.total or score.link_id in hidden for score in record.scores) or record.no_totals
    changes = () if hidden and summed else queries.score_changes(session(), record)
    record_reading(session(), current_actor(), "assessment", record.client_id)
    return render_template(
        "assessments/show.html",
        record=record,
        hidden=hidden,
        changes=changes,
        banner=banner,
        picture_url=picture_url,
        not_recorded=NOT_RECORDED,
        aside=left_aside(session(), assessment_id),
        read_by=reader(session(), record),
        put_away=put_away(session(), record),
        foreign=foreign_in(session(), record),
        waiting=areas.waiting_in(session(), assessment_id),
        on_paper=paper.sentence(record),
    )


@blueprint.post("/<uuid:assessment_id>/turn")
@access(Access.OPEN)
def turn(assessment_id: UUID) -> Response:
    """Turn the screen to the client: from here on only this form can be reached."""
    talk = queries.talk(session(), assessment_id)
    if talk.finished:
        raise RuleBroken(service.FINISHED)
    if clients.banner(session(), talk.client_id, screen.today()).deceased_on is not None:
        raise RuleBroken(service.DIED)
    if queries.is_to_be_said(session(), assessment_id):
        return say_who(assessment_id, TURN)
    turn_screen(talk.id, talk.client_id)
    return _to("talk", assessment_id)


@blueprint.get("/<uuid:assessment_id>/talk")
@access(Access.CLIENT)
def talk(assessment_id: UUID) -> Response:
    """Lead to the page where the talk stands; also after a lock or under a curtain."""
    found = open_talk(assessment_id)
    if not screen.turned_to_client() and not found.finished and queries.is_to_be_said(session(), assessment_id):
        return say_who(assessment_id, WRITE)
    return _here(found)


@blueprint.get("/<uuid:assessment_id>/question/<int:number>")
@access(Access.CLIENT)
def question(assessment_id: UUID, number: int) -> ResponseReturnValue:
    """Show one question; a talk stands on one page, so any other number leads there."""
    found = open_talk(assessment_id)
    if _is_sort(found) or found.finished or number != found.here or number == found.last_page:
        return _here(found)
    asked = _question(found, number)
    if _others_look_on() and asked.link_id in sensitive_in(found.form) and asked.link_id in found.values:
        return render_template("web/put_away.html", client_id=found.client_id)
    return _question_page(found, asked, _form(found, asked))


@blueprint.post("/<uuid:assessment_id>/question/<int:number>")
@access(Access.CLIENT)
def answer(assessment_id: UUID, number: int) -> ResponseReturnValue:
    """Keep the answer of a page and go where the button says."""
    found = open_talk(assessment_id)
    asked = _question(found, number)
    go = button(request.form.get("go", Go.NEXT))
    checking = request.args.get("then") == CHECKING
    if not asked.asks:
        if go in RESTS:
            return _rest(found, go, checking=checking)
        return _turned(found, next_page(found, number, go, checking=checking), checking=checking)
    form = _form(found, asked)
    command = _command(found, asked, form, go)
    if command is None:  # nobody who wants a break is held up for a word too many; what was kept last stays
        return _rest(found, go, checking=checking) if go in RESTS else _question_page(found, asked, form)
    page = next_page(with_answer(found, command), number, go, checking=checking)
    try:
        keep_from(sheet_of(request.form), replace(command, turn_to=page, seen=seen_in(request.form)))
    except Stale:
        return _kept_between(asked, form, found.id)
    if go in RESTS:
        return _rest(found, go, checking=checking)
    return _onward(found, page, checking=checking)


@blueprint.put("/<uuid:assessment_id>/question/<int:number>")
@access(Access.CLIENT)
def keep(assessment_id: UUID, number: int) -> ResponseReturnValue:
    """Keep what is on the page while it is typed or chosen; answers with the time that is shown.

    What cannot be kept is answered with the reason in the language of the page.
    """
    found = open_talk(assessment_id)
    asked = _question(found, number)
    words = request.get_json()
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        raise RuleBroken("This answer did not arrive whole. Your words are still on the page.")
    try:
        value = value_of(asked, {name: [text] for name, text in words.items()})
    except ValueError as refusal:
        keep_english(found.form, asked, str(refusal))
        reason = current().together_plain(str(refusal))
        return jsonify(error=str(refusal), reason=reason), HTTPStatus.UNPROCESSABLE_ENTITY
    given = GiveAnswer(found.id, asked.link_id, value, from_page=number, seen=seen_in(words))
    keep_from(sheet_of(words), given)
    return jsonify(saved_at=screen.now().isoformat())


@blueprint.post("/<uuid:assessment_id>/page/<int:number>")
@access(Access.CLIENT)
def go_to(assessment_id: UUID, number: int) -> Response:
    """Go to one question to change its answer, or back to the last one."""
    checking = request.args.get("then") != Go.BACK
    return _turned(open_talk(assessment_id), number, checking=checking)


@blueprint.get("/<uuid:assessment_id>/answers")
@access(Access.CLIENT)
def check(assessment_id: UUID) -> ResponseReturnValue:
    """Show all answers for the client to check."""
    found = open_talk(assessment_id)
    if _is_sort(found) or found.finished or found.here != found.last_page:
        return _here(found)
    return _check_page(found)


@blueprint.post("/<uuid:assessment_id>/answers")
@access(Access.CLIENT)
def finish(assessment_id: UUID) -> ResponseReturnValue:
    """Finish the talk, with the answers that the page showed."""
    found = open_talk(assessment_id)
    try:
        service.finish_assessment(session(), current_actor(), found.id, seen_in(request.form))
    except Stale:
        session().rollback()
        return _check_page(open_talk(assessment_id), look_again=True), HTTPStatus.CONFLICT
    if found.paper_on:
        return redirect(url_for("reading.page", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
    return _to("thanks" if screen.turned_to_client() else "show", assessment_id)


@blueprint.get("/<uuid:assessment_id>/thanks")
@access(Access.CLIENT)
def thanks(assessment_id: UUID) -> ResponseReturnValue:
    """Thank the client and ask them to give the computer back."""
    found = open_talk(assessment_id)
    if not found.finished:
        return _here(found)
    return render_template("assessments/client_thanks.html", picture_url=picture_url, **frame(found))


@blueprint.route("/<uuid:assessment_id>/leave", methods=["GET", "POST"])
@access(Access.CLIENT)
def leave(assessment_id: UUID) -> ResponseReturnValue:
    """Give the screen back to the worker who knows the short code; five wrong ones lock LinkDesk."""
    found = open_talk(assessment_id)
    form = LeaveForm()
    if not screen.turned_to_client():
        return _to("show", assessment_id)
    if form.validate_on_submit():
        try:
            screen.take_back(str(form.code.data))
        except WrongSecret as refusal:
            form.refuse("code", refusal.sentence)
        except VaultLocked as locked:
            flash(locked.sentence)
            return redirect(LOCKED, HTTPStatus.SEE_OTHER)
        else:
            cover_before_others(found.id)
            return redirect(url_for("reading.page", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
    speak(IN_PLAIN_ENGLISH)  # for the worker, who took the screen in hand
    return render_template("assessments/leave.html", form=form, **frame(found)), _status(form.errors)


def _choose_page(client: ClientRecord, form: StartForm) -> ResponseReturnValue:
    going_on = [one for one in queries.assessments_of(session(), client.id) if one.completed_at is None]
    banner = clients.banner_of(client, screen.today())
    waiting = areas.waiting_of(session(), client.id)
    page = render_template(
        "assessments/choose.html",
        form=form,
        banner=banner,
        going_on=going_on,
        waiting=waiting,
        reading_hint=reading_hint(client),
        screen_words=screen_words(client),
    )
    return page, _status(form.errors)


def _day_page(client: ClientRecord, form: StartForm) -> ResponseReturnValue:
    """Ask for the day on the paper form: only where one is typed in."""
    banner = clients.banner_of(client, screen.today())
    title = shelf.form_of(session(), str(form.form.data)).title
    return render_template("assessments/paper_day.html", form=form, banner=banner, title=title), _status(form.errors)


def _question(found: Talk, number: int) -> Question:
    asked = found.form.at(number)
    if asked is None:
        raise NotFound
    if asked.aside:
        raise Stale(service.LEFT)
    return asked


def _form(found: Talk, asked: Question) -> AnswerForm:
    """Return the form of a page, filled with what is kept and may be read before who is here."""
    return answer_form(asked, asked.showing(found.values.get(asked.link_id)), _version(found, asked))


def _command(found: Talk, asked: Question, form: AnswerForm, go: Go) -> GiveAnswer | None:
    """Return the command a button gives, or nothing when the answer must be put right first."""
    if go in (Go.SKIP, Go.UNKNOWN):
        return said_anyway(found, asked, _words(found, asked, form)) or unanswered(found, asked, go)
    if not form.validate_on_submit():
        return None
    try:
        value = form.to_command()
    except ValueError as refusal:
        form.refuse("answer", str(refusal))
        return None
    return unanswered(found, asked, go) if value is None else GiveAnswer(found.id, asked.link_id, value)


def _words(found: Talk, asked: Question, form: AnswerForm) -> AnswerValue:
    """Return what stands on the page; where it is too long to keep, what was kept last."""
    try:
        return form.to_command()
    except ValueError:
        return found.values.get(asked.link_id)


def _question_page(
    found: Talk, asked: Question, form: AnswerForm, kept: CheckLine | None = None
) -> tuple[str, HTTPStatus]:
    keep_english(found.form, asked, *(line.text for line in form.error_lines()))
    areas_put_off, before = put_off(found.form, found.values), preceding(found.asked, asked.number)
    page = render_template(
        "assessments/client_question.html",
        form=form,
        question=asked,
        checking=request.args.get("then") == CHECKING,
        checking_words=CHECK_WORDS,
        skipped=asked.link_id in found.skipped,
        unknown=asked.link_id in found.unknown,
        kept=kept,
        another_day=bool(areas_put_off and before and before.link_id == areas_put_off.link_id),
        sheet=sheet_of(request.form),
        picture_url=picture_url,
        fitting=beside,
        **frame(found),
    )
    return page, _status(form.errors)


def _kept_between(asked: Question, form: AnswerForm, assessment_id: UUID) -> ResponseReturnValue:
    """Show what another page kept beside what was given on this one: which of the two stays is a choice."""
    session().rollback()
    found = open_talk(assessment_id)
    form.version.data = _version(found, asked)
    form.refuse("answer", CHOOSE_ONE)
    return _question_page(found, asked, form, check_line(found, asked))[0], HTTPStatus.CONFLICT


def _version(found: Talk, asked: Question) -> int:
    return found.versions.get(asked.link_id, 0)


def _check_page(found: Talk, *, look_again: bool = False) -> str:
    return render_template(
        "assessments/client_check.html",
        parts=check_parts(found, sensitive_in(found.form) | worth_in(found.form) if _others_look_on() else ()),
        back=found.last_asked,
        paper_words=paper.WORDS,
        picture_url=picture_url,
        fitting=beside,
        look_again=LOOK_AGAIN if look_again else None,
        another_day=put_off(found.form, found.values) is not None,
        **frame(found),
    )


def _others_look_on() -> bool:
    """Say whether someone is beside a worker who writes; what the client holds is theirs to read."""
    return is_beside() and not screen.turned_to_client()


def _is_sort(found: Talk) -> bool:
    """Say whether it is a picture sort, which has pages of its own."""
    return found.form.url == library.PICTURE_SORT


def _here(found: Talk) -> Response:
    if found.finished:
        return _to("thanks" if screen.turned_to_client() else "show", found.id)
    if _is_sort(found):
        return redirect(url_for("sort.here", assessment_id=found.id), HTTPStatus.SEE_OTHER)
    return _onward(found, found.here, checking=False)


def _rest(found: Talk, go: Go, *, checking: bool) -> Response:
    if go is Go.STOP and screen.turned_to_client():
        stop_for_today(session(), current_actor(), found.id)
    then = CHECKING if checking and go is Go.BREAK else None
    return redirect(url_for(RESTS[go], assessment_id=found.id, then=then), HTTPStatus.SEE_OTHER)


def _turned(found: Talk, page: int, *, checking: bool) -> Response:
    service.turn_page(session(), current_actor(), found.id, page)
    return _onward(found, page, checking=checking)


def _onward(found: Talk, page: int, *, checking: bool) -> Response:
    if page == found.last_page:
        return _to("check", found.id)
    then = CHECKING if checking else None
    return redirect(
        url_for("assessments.question", assessment_id=found.id, number=page, then=then), HTTPStatus.SEE_OTHER
    )


def _to(view: str, assessment_id: UUID) -> Response:
    return redirect(url_for(f"assessments.{view}", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)


def _status(errors: object) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
