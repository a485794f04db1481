"""The pages of pictures: which stands beside which question and answer of a form, and those of the service's own."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.frame import beside
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.forms import AS_WRITTEN
from linkdesk.assessments.shelf.forms import OwnPictureForm
from linkdesk.assessments.shelf.forms import PictureForm
from linkdesk.assessments.shelf.giving import given
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import ROLES
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Response
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.assessments.shelf.rules import ShelfFile

blueprint = Blueprint("pictures", __name__, url_prefix="/settings/forms")

FIND_LENGTH = 60
AT_FIRST = 23
"""So many pictures of the dictionary stand on a page until somebody looks for another, or for all of them."""

STALE = "Somebody chose a picture for this form meanwhile. Yours is not saved. Choose it again, then save."


@blueprint.get("/<uuid:form_id>/pictures")
@access(Access.OPEN, roles=ROLES)
def spots(form_id: UUID) -> str:
    """Show every question of a form with its picture and those of its answers."""
    found = groupby(queries.spots(session(), form_id), key=lambda each: each.question)
    return render_template(
        "assessments/shelf/pictures.html",
        entry=queries.entry(session(), form_id),
        questions=[tuple(each) for _, each in found],
        picture_url=picture_url,
        fitting=beside,
    )


@blueprint.route("/<uuid:form_id>/pictures/<int:number>", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def choose(form_id: UUID, number: int) -> ResponseReturnValue:
    """Choose the picture beside one question, or beside one of its answers: all stand on its page."""
    found, places = queries.entry(session(), form_id), queries.spots_of(session(), form_id, number)
    answer = request.args.get("answer", 0, int)
    if not 0 <= answer < len(places):
        raise NotFound
    spot = places[answer]
    is_post = request.method == "POST"
    wanted = "" if is_post else " ".join(request.args.get("find", "").split())[:FIND_LENGTH]
    chosen = (spot.picture or NO_PICTURE) if spot.is_chosen else AS_WRITTEN
    kept = {"picture": chosen, "version": found.version}
    own = beside(spot.words, spot.written, "question") if answer == 0 else spot.written
    most = 0 if is_post or "every" in request.args else AT_FIRST
    form = PictureForm(
        data=None if is_post else kept, spot=spot, files=_files(form_id), wanted=wanted, own=own, most=most
    )
    if form.validate_on_submit():
        try:
            service.choose_picture(session(), current_actor(), form.command_for(form_id, spot.number))
        except Stale:
            form.refuse("picture", STALE)
            form.version.data = queries.entry(session(), form_id).version
        else:
            flash("Saved.")
            return redirect(_onward(form_id, number, answer + 1, len(places)), HTTPStatus.SEE_OTHER)
    page = render_template(
        "assessments/shelf/choose_picture.html",
        entry=queries.entry(session(), form_id),
        spots=places,
        answer=answer,
        number=number,
        wanted=wanted,
        find_length=FIND_LENGTH,
        form=form,
        picture_url=picture_url,
        fitting=beside,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.route("/pictures", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def own() -> ResponseReturnValue:
    """Show the pictures of the service's own, and take another in."""
    form = OwnPictureForm()
    if form.validate_on_submit():
        try:
            service.add_own_picture(session(), current_actor(), form.file.data.read(), form.words.data)
        except (FileRefused, RuleBroken) as refusal:
            form.refuse("file", refusal.sentence)
        else:
            flash("Kept. It can be chosen beside any question now.")
            return redirect(url_for("pictures.own"), HTTPStatus.SEE_OTHER)
    page = render_template(
        "assessments/shelf/own_pictures.html",
        form=form,
        files=queries.files_of(session(), None),
        picture_url=picture_url,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.get("/pictures/<uuid:file_id>")
@access(Access.OPEN, roles=ROLES)
def give(file_id: UUID) -> Response:
    """Give a picture of the service's own."""
    file = queries.file_of(session(), file_id, None)
    return given(queries.file_body(session(), file.id), file.media_type)


@blueprint.post("/pictures/<uuid:file_id>/drop")
@access(Access.OPEN, roles=ROLES)
def drop(file_id: UUID) -> AnyResponse:
    """Take a picture of the service's own away."""
    service.drop_own_picture(session(), current_actor(), file_id)
    flash("The picture is gone.")
    return redirect(url_for("pictures.own"), HTTPStatus.SEE_OTHER)


def _onward(form_id: UUID, number: int, answer: int, places: int) -> str:
    """Return the next answer of the question, and after the last the list of questions."""
    if answer < places:
        return url_for("pictures.choose", form_id=form_id, number=number, answer=answer)
    return url_for("pictures.spots", form_id=form_id) + f"#question-{number}"


def _files(form_id: UUID) -> list[ShelfFile]:
    """Return the pictures there are beside those of the dictionary: of the service first, then of this form."""
    found = (*queries.files_of(session(), None), *queries.files_of(session(), form_id))
    return [file for file in found if file.kind is FileKind.PICTURE]
