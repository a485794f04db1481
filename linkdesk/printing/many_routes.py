"""Print for many people at once: choose, see how far it is, stop, look at the pages, print them or save one file."""

from __future__ import annotations

from datetime import timedelta
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
from flask import url_for

from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing.batch import Ended
from linkdesk.printing.forms import ITEMS
from linkdesk.printing.handing import hand_over
from linkdesk.printing.many import MOST
from linkdesk.printing.many import PART
from linkdesk.printing.many import PrintRoom
from linkdesk.printing.many import Wish
from linkdesk.printing.many import jobs
from linkdesk.printing.rules import Item
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import Busy
from linkdesk.team.cover.queries import own_caseloads
from linkdesk.team.queries import find_worker
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
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

blueprint = Blueprint("print_many", __name__, url_prefix="/print-many")

ROOM = "linkdesk_print_room"
REVIEWS, CASELOAD = "reviews", "caseload"


class ManyForm(BaseForm):
    """For whom, and what."""

    whose = ChoiceField(
        "For whom?",
        options=(
            Option(REVIEWS, "Whose plan we look at again on one day"),
            Option(CASELOAD, "Everyone in my caseload with an agreed plan"),
        ),
    )
    day = DateField("Which day?", hint="Only asked for when you print for one day.")
    item = ChoiceField("What to print", options=ITEMS)
    mono = TickField("For a printer without colour")


@blueprint.record_once
def _forget_when_locked(state: BlueprintSetupState) -> None:
    """Keep the batch in memory, and drop it at every full lock."""
    settings = state.app.extensions.get("settings")
    room = PrintRoom(settings.limits if settings else state.app.config["LINKDESK_LIMITS"])
    state.app.extensions[ROOM] = room
    state.app.extensions["vault"].on_lock(room.forget)


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def start() -> ResponseReturnValue:
    """Show the batch that runs or is done; without one, choose what to print."""
    form = ManyForm(
        data={"whose": REVIEWS, "day": current_day() + timedelta(days=1), "item": Item.PLAN.value, "mono": False}
    )
    if form.validate_on_submit():
        refused = _begin(form)
        if refused is None:
            return _page()
        form.refuse(*refused)
    if form.errors:
        return render_template("printing/many.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    room = _room()
    if room.batch is None:
        return render_template("printing/many.html", form=form)
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
    room = _room()
    papers = room.part(number)
    _noted(papers)
    urls = tuple(url_for("print_many.page", number=each) for each in room.pages(number))
    return render_template(
        "printing/many_part.html",
        number=number,
        parts=room.parts(),
        papers=papers,
        page_urls=urls,
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
    content = room.joined()
    _noted(room.made())
    return hand_over(content, f"Prints {current_day().isoformat()}.pdf", url_for("print_many.start"))


def _begin(form: ManyForm) -> tuple[str, str] | None:
    """Start the batch; return which field says no, and why."""
    actor, day = current_actor(), current_day()
    reviews = form.whose.data != CASELOAD
    if reviews and form.day.data is None:
        return "day", "Give the day."
    found = agreed_plans(
        session(),
        own_caseloads(session(), actor.worker_id, day),
        review_on=form.day.data if reviews else None,
        most=MOST + 1,
    )
    if not found:
        nobody = "Nobody of yours has an agreed plan"
        return "whose", f"{nobody} to look at on {long_date(form.day.data)}." if reviews else f"{nobody}."
    if len(found) > MOST:
        return "whose", f"These are more than {MOST} people. Choose one day."
    worker = find_worker(session(), actor.worker_id)
    wish = Wish(Item(form.item.data), bool(form.mono.data), day, worker.name if worker else "")
    title = f"Plans to look at on {long_date(form.day.data)}" if reviews else "Plans of my caseload"
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's way to the app itself

    def read() -> Iterator[Job]:
        with app.app_context():
            yield from jobs(session(), actor, found, len(found), wish)

    try:
        _room().begin(title, len(found), read)
    except Busy as refusal:
        return "whose", refusal.sentence
    return None


def _noted(papers: tuple[Outcome, ...]) -> None:
    """Leave a trace for each person before anything of theirs is shown."""
    for paper in papers:
        record_reading(session(), current_actor(), "print", paper.job.client_id)


def _room() -> PrintRoom:
    return cast("PrintRoom", current_app.extensions[ROOM])


def _page() -> AnyResponse:
    return redirect(url_for("print_many.start"), HTTPStatus.SEE_OTHER)
