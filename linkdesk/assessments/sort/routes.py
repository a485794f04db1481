"""The pages of a picture sort: a card a page, all cards, which comes first; for client or worker."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments import queries as assessments
from linkdesk.assessments import screen
from linkdesk.assessments.forms import answer_form
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.forms import seen_in
from linkdesk.assessments.forms import sheet_of
from linkdesk.assessments.forms import value_of
from linkdesk.assessments.frame import frame
from linkdesk.assessments.presence.rules import NOT_RECORDED
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import turn_page
from linkdesk.assessments.sheets import CHOOSE_ONE
from linkdesk.assessments.sheets import LOOK_AGAIN
from linkdesk.assessments.sheets import MOVED
from linkdesk.assessments.sheets import keep_from
from linkdesk.assessments.sort import queries
from linkdesk.assessments.sort import service
from linkdesk.assessments.sort.board import Stop
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.cards import WORDS
from linkdesk.assessments.sort.rules import PILE_PICTURES
from linkdesk.assessments.sort.rules import PILE_WORDS
from linkdesk.assessments.sort.rules import STAFF_WORDS
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import headings
from linkdesk.assessments.sort.rules import moved_words
from linkdesk.assessments.sort.rules import moves
from linkdesk.assessments.sort.rules import not_compared
from linkdesk.assessments.spoken import keep_english
from linkdesk.clients import queries as clients
from linkdesk.languages.speech import never_alone
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.assessments.forms import AnswerForm
    from linkdesk.assessments.sort.board import Board
    from linkdesk.assessments.sort.rules import SortRecord
    from linkdesk.languages.sentences import Sentence

blueprint = Blueprint("sort", __name__, url_prefix="/assessments/<uuid:assessment_id>/sort")

LEAVE_OUT, BACK = "leave-out", "back"
"""Buttons beside the three piles."""
LATER = ""
"""The answer "I do not know yet" to which card comes first."""
SORT_SHEETS = (*SHEETS, "sort.css")
CARD_WORDS = ("Where does this card go?", "Leave this card out", "You left this card out.", "You said: %(answer)s.")
"""What stands on the page of a card besides its words and the piles."""
LAST_WORDS = (
    "You want to change these. Choose the one to start with.",
    "I do not know yet",
    "This comes first: %(card)s.",
    "I have finished",
)
"""What stands on the pages after the cards, which say hard things again."""

NO_BUTTON = "That button is not on this page. Nothing was changed. Go back to the page."
NOT_WHOLE = "This answer did not arrive whole. Your words are still on the page."


@blueprint.get("")
@access(Access.OPEN)
@put_away
def show(assessment_id: UUID) -> str:
    """Show what a sort gave, and what moved since the one before."""
    sort = queries.sort_record(session(), assessment_id)
    earlier = queries.before(session(), sort) if sort.finished else None
    apart = not_compared(earlier, sort) if earlier else ""
    found = moves(earlier, sort) if earlier and not apart else ()
    talk = assessments.assessment_record(session(), sort.id)
    banner = clients.banner(session(), sort.client_id, screen.today())
    record_reading(session(), current_actor(), "assessment", sort.client_id)
    return render_template(
        "assessments/sort/show.html",
        sort=sort,
        talk=talk,
        earlier=earlier,
        moves=found,
        moved=apart or moved_words(found),
        days=headings(earlier, sort) if earlier else (),
        aside=left_aside(session(), sort.id),
        banner=banner,
        to_plan=_to_plan(sort) if banner.deceased_on is None else "",
        not_recorded=NOT_RECORDED,
        **_words(),
    )


def _to_plan(sort: SortRecord) -> str:
    """Return where what comes first becomes a goal: of the newest sort only, as plans offer it; empty elsewhere."""
    newest = queries.last_sort(queries.sorts_of(session(), sort.client_id))
    is_newest = newest is not None and newest.id == sort.id
    return f"/plans/start/{sort.client_id}?sorted=yes" if is_newest and sort.goal else ""


@blueprint.get("/here")
@access(Access.CLIENT)
def here(assessment_id: UUID) -> Response:
    """Lead to the page where the sort stands; also after a lock, a crash or under a curtain."""
    return _stand(_board(assessment_id))


@blueprint.get("/card/<int:number>")
@access(Access.CLIENT)
def card(assessment_id: UUID, number: int) -> ResponseReturnValue:
    """Show one card; a sort stands on one page, so any other number leads there."""
    found = _board(assessment_id)
    if found.talk.finished or found.stop() != (Stop.CARD, number):
        return _stand(found)
    return _card_page(found, number)


@blueprint.post("/card/<int:number>")
@access(Access.CLIENT)
def put(assessment_id: UUID, number: int) -> ResponseReturnValue:
    """Put the card where the button says, or go back one card."""
    found = _board(assessment_id)
    button = request.form.get("go", "")
    if button == BACK:
        return _turned(found, found.before(found.at(number).number) or number)
    pile = None if button == LEAVE_OUT else _pile(button)
    try:
        service.put_card(session(), current_actor(), found, number, pile, seen_in(request.form))
    except Stale:
        return _card_page(_anew(assessment_id), number, changed=MOVED), HTTPStatus.CONFLICT
    return _to("here", assessment_id)


@blueprint.post("/again/<int:number>")
@access(Access.CLIENT)
def again(assessment_id: UUID, number: int) -> Response:
    """Take one card in hand again, to put it somewhere else."""
    found = _board(assessment_id)
    return _turned(found, found.at(number).number)


@blueprint.get("/cards")
@access(Access.CLIENT)
def every(assessment_id: UUID) -> ResponseReturnValue:
    """Show all cards in their piles."""
    found = _board(assessment_id)
    if found.talk.finished or found.stop()[0] is not Stop.CARDS:
        return _stand(found)
    return _cards_page(found)


@blueprint.post("/cards")
@access(Access.CLIENT)
def lie(assessment_id: UUID) -> ResponseReturnValue:
    """Go on from all cards: to which comes first, or to the end where there is nothing to change."""
    found = _board(assessment_id)
    if request.form.get("go") == BACK:
        return _turned(found, found.before(found.all_cards) or found.all_cards)
    if found.asks_first:
        return _turned(found, found.page_of(Stop.FIRST))
    try:
        return _finished(found, seen_in(request.form))
    except Stale:
        return _cards_page(_anew(assessment_id), changed=LOOK_AGAIN), HTTPStatus.CONFLICT


@blueprint.get("/first")
@access(Access.CLIENT)
def first(assessment_id: UUID) -> ResponseReturnValue:
    """Ask which of the cards to change comes first."""
    found = _board(assessment_id)
    if found.talk.finished or found.stop()[0] is not Stop.FIRST:
        return _stand(found)
    return _first_page(found)


@blueprint.post("/first")
@access(Access.CLIENT)
def choose(assessment_id: UUID) -> ResponseReturnValue:
    """Keep which card comes first, or that the person does not know yet."""
    found = _board(assessment_id)
    button = request.form.get("go", "")
    if button == BACK:
        return _turned(found, found.all_cards)
    chosen = request.form.get("first")
    if chosen is None or chosen not in (LATER, *(place.key for place in found.pile(Pile.CHANGE))):
        raise RuleBroken(NO_BUTTON)
    page = found.page_of(Stop.WORDS)
    seen = seen_in(request.form)
    command = GiveAnswer(assessment_id, FIRST, chosen or None, unknown=chosen == LATER, turn_to=page, seen=seen)
    try:
        give_answer(session(), current_actor(), command)
    except Stale:
        return _first_page(_anew(assessment_id), changed=MOVED), HTTPStatus.CONFLICT
    return _to("here", assessment_id)


@blueprint.get("/words")
@access(Access.CLIENT)
def words(assessment_id: UUID) -> ResponseReturnValue:
    """Ask what the person wants to change, in their own words."""
    found = _board(assessment_id)
    if found.talk.finished or found.stop()[0] is not Stop.WORDS:
        return _stand(found)
    return _words_page(found, _words_form(found))


@blueprint.post("/words")
@access(Access.CLIENT)
def say(assessment_id: UUID) -> ResponseReturnValue:
    """Keep the person's own words, and finish or go back."""
    found = _board(assessment_id)
    form = _words_form(found)
    if not form.validate_on_submit():
        return _words_page(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        said = form.to_command()
    except ValueError as refusal:
        form.refuse("answer", str(refusal))
        return _words_page(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    back = request.form.get("go") == BACK
    page = found.page_of(Stop.FIRST if back else Stop.WORDS)
    seen = seen_in(request.form)
    command = GiveAnswer(assessment_id, WORDS, said, skipped=said is None and not back, turn_to=page, seen=seen)
    try:
        keep_from(sheet_of(request.form), command)
    except Stale:
        return _words_kept_between(assessment_id, form), HTTPStatus.CONFLICT
    return _to("here", assessment_id) if back else _finished(found)


@blueprint.put("/words")
@access(Access.CLIENT)
def keep(assessment_id: UUID) -> Response:
    """Keep the words while they are typed; answers with the time that is shown."""
    found = _board(assessment_id)
    sent = request.get_json()
    if not isinstance(sent, dict) or not all(isinstance(text, str) for text in sent.values()):
        raise RuleBroken(NOT_WHOLE)
    try:
        said = value_of(found.question(WORDS), {name: [text] for name, text in sent.items()})
    except ValueError as refusal:
        raise RuleBroken(str(refusal)) from None
    page = found.page_of(Stop.WORDS)
    keep_from(sheet_of(sent), GiveAnswer(assessment_id, WORDS, said, from_page=page, seen=seen_in(sent)))
    return jsonify(saved_at=screen.now().isoformat())


def _board(assessment_id: UUID) -> Board:
    """Return the sort; while a client has the screen, only theirs."""
    screen.require_reach(assessment_id)
    screen.require_hands()
    return queries.sort_board(session(), assessment_id)


def _anew(assessment_id: UUID) -> Board:
    """Return the sort as another page left it."""
    session().rollback()
    return _board(assessment_id)


def _pile(button: str) -> Pile:
    try:
        return Pile(button)
    except ValueError:
        raise RuleBroken(NO_BUTTON) from None


def _stand(found: Board) -> Response:
    if found.talk.finished:
        return _end(found.talk.id)
    stop, number = found.stop()
    if stop is Stop.CARD:
        return redirect(url_for("sort.card", assessment_id=found.talk.id, number=number), HTTPStatus.SEE_OTHER)
    return _to("every" if stop is Stop.CARDS else stop, found.talk.id)


def _turned(found: Board, page: int) -> Response:
    turn_page(session(), current_actor(), found.talk.id, page)
    return _to("here", found.talk.id)


def _finished(found: Board, seen: int | None = None) -> Response:
    finish_assessment(session(), current_actor(), found.talk.id, seen)
    return _end(found.talk.id)


def _end(assessment_id: UUID) -> Response:
    if screen.turned_to_client():
        return redirect(url_for("assessments.thanks", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
    return _to("show", assessment_id)


def _card_page(found: Board, number: int, changed: Sentence | None = None) -> str:
    place = found.at(number)
    keep_english(found.talk.form, found.question(place.key), *CARD_WORDS)
    given = {"card": place, "back": found.before(number), "changed": changed}
    return render_template("assessments/sort/client_card.html", **given, **_frame(found))


def _cards_page(found: Board, changed: Sentence | None = None) -> str:
    return render_template("assessments/sort/client_cards.html", changed=changed, **_frame(found))


def _first_page(found: Board, changed: Sentence | None = None) -> str:
    keep_english(found.talk.form, found.question(FIRST), *LAST_WORDS)
    version = found.talk.versions.get(FIRST, 0)
    return render_template("assessments/sort/client_first.html", changed=changed, version=version, **_frame(found))


def _words_form(found: Board) -> AnswerForm:
    return answer_form(found.question(WORDS), found.words or None, found.talk.versions.get(WORDS, 0))


def _words_kept_between(assessment_id: UUID, form: AnswerForm) -> str:
    """Show what another page kept beside what was typed on this one."""
    found = _anew(assessment_id)
    form.version.data = found.talk.versions.get(WORDS, 0)
    form.refuse("answer", CHOOSE_ONE)
    return _words_page(found, form, found.words)


def _words_page(found: Board, form: AnswerForm, kept: str | None = None) -> str:
    keep_english(found.talk.form, found.question(WORDS), *LAST_WORDS)
    sheet = sheet_of(request.form)
    return render_template("assessments/sort/client_words.html", form=form, kept=kept, sheet=sheet, **_frame(found))


def _frame(found: Board) -> dict[str, object]:
    """Return what every page of a sort shows: the client's full window, or the worker's page with the banner."""
    tender = [question for question in found.talk.form.questions if question.tender]
    never_alone(text for question in tender for text in (question.text, question.helper))
    return {**frame(found.talk), "board": found, **_words()}


def _words() -> dict[str, object]:
    return {
        "Pile": Pile,
        "pile_words": PILE_WORDS,
        "staff_words": STAFF_WORDS,
        "pile_pictures": PILE_PICTURES,
        "picture_url": picture_url,
        "sheets": SORT_SHEETS,
    }


def _to(view: str, assessment_id: UUID) -> Response:
    return redirect(url_for(f"sort.{view}", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
