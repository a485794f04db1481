"""Print for many people at once: choose, see how far it is, stop, look at the pages, print them or save one file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import cast

from flask import Blueprint
from flask import Flask
from flask import Response
from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import session as visit
from flask import url_for

from linkdesk.clients.finding.namesakes import told_apart
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing.batch import Ended
from linkdesk.printing.given.forms import CopyForm
from linkdesk.printing.given.leaving import PRINT_NOW
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.service import give_copies
from linkdesk.printing.given.service import note_prints
from linkdesk.printing.handing import hand_over
from linkdesk.printing.many import MOST
from linkdesk.printing.many import PART
from linkdesk.printing.many import PrintRoom
from linkdesk.printing.many import Wish
from linkdesk.printing.many import changed
from linkdesk.printing.many import jobs
from linkdesk.printing.many_forms import CASELOAD
from linkdesk.printing.many_forms import REVIEWS
from linkdesk.printing.many_forms import ManyForm
from linkdesk.printing.many_forms import SafeForm
from linkdesk.printing.many_safe import asked
from linkdesk.printing.many_safe import wanted
from linkdesk.printing.rules import Item
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import Busy
from linkdesk.record.errors import RuleBroken
from linkdesk.team.cover.queries import own_caseloads
from linkdesk.team.queries import find_worker
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.errors import wants_json
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.batch import Job
    from linkdesk.printing.batch import Outcome
    from linkdesk.printing.many_safe import Asked
    from linkdesk.printing.many_safe import Wanted

blueprint = Blueprint("print_many", __name__, url_prefix="/print-many")

ROOM = "linkdesk_print_room"
NOBODY_CHOSEN = "Nobody is chosen. Nothing was made. Choose for whom to print."


@blueprint.record_once
def _forget_when_locked(state: BlueprintSetupState) -> None:
    """Keep the batch in memory, and drop it at every full lock."""
    settings = state.app.extensions.get("settings")
    room = PrintRoom(settings.limits if settings else state.app.config["LINKDESK_LIMITS"])
    state.app.extensions[ROOM] = room
    state.app.extensions["vault"].on_lock(room.forget)


@blueprint.get("")
@access(Access.OPEN)
@put_away
def start() -> ResponseReturnValue:
    """Show the batch that runs or is done; without one, choose what to print."""
    room = _room()
    if room.batch is None:
        usual = {"whose": REVIEWS, "day": current_day() + timedelta(days=1), "item": Item.PLAN.value, "mono": False}
        return render_template("printing/many.html", form=ManyForm(formdata=None, data=usual))
    progress = room.batch.progress()
    if progress.ended is Ended.RUNNING:
        return render_template("printing/many_progress.html", title=room.title, progress=progress)
    outcomes = room.batch.outcomes()
    return render_template(
        "printing/many_done.html",
        title=room.title,
        progress=progress,
        made=room.made(),
        refused=[outcome for outcome in outcomes if outcome.refusal],
        parts=[(number, room.part(number)) for number in range(1, room.parts() + 1)],
        part_of=PART,
    )


@blueprint.route("/safe", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def safe() -> ResponseReturnValue:
    """Ask for whom paper is safe to take, those first for whom the record says it is not; then make the prints."""
    if not request.args:  # typed, kept as a bookmark, or gone back to: nothing was chosen, so nothing is wrong
        return _page()
    form, answers = ManyForm(formdata=request.args), SafeForm()
    people = _people(form) if form.validate() else ()
    if not people:
        return render_template("printing/many.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    answers.offer(people)
    if answers.validate_on_submit():
        chosen = wanted(people, answers.take.data, answers.plain.data)
        refusal = _begin(form, chosen) if chosen else NOBODY_CHOSEN
        if not refusal:
            return _page()
        answers.form_errors.append(refusal)
    record_reading(session(), current_actor(), "list", None)
    page = render_template("printing/many_safe.html", form=answers, title=_title(form))
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if answers.error_lines() else HTTPStatus.OK


@blueprint.get("/progress")
@access(Access.OPEN)
def progress() -> Response:
    """Tell a script how far it is."""
    batch = _room().batch
    if batch is None:
        return jsonify(done=0, total=0, running=False)
    found = batch.progress()
    return jsonify(done=found.done, total=found.total, running=found.ended is Ended.RUNNING)


@blueprint.post("/stop")
@access(Access.OPEN)
def stop() -> AnyResponse:
    """Make no more; what is made stays until the lock."""
    batch = _room().batch
    if batch is not None:
        batch.stop()
        batch.wait(2)
    return _page()


@blueprint.post("/forget")
@access(Access.OPEN)
def forget() -> AnyResponse:
    """Drop all of it now."""
    _room().forget()
    flash("The prints are gone from LinkDesk. The record is as it was.")
    return _page()


@blueprint.get("/part/<int:number>")
@access(Access.OPEN)
@put_away
def part(number: int) -> str:
    """Show the pages of some of the people as they will be on paper."""
    return _part(number)


@blueprint.post("/part/<int:number>/out")
@access(Access.OPEN)
def out(number: int) -> ResponseReturnValue:
    """Say that a part goes to the printer; whose record changed since it was made is taken out first."""
    papers = _room().part(number)
    try:
        _check(papers)
    except PreviewChanged as refused:
        if wants_json():
            raise
        return _part(number, refused.sentence), refused.status
    _noted(papers)
    _left(papers, Way.PRINTED)
    if wants_json():
        return jsonify(printed=True)
    visit[PRINT_NOW] = True  # the button was pressed before its script was there: the next page opens the dialog
    flash("It is noted as printed. If no dialog opens, press Ctrl and P.")
    return redirect(url_for("print_many.part", number=number), HTTPStatus.SEE_OTHER)


@blueprint.post("/part/<int:number>/copies")
@access(Access.OPEN)
def copies(number: int) -> AnyResponse:
    """Keep what became of the copies of everyone in a part; who got a plain page got no copy."""
    form = CopyForm()
    if not form.validate_on_submit():
        raise RuleBroken("That is no answer about copies. Nothing was changed. Go back and choose one of the buttons.")
    gone = [each.job.leaves for each in _room().part(number) if each.job.leaves]
    given = [form.command(each.client_id, each.plan_id, each.options) for each in gone if each.plan_id]
    give_copies(session(), current_actor(), given)
    people = "1 person" if len(given) == 1 else f"{len(given)} people"
    flash(f"Noted for {people}: {HOW_WORDS[How(form.how.data)].lower()}.")
    return redirect(url_for("print_many.part", number=number), HTTPStatus.SEE_OTHER)


def _part(number: int, refused: str = "") -> str:
    room = _room()
    papers = room.part(number)
    _noted(papers)
    return render_template(
        "printing/many_part.html",
        number=number,
        parts=room.parts(),
        papers=papers,
        apart=told_apart(session(), (each.job.client_id for each in papers)),
        plans=sum(each.job.leaves is not None and each.job.leaves.plan_id is not None for each in papers),
        how_words=HOW_WORDS,
        page_urls=tuple(url_for("print_many.page", number=each) for each in room.pages(number)),
        refused=refused,
        print_now=visit.pop(PRINT_NOW, False),
        sheets=(*SHEETS, "preview.css"),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(number: int) -> Response:
    """Give one page as a picture; that this person's print was made is in the log already."""
    return Response(_room().page(number), mimetype="image/png")


@blueprint.post("/save")
@access(Access.OPEN)
def save() -> AnyResponse:
    """Write all of them in one file where the worker chooses."""
    room = _room()
    papers = room.made()
    try:
        _check(papers)
    except PreviewChanged as refused:
        flash(refused.sentence)
        return _page()
    content = room.joined()
    _noted(papers)
    left = partial(_left, papers, Way.SAVED)
    return hand_over(content, f"Prints {current_day().isoformat()}.pdf", url_for("print_many.start"), left)


def _people(form: ManyForm) -> tuple[Asked, ...]:
    """Return everyone of the batch; none, with the reason at its field, where there can be no batch."""
    day, reviews = current_day(), form.whose.data != CASELOAD
    if reviews and form.day.data is None:
        form.refuse("day", "Give the day.")
        return ()
    found = agreed_plans(
        session(),
        own_caseloads(session(), current_actor().worker_id, day),
        review_on=form.day.data if reviews else None,
        most=MOST + 1,
    )
    if len(found) > MOST:
        form.refuse("whose", f"These are more than {MOST} people. Choose one day.")
        return ()
    people = asked(session(), found, Item(form.item.data))
    if not people:
        nobody = "Nobody of yours has an agreed plan"
        form.refuse("whose", f"{nobody} to look at on {long_date(form.day.data)}." if reviews else f"{nobody}.")
    return people


def _title(form: ManyForm) -> str:
    reviews = form.whose.data != CASELOAD
    return f"Plans to look at on {long_date(form.day.data)}" if reviews else "Plans of my caseload"


def _begin(form: ManyForm, people: tuple[Wanted, ...]) -> str:
    """Start the batch; return why it was not."""
    actor = current_actor()
    worker = find_worker(session(), actor.worker_id)
    wish = Wish(Item(form.item.data), bool(form.mono.data), current_day(), worker.name if worker else "")
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's way to the app itself

    def read() -> Iterator[Job]:
        with app.app_context():
            yield from jobs(session(), actor, people, len(people), wish)

    try:
        _room().begin(_title(form), len(people), read)
    except Busy as refusal:
        return refusal.sentence
    return ""


def _check(papers: tuple[Outcome, ...]) -> None:
    """Take out whose record is not the one any more that their pages were made from.

    Raises:
        PreviewChanged: there was somebody; nothing left.
    """
    gone = [each for each in papers if each.job.leaves and changed(session(), each.job.leaves)]
    for each in gone:
        _room().take_out(each, PreviewChanged().sentence)
    if gone:
        names = ", ".join(each.job.who for each in gone)
        raise PreviewChanged(
            f"The record changed after the prints of these people were made: {names}. Nothing left LinkDesk. "
            "Their pages are taken out. Look at the others again, then print."
        )


def _left(papers: tuple[Outcome, ...], way: Way) -> None:
    """Keep with each person that their print left."""
    gone = [replace(each.job.leaves, way=way) for each in papers if each.job.leaves]
    note_prints(session(), current_actor(), gone)


def _noted(papers: tuple[Outcome, ...]) -> None:
    """Leave a trace for each person before anything of theirs is shown."""
    for paper in papers:
        record_reading(session(), current_actor(), "print", paper.job.client_id)


def _room() -> PrintRoom:
    return cast("PrintRoom", current_app.extensions[ROOM])


def _page() -> AnyResponse:
    return redirect(url_for("print_many.start"), HTTPStatus.SEE_OTHER)
