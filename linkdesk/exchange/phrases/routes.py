"""Get the sentences of a language as a spreadsheet, and take it in again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.phrases.forms import SheetForm
from linkdesk.exchange.phrases.sheet import read_sheet
from linkdesk.exchange.phrases.sheet import write_sheet
from linkdesk.organisation.languages import queries
from linkdesk.organisation.languages import service
from linkdesk.organisation.languages.rules import TakeTranslations
from linkdesk.organisation.languages.rules import known
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("phrases", __name__, url_prefix="/settings/languages/<tag>")

ADMINISTRATOR = "administrator"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIMITS = Intake()


@blueprint.get("/spreadsheet")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def sheet(tag: str) -> ResponseReturnValue:
    """Hand out every sentence with its translation, for a checker."""
    language = known(tag)
    kept = queries.translations(session(), current_actor().organisation_id, tag)
    name = f"LinkDesk words {language.name}.xlsx"
    return hand_file(write_sheet(language, kept), name, SPREADSHEET, url_for("languages.show", tag=tag))


@blueprint.route("/take-in", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def take_in(tag: str) -> ResponseReturnValue:
    """Take a spreadsheet in; rows that cannot be are named, and the others count."""
    language, form = known(tag), SheetForm()
    faults: tuple[str, ...] = ()
    if form.validate_on_submit():
        try:
            grid = read_grid(form.file.data.read(), LIMITS)
            kept = queries.translations(session(), current_actor().organisation_id, tag)
            found = read_sheet(grid, language, kept, current_day())
        except FileRefused as refusal:
            form.refuse("file", refusal.sentence)
        else:
            changed = service.take_translations(session(), current_actor(), TakeTranslations(tag, found.translations))
            words = f"{changed} sentence{'' if changed == 1 else 's'} changed, {found.checked} of them checked."
            faults = found.faults
            if not faults:
                flash(words)
                return redirect(url_for("languages.show", tag=tag), HTTPStatus.SEE_OTHER)
            return render_template(
                "exchange/phrases/take_in.html", language=language, form=form, faults=faults, words=words
            )
    page = render_template("exchange/phrases/take_in.html", language=language, form=form, faults=(), words="")
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
